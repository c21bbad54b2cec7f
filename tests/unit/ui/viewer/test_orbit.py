import numpy as np
import pytest

from ui.viewer.orbit import Orbit


@pytest.mark.parametrize(
    ("azimuth", "elevation", "words"),
    [
        (0, 0, "Anterior"),
        (-38, 14, "Anterior right"),
        (60, 0, "Left anterior"),
        (90, 0, "Left"),
        (-90, 10, "Right"),
        (180, 30, "Posterior superior"),
        (0, 88, "Superior"),
        (0, -88, "Inferior"),
    ],
)
def test_words_say_from_where(azimuth, elevation, words):
    assert Orbit(azimuth, elevation).words == words


def test_the_eye_in_front_is_at_the_patients_front():
    np.testing.assert_allclose(Orbit(0, 0).direction, (0, -1, 0), atol=1e-12)
    np.testing.assert_allclose(Orbit(90, 0).direction, (1, 0, 0), atol=1e-12)
    np.testing.assert_allclose(Orbit(0, 90).direction, (0, 0, 1), atol=1e-12)


def test_the_head_follows_the_hand():
    # Dragged to the right in front of the face, the patient's right, on the screen's left, comes forward.
    assert Orbit(0, 0).turned(20, 0).azimuth == -20
    assert Orbit(0, 0).turned(0, -20).elevation == 20


def test_it_never_turns_upside_down_and_goes_round():
    assert Orbit(0, 80).turned(0, -50).elevation == 88
    assert Orbit(-170, 0).turned(20, 0).azimuth == 170


def test_zoom_has_ends():
    assert Orbit().enlarged(100).zoom == 8
    assert Orbit().enlarged(0.001).zoom == 0.4
