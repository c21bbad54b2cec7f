"""The straight line on the synthetic patient and the embedded models: the six calls, as ARCHITECTURE shows them."""

import numpy as np
import pytest
from scipy import ndimage

from core import export
from core.dicom import load, scan, verify
from core.lesion import CandidateReason, LesionStatus, RejectReason
from core.review.session import ReviewSession
from core.review.state import SetStatus
from inference import library
from inference.detect import detect


@pytest.fixture(scope="module")
def series(demo_patient):
    (study,) = scan.studies([demo_patient.series_folder])
    (only,) = study.series
    return only


@pytest.fixture(scope="module")
def volume(series):
    return load.volume(series)


@pytest.fixture(scope="module")
def detection(volume):
    return detect(volume, library.default_packages())


def test_images_in_approved_contours_out(series, volume, detection, tmp_path):
    session = ReviewSession.start(tmp_path / "review", series, detection, reader="K. Han")
    first, *others = session.state.lesions
    session.do(SetStatus(first.lesion_id, LesionStatus.REJECTED, RejectReason.VESSEL))
    for lesion in others:
        session.do(SetStatus(lesion.lesion_id, LesionStatus.ACCEPTED))
    receipt = export.export(session.state, series, volume.geometry, "K. Han", ("rtstruct",), tmp_path / "export")
    session.close()

    report = verify.verify(tmp_path / "export" / export.STRUCTURES, series)
    assert report.broken == ()
    assert [roi.roi_name for roi in report.rois] == [roi.roi_name for roi in receipt.rois]
    assert len(report.rois) == len(others)
    for roi, lesion in zip(report.rois, others, strict=True):
        assert roi.volume_mm3 == pytest.approx(lesion.mask.count * volume.geometry.voxel_volume_mm3, rel=0.005)


def test_the_larger_metastases_are_found(detection, demo_patient, volume):
    """A floor, not a figure: the model cards hold what was measured."""
    labels = volume_labels(detection, volume)
    places = [demo_patient.geometry.index_to_patient(np.argwhere(demo_patient.truth == n + 1)) for n in range(6)]
    found = [labels[tuple(np.rint(volume.geometry.patient_to_index(p)).astype(int).T)].any() for p in places]
    assert sum(found) >= 5, "of the six of 7 to 20 mm"


def volume_labels(detection, volume):
    labels = np.zeros(volume.voxels.shape, bool)
    for lesion in detection.lesions:
        labels |= lesion.mask.to_full(volume.voxels.shape)
    return labels


def test_only_the_brain_is_left(detection, volume):
    """Skull stripping: half of every lesion lies in the brain or within the 2 mm that mets-demo's package allows."""
    outside_mm = ndimage.distance_transform_edt(~detection.brain_mask, sampling=volume.geometry.spacing)
    for lesion in detection.lesions:
        assert (outside_mm[lesion.mask.to_full(detection.brain_mask.shape)] <= 2).mean() >= 0.5
    assert {candidate.reason for candidate in detection.candidates} >= {CandidateReason.OUTSIDE_BRAIN}
