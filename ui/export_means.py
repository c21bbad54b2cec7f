"""What a site has given exports: planning systems and nodes; a file that is wrong takes away only what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from core import folders
from core.errors import UsageError
from core.network.nodes import Network
from core.network.nodes import load as load_nodes
from core.planning.profile import GENERIC, Profile
from core.planning.profiles import known_profiles
from ui.core_words import spoken
from ui.language import translate


@dataclass(frozen=True)
class ExportMeans:
    """What there is to choose of.

    Parameters
    ----------
    profiles
        Planning systems, at least one.
    network
        Nodes to send to.
    troubles
        A sentence for each file that is wrong, and what cannot be done for it, in the reader's language.

    """

    profiles: tuple[Profile, ...] = (GENERIC,)
    network: Network = field(default_factory=Network)
    troubles: tuple[str, ...] = ()


def export_means() -> ExportMeans:
    """Read the site's profiles and nodes; never fails."""
    known = known_profiles()
    troubles = [
        _trouble(each.error, translate("Export", "{system} cannot be chosen until then.").format(system=each.system))
        for each in known.broken
    ]
    try:
        network = load_nodes(folders.nodes_file())
    except UsageError as error:
        network = Network()
        troubles.append(_trouble(error, translate("Export", "Nothing can be sent until then.")))
    return ExportMeans(known.profiles or (GENERIC,), network, tuple(troubles))


def _trouble(error: UsageError, price: str) -> str:
    return f"{spoken(error.sentence)} {spoken(error.remedy)} {price}"
