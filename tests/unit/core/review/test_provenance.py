"""A label map's lesions get back what the run's record beside it knows of them."""

from dataclasses import replace

from core.label_map import lesions_from_labels
from core.lesion import LesionOrigin
from core.review.provenance import with_provenance
from core.review.session import ReviewSession
from tests.helpers.reviews import detection, series


def labels_of_run(tmp_path):
    """The label map of a run, its record in the folder, and the series."""
    found, one = detection(), series()
    ReviewSession.start(tmp_path, one, found, "segment").close()
    labels = sum(each.mask.to_full(one.geometry.shape).astype("int32") * each.number for each in found.lesions)
    return labels, found, one


def test_an_untouched_lesion_is_the_models(tmp_path):
    labels, found, one = labels_of_run(tmp_path)
    told = with_provenance(lesions_from_labels(labels, one.geometry, one.geometry), tmp_path, one)
    for lesion, own in zip(told, found.lesions, strict=True):
        assert (lesion.origin, lesion.tracking_uid) == (LesionOrigin.MODEL, own.tracking_uid)
        assert (lesion.mean_probability, lesion.max_probability) == (own.mean_probability, own.max_probability)


def test_a_lesion_changed_by_one_voxel_is_the_readers(tmp_path):
    labels, _, one = labels_of_run(tmp_path)
    k, j, i = (labels == 1).nonzero()
    labels[k[0], j[0], i[0]] = 0
    first, *others = with_provenance(lesions_from_labels(labels, one.geometry, one.geometry), tmp_path, one)
    assert first.origin is LesionOrigin.READER
    assert first.max_probability == 0
    assert {each.origin for each in others} == {LesionOrigin.MODEL}


def test_a_record_of_other_images_or_none_says_nothing(tmp_path):
    labels, _, one = labels_of_run(tmp_path)
    lesions = lesions_from_labels(labels, one.geometry, one.geometry)
    assert with_provenance(lesions, tmp_path, replace(one, series_instance_uid="2.25.99")) == lesions
    assert with_provenance(lesions, tmp_path / "elsewhere", one) == lesions
