"""One table: a key means one thing, and every command stands in it once."""

from ui.actions import SHEET_TABLE, TABLE, Command, command_of, entry_of


def test_no_key_means_two_things():
    for table in (TABLE, SHEET_TABLE):
        keys = [key for entry in table for key in entry.keys]
        assert len(keys) == len(set(keys))


def test_every_command_has_one_line():
    assert sorted(entry.command.value for entry in (*TABLE, *SHEET_TABLE)) == sorted(
        command.value for command in Command
    )


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
        "O": Command.OVERLAY,
        "Ctrl+O": Command.OPEN,
        "Ctrl+E": Command.EXPORT,
        "Esc": Command.BACK,
    }
    assert {key: command_of(key) for key in expected} == expected
    assert command_of("0") is None


def test_the_sheet_takes_the_arrows_and_leaves_the_letters():
    assert command_of("Down") is Command.NEXT
    assert command_of("Down", on_sheet=True) is Command.TILE_BELOW
    assert command_of("A", on_sheet=True) is Command.ACCEPT
    assert command_of("PgDn") is None


def test_words_are_sentence_case_without_please():
    for entry in TABLE:
        assert entry.words[0].isupper()
        assert "please" not in entry.words.lower()
    assert entry_of(Command.UNDO).keys[0] == "Z"
