"""The configuration of nodes: nothing without a file, one sentence for each mistake."""

import pytest

from core.errors import UsageError
from core.network.nodes import Network, Node, load

WHOLE = """
ae_title = "MIME"
[receiver]
enabled = true
port = 4242
known_callers = ["PACS"]
[[node]]
name = "계획"
host = "10.0.0.5"
port = 104
ae_title = "PLANNING"
"""


def test_what_is_configured(tmp_path):
    path = tmp_path / "nodes.toml"
    assert load(path) == Network()
    assert not load(path).receiver.enabled
    path.write_text(WHOLE, encoding="utf-8")
    network = load(path)
    assert network.node("계획") == Node("계획", "10.0.0.5", 104, "PLANNING", "MIME")
    receiver = network.receiver
    assert (receiver.enabled, receiver.host, receiver.port) == (True, "127.0.0.1", 4242)
    assert (receiver.ae_title, receiver.known_callers) == ("MIME", ("PACS",))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("port = 104", "port = 0", "0 is no port"),
        ("port = 104", 'port = "104"', "'104' is no port"),
        ('ae_title = "PLANNING"', "", "a node has no ae_title"),
        ('ae_title = "PLANNING"', 'ae_title = "PLANNINGSYSTEM_ONE"', "no AE title"),
        ('host = "10.0.0.5"', 'host = ""', "no text"),
        ("enabled = true", 'enabled = "yes"', "enabled is true or false"),
        ('known_callers = ["PACS"]', 'known_callers = "PACS"', "known_callers is a list"),
        ("[receiver]", "[reciever]", "unknown reciever"),
        ("[[node]]", "[node]", "stands under"),
        ("[[node]]", "[[node", "cannot be read"),
    ],
)
def test_each_mistake_is_named(tmp_path, before, after, words):
    path = tmp_path / "nodes.toml"
    assert before in WHOLE
    path.write_text(WHOLE.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        load(path)
