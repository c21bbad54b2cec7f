"""One table: a key means one thing, and every command stands in it once."""

from ui.actions import TABLE, Command, command_of, entry_of


def test_no_key_means_two_things():
    keys = [key for entry in TABLE for key in entry.keys]
    assert len(keys) == len(set(keys))


def test_every_command_has_one_line():
    assert sorted(entry.command.value for entry in TABLE) == sorted(command.value for command in Command)


def test_keys_of_the_design():
    expected = {
        "A": Command.ACCEPT,
        "R": Command.REJECT,
        "N": Command.NEXT,
        "P": Command.PREVIOUS,
        "Z": Command.UNDO,
        "Y": Command.REDO,
        "C": Command.HIDE_CONTOURS,
        "?": Command.KEYS,
        "Ctrl+O": Command.OPEN,
        "Ctrl+E": Command.EXPORT,
        "Esc": Command.BACK,
    }
    assert {key: command_of(key) for key in expected} == expected
    assert command_of("M") is None


def test_words_are_sentence_case_without_please():
    for entry in TABLE:
        assert entry.words[0].isupper()
        assert "please" not in entry.words.lower()
    assert entry_of(Command.UNDO).keys[0] == "Z"
