"""One function shows errors: a sentence, a way out, details."""

import logging

from core import crash_report
from core.errors import Cancelled, StudyRefused
from ui.messages import Messages, alert_of


def test_foreseen_error_brings_its_own_sentence():
    alert = alert_of(StudyRefused("39 of 170 slices are missing.", "Ask for them again."))
    assert (alert.sentence, alert.remedy) == ("39 of 170 slices are missing.", "Ask for them again.")
    assert alert.details == "", "where the code stood helps nobody who is told what to do"


def test_unforeseen_error_is_one_sentence_and_logged(caplog):
    with caplog.at_level(logging.ERROR):
        alert = alert_of(KeyError("PatientName"))
    assert alert.sentence == "Something unforeseen happened: KeyError."
    assert alert.remedy
    assert "KeyError" in alert.details
    assert "unforeseen" in caplog.text


def test_full_disk_is_named():
    alert = alert_of(OSError(28, "No space left on device", "/planning/x"))
    assert alert.sentence == "No space left on device (/planning/x)."


def test_what_a_library_raised_anew_is_told_in_the_systems_words(qtbot, own_home):
    anew = OSError("With tag (7FE0,0010) got exception\nTraceback")
    anew.__cause__ = OSError(28, "No space left on device", "/planning/x")
    assert alert_of(anew).sentence == "No space left on device (/planning/x)."
    Messages().show_error(anew)
    assert crash_report.reports() == [], "foreseen: nothing to send"


def test_cancelling_shows_no_error(qtbot):
    messages = Messages()
    alerts, news = [], []
    messages.alerted.connect(alerts.append)
    messages.told.connect(news.append)
    messages.show_error(Cancelled())
    assert alerts == []
    assert news == ["Stopped. Nothing was changed."]
