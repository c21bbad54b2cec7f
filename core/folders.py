"""Where reviews, settings and added models live: the platform's own folders, or METSREVIEW_HOME."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

from core.study import Series


def home() -> Path:
    """Return the application's own folder; METSREVIEW_HOME overrides it."""
    override = os.environ.get("METSREVIEW_HOME")
    return Path(override) if override else Path(platformdirs.user_data_dir("MetsReview", appauthor=False))


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


def review(series: Series) -> Path:
    """Folder of a series' review, named by a digest so that no identity stands in a path."""
    text = f"{series.series_instance_uid}/{series.part}"
    return home() / "reviews" / hashlib.sha256(text.encode()).hexdigest()[:16]
