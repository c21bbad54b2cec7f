"""The DICOM nodes that a site has configured, in ``nodes.toml`` of the application's own folder.

::

    ae_title = "METSREVIEW"        # ours

    [receiver]                     # off unless it is enabled
    enabled = true
    host = "127.0.0.1"
    port = 11112
    known_callers = ["PACS"]       # empty or missing: whoever reaches the port

    [[node]]
    name = "planning"
    host = "10.0.0.5"
    port = 104
    ae_title = "PLANNING"
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import UsageError
from core.toml_file import MEND, read_toml

OUR_AE_TITLE = "METSREVIEW"
_NODE_KEYS = {"name", "host", "port", "ae_title"}


@dataclass(frozen=True)
class Node:
    """A place on the network that speaks DICOM: what people call it, where it is, its AE title and ours there."""

    name: str
    host: str
    port: int
    ae_title: str
    our_ae_title: str = OUR_AE_TITLE


@dataclass(frozen=True)
class ReceiverSettings:
    """How images are received: not at all, unless a site enables it."""

    enabled: bool = False
    host: str = "127.0.0.1"
    port: int = 11112
    ae_title: str = OUR_AE_TITLE
    known_callers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Network:
    """Everything configured."""

    nodes: tuple[Node, ...] = ()
    receiver: ReceiverSettings = ReceiverSettings()

    def node(self, name: str) -> Node:
        """Return the node of that name, whatever its case.

        Raises
        ------
        UsageError
            If there is none.

        """
        for node in self.nodes:
            if node.name.casefold() == name.casefold():
                return node
        known = ", ".join(node.name for node in self.nodes)
        remedy = f"There is {known}." if known else "Add it to nodes.toml in the application's own folder."
        raise UsageError(f"No node {name} is configured.", remedy)


def load(path: Path) -> Network:
    """Read the configuration; a missing file configures nothing.

    Raises
    ------
    UsageError
        If it is no TOML, or a value is missing, unknown or impossible.

    """
    try:
        value = read_toml(path)
    except FileNotFoundError:
        return Network()
    try:
        return _network(value)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise UsageError(f"{path.name} is wrong: {_words(error)}.", MEND) from error


def _network(value: dict[str, Any]) -> Network:
    _only(value, {"ae_title", "receiver", "node"}, "the file")
    ours = _ae_title(value.get("ae_title", OUR_AE_TITLE))
    listed = value.get("node", [])
    if not isinstance(listed, list):
        raise ValueError("each node stands under [[node]]")  # noqa: TRY004 - a mistake in a file, not in a program
    nodes = tuple(_node(each, ours) for each in listed)
    names = [node.name.casefold() for node in nodes]
    if len(set(names)) < len(names):
        raise ValueError("two nodes have the same name")
    return Network(nodes, _receiver(value.get("receiver", {}), ours))


def _node(value: dict[str, Any], ours: str) -> Node:
    _only(value, _NODE_KEYS, "a node")
    missing = sorted(_NODE_KEYS - set(value))
    if missing:
        raise ValueError(f"a node has no {missing[0]}")
    return Node(_text(value["name"]), _text(value["host"]), _port(value["port"]), _ae_title(value["ae_title"]), ours)


def _receiver(value: dict[str, Any], ours: str) -> ReceiverSettings:
    _only(value, {"enabled", "host", "port", "ae_title", "known_callers"}, "the receiver")
    enabled = value.get("enabled", False)
    if not isinstance(enabled, bool):
        raise ValueError("enabled is true or false")  # noqa: TRY004
    callers = value.get("known_callers", [])
    if not isinstance(callers, list):
        raise ValueError("known_callers is a list of AE titles")  # noqa: TRY004
    return ReceiverSettings(
        enabled=enabled,
        host=_text(value.get("host", "127.0.0.1")),
        port=_port(value.get("port", 11112)),
        ae_title=_ae_title(value.get("ae_title", ours)),
        known_callers=tuple(map(_ae_title, callers)),
    )


def _only(value: dict[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(value) - known)
    if unknown:
        raise ValueError(f"{where} has an unknown {unknown[0]}")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is no text")
    return value.strip()


def _port(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 65535:
        raise ValueError(f"{value!r} is no port from 1 to 65535")
    return value


def _ae_title(value: Any) -> str:
    text = _text(value)
    if len(text) > 16 or not text.isascii() or not text.isprintable() or "\\" in text:
        raise ValueError(f"{text!r} is no AE title: up to 16 plain characters")
    return text


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, ValueError) else "a part of it has another form than it should"
