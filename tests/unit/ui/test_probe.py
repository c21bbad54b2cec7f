"""The probe tells what lies under the mouse; a picture of the window names nobody unless it is asked to."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from core.plane import PlaneName
from core.probability import ProbabilityMap
from tests.helpers.reviews import SHAPE
from tests.helpers.windows import Hand
from ui.actions import Command
from ui.evidence_card import Line

Key = Qt.Key


def test_signal_position_label_and_probability_of_the_voxel_under_the_mouse(review):
    steps = np.zeros(SHAPE, np.uint8)
    steps[6, 6, 6] = 200
    quad, hand = review.window.review.quad, Hand(review)
    quad.set_probability(ProbabilityMap(steps))
    hand.go_to((6, 6, 6))
    geometry, voxels = review.screen.volume.geometry, review.screen.volume.voxels
    for name in PlaneName:
        view, point = hand.view(name), hand.point((6, 6, 6), name)
        QTest.mouseMove(view, point)
        assert view.notes() == (), "not asked for"
        review.press(Key.Key_I)
        QTest.mouseMove(view, point + QPoint(1, 0))
        QTest.mouseMove(view, point)
        signal, place, label, probability = view.notes()
        assert float(signal.removeprefix("Signal ")) == pytest.approx(voxels[6, 6, 6], rel=0.01)
        told = [float(part.replace("\u2212", "-")) for part in place.removeprefix("LPS ").removesuffix(" mm").split()]
        exact = view.projection().to_index(QPointF(point), 6)
        np.testing.assert_allclose(told, geometry.index_to_patient(exact), atol=0.051)
        assert label == "Lesion 1, pending"
        assert probability == "Prob. 0.80"
        review.press(Key.Key_Escape)
        assert view.notes() == ()
        assert not review.window.tools.buttons[Command.PROBE].isChecked()


def test_beside_the_volume_and_off_the_view_nothing_is_told(review):
    hand = Hand(review)
    review.press(Key.Key_I)
    QTest.mouseMove(hand.view(), QPoint(3, hand.view().height() - 3))
    assert hand.view().notes() == ()


@pytest.mark.parametrize("named", [False, True])
def test_a_picture_of_the_window_names_nobody_unless_asked(named, review, tmp_path, monkeypatch):
    path = tmp_path / "window.png"
    monkeypatch.setattr("ui.pictures.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    top = review.window.top
    seen = []
    grab = type(review.window).grab
    texts = lambda: " ".join((top.patient.text(), top.patient_rest.text(), top.series_rest.text()))  # noqa: E731
    monkeypatch.setattr(type(review.window), "grab", lambda window: (seen.append(texts()), grab(window))[1])
    review.commands.carry_out(Command.PICTURE_NAMED if named else Command.PICTURE_OF_WINDOW)
    assert QImage(str(path)).size() == review.window.size()
    (shown,) = seen
    for secret in ("DEMO", "1301", "2026"):
        assert (secret in shown) is named, secret
    assert "DEMO" in texts(), "the name is back"
    assert not named or "1301" in texts()


def test_a_picture_of_the_active_view(review, tmp_path, monkeypatch):
    path = tmp_path / "view.png"
    monkeypatch.setattr("ui.pictures.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    quad = review.window.review.quad
    quad.set_active(quad.coronal)
    review.commands.carry_out(Command.PICTURE_OF_VIEW)
    saved, shown = QImage(str(path)), quad.coronal.grab().toImage()
    assert saved.copy(shown.rect()) == shown.convertToFormat(saved.format())
    foot = saved.copy(0, shown.height(), saved.width(), saved.height() - shown.height())
    written = [x for x in range(foot.width()) for y in range(foot.height()) if foot.pixelColor(x, y).value() > 120]
    assert len(written) > 100, "the research line stands below"
    assert min(written) > 10


def test_a_picture_of_the_window_names_no_file_that_a_lesion_came_from(review, tmp_path, monkeypatch):
    path, card = tmp_path / "window.png", review.window.panel.review.card
    card._lines = (Line("Volume", "5 mm³"), Line("Brought in", "Label 2", "KIM_Minsu.nii.gz, label 2"))
    kept, seen = card._lines, []
    grab = type(review.window).grab
    monkeypatch.setattr("ui.pictures.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(type(review.window), "grab", lambda window: (seen.append(card._lines), grab(window))[1])
    review.commands.carry_out(Command.PICTURE_OF_WINDOW)
    assert seen == [(Line("Volume", "5 mm³"), Line("Brought in", "–"))]
    assert card._lines == kept
