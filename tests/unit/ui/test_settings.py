"""Settings survive, and a broken file does not stop the program."""

from dataclasses import replace
from datetime import date

import pytest

from ui import settings
from ui.last_export import LastExport
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


@pytest.mark.parametrize(
    "wrong",
    [
        '"Eclipse"',
        '{"system": 3}',
        '{"contours": "round"}',
        '{"margin_mm": "2"}',
        '{"margin_mm": -1}',
        '{"margin_mm": true}',
        '{"approved": "no"}',
        '{"formats": 3}',
        '{"formats": [3]}',
    ],
)
def test_a_last_export_that_is_none_is_refused_alone(tmp_path, wrong):
    path = tmp_path / "settings.json"
    path.write_text(f'{{"reader": "A", "last_export": {wrong}}}')
    assert settings.read(path) == settings.Loaded(Settings(reader="A"), ("last_export",))


def test_the_last_export_comes_back(tmp_path):
    path = tmp_path / "settings.json"
    last = LastExport("Eclipse", "smooth", 2.5, inside_brain=True, approved=False, formats=("rtstruct", "pdf"))
    settings.save(Settings(last_export=last), path)
    assert settings.read(path) == settings.Loaded(Settings(last_export=last))


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


def test_a_file_that_could_not_be_read_is_kept_beside(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text("{ half")
    day = date(2026, 11, 28)
    first, second = settings.keep_aside(path, day), settings.keep_aside(path, day)
    assert first.name == "settings.json.unreadable-2026-11-28"
    assert second.name == "settings.json.unreadable-2026-11-28-2"
    settings.save_changes(Settings(), Settings(reader="A"), path)
    assert first.read_text() == "{ half"
    assert settings.load(path).reader == "A"
    assert settings.keep_aside(tmp_path / "missing.json", day) is None


def test_a_folder_whose_name_is_not_utf8_is_remembered(tmp_path):
    last = Settings(export_folder="/planning/\udcff")
    settings.save(last, tmp_path / "settings.json")
    assert settings.load(tmp_path / "settings.json") == last
