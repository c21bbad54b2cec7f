"""Where reviews, settings and added models live: the platform's own folders, or METSREVIEW_HOME, or as chosen."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

from core.atomic import replacing
from core.study import Series

_VARIABLE = "METSREVIEW_HOME"


def home() -> Path:
    """Return the application's own folder: METSREVIEW_HOME, else the one chosen, else the platform's."""
    override = os.environ.get(_VARIABLE) or _chosen()
    return Path(override) if override else Path(platformdirs.user_data_dir("MetsReview", appauthor=False))


def choose_home(folder: Path) -> bool:
    """Use another folder from now on, also in processes that are started from here.

    Returns
    -------
    bool
        Whether it was written down for the next start; where METSREVIEW_HOME was set outside, that goes before it.

    """
    outside = bool(os.environ.get(_VARIABLE)) and os.environ[_VARIABLE] != _chosen()
    os.environ[_VARIABLE] = str(folder)
    try:
        with replacing(chosen_file()) as aside:
            aside.write_bytes(os.fsencode(folder))
    except OSError:
        return False
    return not outside


def chosen_file() -> Path:
    """Where the choice of another folder is written down: beside the settings of other programs."""
    return Path(platformdirs.user_config_dir("MetsReview", appauthor=False)) / "home.txt"


def _chosen() -> str:
    try:
        return os.fsdecode(chosen_file().read_bytes()).strip()
    except (OSError, ValueError):
        return ""


def models() -> Path:
    """Packages that the reader added."""
    return home() / "models"


def logs() -> Path:
    """Log files; they hold no patient names."""
    return home() / "logs"


def ongoing() -> Path:
    """Notes of windows that are open."""
    return home() / "ongoing"


def settings_file() -> Path:
    """The reader's settings."""
    return home() / "settings.json"


def nodes_file() -> Path:
    """DICOM nodes to send to and to ask."""
    return home() / "nodes.toml"


def profiles() -> Path:
    """A site's own profiles of planning systems."""
    return home() / "profiles"


def received() -> Path:
    """Images that came over the network."""
    return home() / "received"


def unpacked() -> Path:
    """Archives, unpacked while a window has them open."""
    return home() / "unpacked"


def passing() -> Path:
    """What is written to be read back and thrown away, such as an export's dry run."""
    return home() / "passing"


def reviews() -> Path:
    """One folder a series."""
    return home() / "reviews"


def review(series: Series) -> Path:
    """Folder of a series' review, named by a digest so that no identity stands in a path."""
    text = f"{series.series_instance_uid}/{series.part}"
    return reviews() / hashlib.sha256(text.encode()).hexdigest()[:16]
