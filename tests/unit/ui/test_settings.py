"""Settings survive, and a broken file does not stop the program."""

from dataclasses import replace

from ui import settings
from ui.settings import Settings


def test_round_trip(tmp_path):
    path = tmp_path / "home" / "settings.json"
    kept = Settings(reader="한 K.", theme="light", export_folder="/x")
    settings.save(kept, path)
    assert settings.load(path) == kept
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_missing_and_broken_files_give_the_defaults(tmp_path):
    path = tmp_path / "settings.json"
    assert settings.load(path) == Settings()
    path.write_text("{")
    assert settings.load(path) == Settings()
    path.write_text('["reader"]')
    assert settings.load(path) == Settings()


def test_unknown_entries_are_left_out(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"reader": "A", "colour": "green"}')
    assert settings.load(path) == Settings(reader="A")


def test_two_windows_do_not_take_back_each_others_settings(tmp_path):
    path = tmp_path / "settings.json"
    both = Settings(reader="A. Kim", theme="dark")
    settings.save_changes(Settings(), both, path)
    settings.save_changes(both, replace(both, theme="light"), path)  # the one window
    settings.save_changes(both, replace(both, language="ko"), path)  # the other, which does not know of it
    found = settings.load(path)
    assert (found.reader, found.theme, found.language) == ("A. Kim", "light", "ko")
