"""The frame: fixed bars, what gives way, drops, errors that stop nothing."""

import threading
import warnings
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import StudyRefused
from tests.helpers.windows import Desk, many
from ui import appearance
from ui.actions import Command
from ui.controls.text import ElidedLabel
from ui.dialogs.confirm import Confirm
from ui.lesion_list.delegate import ROW_HEIGHT
from ui.screen import Page
from ui.settings import Settings
from ui.style_sheet import wear
from ui.theme import DARK, LIGHT

Key = Qt.Key


def places(desk) -> dict[str, tuple[int, int, int, int]]:
    """Return where every fixed part lies, in the window."""
    window = desk.window
    parts = {
        "top": window.top,
        "tools": window.tools,
        "panel": window.panel,
        "status": window.status,
        "list": window.panel.review.lesions,
        "card": window.panel.review.card,
        "decide": window.panel.decide,
        "accept": window.panel.decide.accept,
        "reject": window.panel.decide.reject,
        "export": window.top.export,
        "axial": window.review.quad.axial,
        "sagittal": window.review.quad.sagittal,
    }
    found = {}
    for name, part in parts.items():
        corner = part.mapTo(window, part.rect().topLeft())
        found[name] = (corner.x(), corner.y(), part.width(), part.height())
    return found


def test_bars_and_views_of_the_design(review):
    found = places(review)
    assert found["top"] == (0, 0, 1440, 48)
    assert found["tools"][2] == 44
    assert found["panel"] == (1064, 48, 376, 824)
    assert found["status"] == (0, 872, 1440, 28)
    assert found["axial"][2:] == (509, 411)
    assert found["card"][3] == 234
    assert found["decide"][3] == 64


def test_nothing_moves_while_judging(review):
    before = places(review)
    for key in (Key.Key_R, Key.Key_Escape, Key.Key_N, Key.Key_C, Key.Key_A, Key.Key_Z, Key.Key_R, Key.Key_3):
        review.press(key)
        assert places(review) == before, key


def test_error_takes_the_tabs_place_and_pushes_nothing(review):
    before = places(review)
    review.messages.show_error(StudyRefused("This series lacks 39 of 170 slices.", "Ask for it again."))
    panel = review.window.panel
    assert panel.banner.isVisible()
    assert not panel.tabs.isVisible()
    assert places(review) == before
    panel.banner.more.click()
    assert panel.details.isVisible()
    review.press(Key.Key_A)
    assert review.screen.selected == "L2"
    review.press(Key.Key_Escape)
    assert panel.tabs.isVisible()
    assert not panel.details.isVisible()


def test_a_long_error_is_shown_to_its_last_word_and_pushes_nothing(review):
    review.window.resize(960, 600)
    review.qtbot.wait(50)
    before = places(review)
    sentence = "The model needs about 5.2 GB of memory for this series and 1.1 GB are free, so it was not started. " * 2
    review.messages.show_error(StudyRefused(sentence.strip(), "Close other programs."))
    banner = review.window.panel.banner
    review.qtbot.waitUntil(lambda: banner.sentence.width() > 100)
    assert banner.sentence.text() == sentence.strip()
    assert banner.sentence.height() >= banner.sentence.heightForWidth(banner.sentence.width())
    assert places(review) == before
    head = review.window.panel.review.lesions.head
    below = head.mapTo(review.window.panel, QPoint(0, head.height())).y()
    assert (banner.geometry().bottom() + 1 - below) % ROW_HEIGHT == 0, "neither the head nor a row is covered half"
    assert banner.geometry().bottom() >= below - 1
    banner.more.click()
    assert review.window.panel.details.geometry().top() > banner.geometry().bottom()


def test_narrow_and_low_windows_keep_what_must_stay(review):
    review.window.resize(960, 600)
    review.qtbot.wait(50)
    top, panel, status = review.window.top, review.window.panel, review.window.status
    assert (review.window.width(), review.window.height()) == (960, 600)
    assert panel.width() == 320
    assert not top.series.isVisible()
    assert "T1" in top.patient_rest.text()
    assert "ID 1301" in top.patient_rest.text()
    assert not top.reader.isVisible()
    for part in (top.patient, panel.triage, panel.decide.accept, panel.decide.reject, status.research):
        assert part.isVisible()
    assert panel.review.card.height() < 100
    assert panel.review.lesions.view.height() >= 8 * 28
    assert status.research.geometry().right() <= status.width()


def test_large_letters_in_a_narrow_window_never_cut_the_research_line(qtbot, tmp_path, no_surfaces, own_home):
    appearance.put_on(Settings(text_percent=150))
    try:
        desk = Desk(tmp_path).build(qtbot).open_review()
        desk.press(Qt.Key.Key_A)  # saved, and news beside it
        desk.window.resize(960, 600)
        desk.qtbot.wait(50)
        status = desk.window.status
        assert status.research.width() >= status.research.sizeHint().width()
        assert status.research.geometry().right() <= status.width()
        shown = [each for each in status.findChildren(QWidget) if each.parent() is status and each.isVisible()]
        edges = sorted((each.x(), each.x() + each.width()) for each in shown)
        assert all(end <= start for (_, end), (start, _) in pairwise(edges)), "nothing lies on anything else"
    finally:
        appearance.put_on(Settings())


def test_reader_goes_before_the_panel_narrows(review):
    review.window.resize(1150, 900)
    review.qtbot.wait(20)
    assert not review.window.top.reader.isVisible()
    assert review.window.panel.width() == 376


def test_identity_is_always_on_top(review):
    top = review.window.top
    assert top.patient.text() == "DEMO, Patient 1301"
    assert top.patient_rest.text() == "F · 75 y · ID 1301"
    assert top.series.text() == "T1"
    assert top.reader.text() == "K. Han"
    assert review.window.status.research.text.text() == "Research software, not a medical device"


def test_cut_text_has_its_tooltip(qtbot):
    words = ElidedLabel()
    qtbot.addWidget(words)
    words.show()
    words.set_text("A very long name of a patient, with all given names")
    words.resize(60, 20)
    assert words.toolTip() == words.text()
    words.resize(600, 20)
    assert words.toolTip() == ""


def held(mime: QMimeData) -> tuple:
    return Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def entering(mime: QMimeData) -> QDragEnterEvent:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # PySide6 offers no other constructor
        return QDragEnterEvent(QPoint(500, 400), *held(mime))


def test_dropped_files_are_opened(desk, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/x")])
    enter = entering(mime)
    QApplication.sendEvent(desk.window, enter)
    assert enter.isAccepted()
    assert desk.window.first_run.zone.is_over
    drop = QDropEvent(QPointF(500, 400), *held(mime))
    QApplication.sendEvent(desk.window, drop)
    desk.qtbot.waitUntil(lambda: bool(desk.screen.entries))
    assert desk.opened == [[tmp_path]]
    assert desk.screen.page is Page.SERIES


def test_other_things_are_not_taken(desk):
    mime = QMimeData()
    mime.setText("hello")
    QApplication.sendEvent(desk.window, entering(mime))
    assert not desk.window.first_run.zone.is_over
    assert not desk.opened


def test_study_that_cannot_be_opened_leaves_the_one_open(review):
    review.fault = StudyRefused("There is no image in this folder.", "Choose another.")
    review.controller.open_paths([])
    review.qtbot.waitUntil(lambda: bool(review.alerts))
    assert review.screen.page is Page.REVIEW
    assert review.screen.review is not None
    review.press(Key.Key_A)
    assert review.screen.selected == "L2"


def test_an_error_goes_with_what_it_told_of(review):
    review.fault = StudyRefused("There is no image in this folder.", "Choose another.")
    review.controller.open_paths([])
    review.qtbot.waitUntil(lambda: bool(review.alerts))
    assert review.window.panel.banner.isVisible()
    review.fault = None
    review.controller.open_paths([])
    review.qtbot.waitUntil(lambda: review.screen.page is Page.SERIES)
    assert review.window.panel.alert is None
    assert not review.window.panel.banner.isVisible()


def test_a_new_opening_takes_the_old_error_away_at_once(review):
    review.fault = StudyRefused("There is no image in this folder.", "Choose another.")
    review.controller.open_paths([])
    review.qtbot.waitUntil(lambda: review.window.panel.alert is not None)
    review.fault = None
    review.controller.open_paths([])
    assert review.window.panel.alert is None, "Esc means what is under way"


def test_a_new_run_takes_the_old_error_away(review):
    review.fault = StudyRefused("There is no image in this folder.", "Choose another.")
    review.controller.open_paths([])
    review.qtbot.waitUntil(lambda: review.window.panel.alert is not None)
    review.controller.find()
    assert review.window.panel.alert is None


def test_pressing_enter_again_does_not_start_again(desk):
    desk.open_series()
    desk.loading = threading.Event()
    desk.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    desk.controller.read_only()
    desk.loading.set()
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None)
    assert len(desk.loaded) == 1


def test_images_stay_with_the_series_they_were_read_from(desk):
    desk.open_series()
    first = desk.screen.chosen
    desk.loading = threading.Event()
    desk.press(Key.Key_Return, Key.Key_Down)
    assert desk.screen.chosen.series is not first.series
    desk.loading.set()
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None)
    assert desk.screen.chosen.series is first.series
    assert desk.loaded == [first.series.series_instance_uid]


def test_contours_are_hidden_only_while_c_is_held(review):
    quad = review.window.review.quad
    review.qtbot.keyPress(review.window, Key.Key_C)
    assert quad.state.contours_hidden
    review.qtbot.keyRelease(review.window, Key.Key_C)
    assert not quad.state.contours_hidden


@pytest.mark.parametrize(
    "left", [QEvent.Type.WindowBlocked, QEvent.Type.WindowDeactivate, QEvent.Type.ApplicationDeactivate]
)
def test_contours_come_back_where_the_release_of_c_is_told_elsewhere(review, left):
    review.qtbot.keyPress(review.window, Key.Key_C)
    QApplication.sendEvent(review.window, QEvent(left))  # a dialog opens, the window or the application is left
    assert not review.window.review.quad.state.contours_hidden


@pytest.mark.parametrize("key", [Key.Key_A, Key.Key_N, Key.Key_E, Key.Key_2, Key.Key_Question])
def test_nothing_is_judged_or_comes_to_hand_without_its_contour(review, key, monkeypatch):
    monkeypatch.setattr("ui.dialogs.keys.Keys.open", lambda dialog: None)
    review.qtbot.keyPress(review.window, Key.Key_C)
    review.press(key)
    assert not review.window.review.quad.state.contours_hidden


def test_c_let_go_while_ctrl_is_held_brings_the_contours_back(review):
    review.qtbot.keyPress(review.window, Key.Key_C)
    review.qtbot.keyRelease(review.window, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not review.window.review.quad.state.contours_hidden


def test_hidden_contours_are_told_on_every_view(review, monkeypatch):
    quad = review.window.review.quad
    told = []
    for name in ("slice_painter", "oblique_painter"):
        monkeypatch.setattr(f"ui.viewer.{name}.paint_hidden", lambda painter, at: told.append(at))
    quad.show_oblique(True)
    for view in (*quad.slices, quad.oblique):
        view.grab()
    assert not told
    review.qtbot.keyPress(review.window, Key.Key_C)
    for view in (*quad.slices, quad.oblique):
        view.grab()
    assert len(told) >= 4


def test_selection_centres_all_views(review):
    review.press(Key.Key_2)
    k, j, i = review.window.review.quad.state.cursor
    assert review.screen.lesion.mask.to_full((12, 14, 16))[k, j, i]


def test_click_on_a_lesion_in_a_view_selects_it(review):
    review.window.review.quad.lesion_clicked.emit("L3")
    assert review.screen.selected == "L3"
    assert review.window.panel.review.card.title.startswith("3 ")


def test_news_gives_way_to_the_cursor(review):
    review.press(Key.Key_A)
    assert review.window.status.left.text() == "Accepted 1. Z undoes."
    review.window.status._news.timeout.emit()
    assert "mm" in review.window.status.left.text()


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_window_is_drawn_in_both_themes(review, qapp, tokens):
    wear(qapp, tokens)
    image = review.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    panel = tuple(int(tokens.panel[n : n + 2], 16) for n in (5, 3, 1))
    assert tuple(pixels[60, -5, :3]) == panel
    wear(qapp, DARK)


def test_sixty_lesions_are_one_bar_and_scroll(qtbot, tmp_path, no_surfaces):
    desk = Desk(tmp_path, detection=many(60)).build(qtbot).open_review()
    desk.press(Key.Key_P)
    view = desk.window.panel.review.lesions.view
    assert desk.screen.selected == "L60"
    assert view.visualRect(desk.window.panel.review.lesions.model.index(59)).bottom() <= view.height()
    assert desk.window.panel.triage.words() == "0 of 60 judged"
    assert not desk.window.panel.grab().isNull()


def test_reader_is_asked_once_before_the_first_run(qtbot, tmp_path, no_surfaces):
    desk = Desk(tmp_path, reader="").build(qtbot).open_series()
    desk.press(Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert not dialog.confirm.isEnabled()
    qtbot.keyClicks(dialog.name, " Dr. A ")
    qtbot.keyClick(dialog.name, Key.Key_Return)
    qtbot.waitUntil(lambda: desk.screen.review is not None)
    assert desk.screen.reader == "Dr. A"
    desk.press(Key.Key_A)
    assert desk.controller._session.lines[-1].reader == "Dr. A"


def test_refused_series_cannot_be_run(desk):
    desk.open_series()
    desk.press(Key.Key_Down)
    assert desk.screen.chosen.refused
    assert not desk.window.panel.run.run.isEnabled()
    assert not desk.window.panel.run.read.isEnabled()
    desk.press(Key.Key_Return)
    assert desk.screen.page is Page.SERIES
    assert desk.screen.busy is None


def test_lists_do_not_claim_a_result_before_there_is_one(desk):
    desk.open_series()
    desk.running = threading.Event()
    desk.press(Key.Key_Return)
    body = desk.window.panel.review
    desk.qtbot.waitUntil(lambda: desk.screen.volume is not None and desk.screen.busy is not None)
    assert body.lesions.empty_words == body.second_look.empty_words == "The images can be read meanwhile."
    desk.running.set()
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None)
    assert len(desk.screen.rows()) == 3


def test_a_run_is_not_lost_to_one_key(desk):
    desk.open_series()
    desk.running = threading.Event()
    desk.press(Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.screen.volume is not None and desk.screen.busy is not None)
    desk.commands.carry_out(Command.QUIT)
    question = desk.window.findChild(Confirm)
    assert desk.window.isVisible()
    question.reject()
    assert desk.screen.busy is not None, "it goes on"
    desk.running.set()
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None)
    desk.commands.carry_out(Command.QUIT)
    assert not desk.window.isVisible(), "nothing is lost: nothing is asked"


def test_reading_only_shows_images_and_can_be_left(desk):
    desk.open_series()
    desk.window.panel.run.read.click()
    desk.qtbot.waitUntil(lambda: desk.screen.volume is not None)
    assert desk.screen.review is None
    assert desk.window.panel.review.lesions.empty_words == "The model has not been run on this series."
    desk.press(Key.Key_A, Key.Key_R, Key.Key_Z, Key.Key_1)
    assert not desk.screen.rejecting
    desk.press(Key.Key_Escape)
    assert desk.screen.page is Page.SERIES


def test_cancelled_run_changes_nothing_and_says_so(desk, monkeypatch):
    import threading

    from core.errors import Cancelled

    asked = threading.Event()

    def start(entry, voxels, reader, report, cancel):
        asked.set()
        while not cancel():
            threading.Event().wait(0.005)
        raise Cancelled

    object.__setattr__(desk.controller.work, "start_review", start)
    desk.open_series()
    desk.press(Key.Key_Return)
    desk.qtbot.waitUntil(lambda: asked.is_set() and desk.screen.busy is not None)
    assert desk.window.panel.progress.isVisible()
    assert desk.screen.page is Page.REVIEW, "the images are live meanwhile"
    desk.press(Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: desk.screen.busy is None)
    assert desk.news[-1] == "Stopped. Nothing was changed."
    assert desk.screen.review is None
    assert not desk.alerts
