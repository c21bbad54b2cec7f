import pytest

from ui.viewer.view_layout import GAP, ViewLayout, places

VIEWS = ("axial", "3D", "coronal", "sagittal")


@pytest.mark.parametrize(
    ("room", "view"), [((1020, 824), (509, 411)), ((1500, 1124), (749, 561)), ((596, 524), (297, 261))]
)
def test_four_views_are_as_large_as_drawn(room, view):
    rectangles = dict(places(ViewLayout.FOUR, VIEWS, "axial", *room))
    assert {(r.width(), r.height()) for r in rectangles.values()} == {view}
    assert rectangles["3D"].x() - rectangles["axial"].right() - 1 == GAP
    assert rectangles["axial"].x() == rectangles["coronal"].x()
    assert rectangles["coronal"].y() == rectangles["sagittal"].y()


def test_one_large_view_stands_beside_a_column_of_three():
    rectangles = places(ViewLayout.ONE_AND_THREE, VIEWS, "coronal", 1020, 824)
    (name, large), *column = rectangles
    assert (name, large.width(), large.height()) == ("coronal", 718, 824)
    assert [view for view, _ in column] == ["axial", "3D", "sagittal"]
    assert {r.width() for _, r in column} == {300}
    assert column[-1][1].bottom() == 823


def test_one_view_alone_fills_the_room():
    ((name, rectangle),) = places(ViewLayout.ONE, VIEWS, "3D", 300, 200)
    assert (name, rectangle.width(), rectangle.height()) == ("3D", 300, 200)


@pytest.mark.parametrize("layout", ViewLayout)
@pytest.mark.parametrize("room", [(0, 0), (3, 3), (1021, 825)])
def test_no_view_is_empty_and_none_overlap(layout, room):
    rectangles = [r for _, r in places(layout, VIEWS, "axial", *room)]
    assert all(r.isValid() for r in rectangles)
    if min(room) > 900 // 2:
        assert not any(a.intersects(b) for n, a in enumerate(rectangles) for b in rectangles[n + 1 :])
