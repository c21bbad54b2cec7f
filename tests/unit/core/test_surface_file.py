"""Surfaces enclose exactly the approved voxels, on every grid, and another reader sees the same."""

import pytest
import pyvista

from core.structure_set import StructureSet
from core.surface_file import obj_volumes_mm3, stl_name, stl_volume_mm3, triangles, write_obj, write_stl
from tests.helpers.exports import GRIDS, SAGITTAL_GRID, review


class Series:
    def __init__(self, geometry):
        self.geometry = geometry


def rois(geometry):
    return StructureSet.from_review(review(geometry), Series(geometry), "Reader", True).rois


@pytest.mark.parametrize("geometry", [*GRIDS.values(), SAGITTAL_GRID], ids=[*GRIDS, "sagittal"])
def test_volume_and_place_are_the_masks(geometry, tmp_path):
    found = rois(geometry)
    write_obj(tmp_path / "surfaces.obj", found, geometry)
    volumes = obj_volumes_mm3(tmp_path / "surfaces.obj")
    for roi, volume in zip(found, volumes, strict=True):
        wanted = roi.mask.count * geometry.voxel_volume_mm3
        write_stl(tmp_path / stl_name(roi), roi.mask, geometry)
        assert volume == pytest.approx(wanted, rel=1e-4)
        assert stl_volume_mm3(tmp_path / stl_name(roi)) == pytest.approx(wanted, rel=1e-4)
        read = pyvista.read(tmp_path / stl_name(roi)).clean()
        assert read.volume == pytest.approx(wanted, rel=1e-4)


def test_a_face_between_two_voxels_is_inside():
    geometry = GRIDS["axial"]
    two = rois(geometry)[1]
    assert two.mask.count == 2
    assert len(triangles(two.mask, geometry)) == 2 * 10


def test_a_name_with_slashes_stays_in_the_folder():
    roi = rois(GRIDS["axial"])[0]
    object.__setattr__(roi, "name", "../a/b:c")
    assert stl_name(roi) == "surface-01-___a_b_c.stl"
