import random

import numpy as np
import pydicom
import pytest
from pydicom import DataElement, config
from pydicom.uid import EnhancedMRImageStorage

from tests.helpers.slices import COUNT, brighter, change, copied, setting, small_series, sort


@pytest.fixture
def files(tmp_path):
    return small_series(tmp_path)


def refusal_of(files):
    (only,) = sort(files)
    assert only.geometry is None
    assert only.refusal.remedy
    return only.refusal


def shift(axis, mm):
    def edit(dataset):
        dataset.ImagePositionPatient[axis] = round(float(dataset.ImagePositionPatient[axis]) + mm, 4)

    return edit


def numbers(volume):
    return [header.instance_number for header in volume.headers]


def test_twelve_bit_jpeg_with_loss_is_refused_by_name(files):
    def packed(dataset):
        dataset.file_meta.TransferSyntaxUID = pydicom.uid.JPEGExtended12Bit
        dataset.BitsStored, dataset.HighBit = 12, 11
        dataset.PixelData = pydicom.encaps.encapsulate([b"\xff\xd8" + bytes(99) + b"\xff\xd9"])
        dataset["PixelData"].VR = "OB"

    change(files, packed)
    assert refusal_of(files).chip == "12-bit JPEG"


# --- what makes a volume


def test_files_in_any_order_come_out_along_the_normal(files):
    random.Random(3).shuffle(files)
    (volume,) = sort(files)
    assert numbers(volume) == list(range(1, COUNT + 1))
    assert volume.refusal is None
    assert volume.notes == ()


def test_grid_is_the_one_written(files):
    (volume,) = sort(files)
    assert volume.geometry.shape == (24, 48, 40)
    np.testing.assert_allclose(volume.geometry.spacing, (1.5, 1, 1), atol=1e-9)
    np.testing.assert_allclose(volume.geometry.origin, (-20, -24, -18), atol=1e-9)


def test_steps_within_tolerance_may_not_add_up(files):
    """Steps of 1.5145, then 1.5, then 1.4855 mm: each is within 1 %, and yet slices are not at their places."""
    for number, file in enumerate(files):
        change(file, shift(2, 0.0145 * min(number, 8, COUNT - number)))
    assert "make no even grid: slice" in refusal_of(files).sentence


def test_a_drift_within_tolerance_may_not_add_up(files):
    for number, file in enumerate(files):
        change(file, shift(0, 0.009 * number))
    assert f"slice {COUNT} is 0.21 mm off its place" in refusal_of(files).sentence


def test_instance_numbers_do_not_order(files):
    for number, file in enumerate(files):
        change(file, setting(InstanceNumber=COUNT - number))
    (volume,) = sort(files)
    assert numbers(volume) == list(range(COUNT, 0, -1))
    np.testing.assert_allclose(volume.geometry.origin, (-20, -24, -18), atol=1e-9)


def test_anisotropic_pixels_keep_rows_and_columns_apart(files):
    change(files, setting(PixelSpacing=[0.7, 0.9]))
    (volume,) = sort(files)
    np.testing.assert_allclose(volume.geometry.spacing, (1.5, 0.7, 0.9), atol=1e-9)


def test_spacing_comes_from_positions_not_from_thickness(files):
    change(files, setting(SliceThickness=9, SpacingBetweenSlices=0.5))
    (volume,) = sort(files)
    assert volume.geometry.spacing[0] == pytest.approx(1.5)


# --- several images at each place, told apart by how they were made


def again(files, **values):
    for file in files:
        copied(file, f"again-{file.name}", lambda d: (brighter(d), setting(**values)(d)))
    return sorted(files[0].parent.glob("*.dcm"))


@pytest.mark.parametrize(
    ("values", "words", "own"),
    [
        ({"FlipAngle": 40}, "flip angle", "flip angle 40"),
        ({"InversionTime": 450}, "inversion time", "inversion time 450"),
        ({"DiffusionBValue": 1000.0}, "b-value", "b-value 1000"),
        ({"ContrastBolusAgent": ""}, "contrast agent", "no contrast agent recorded"),
        ({"EchoNumbers": 2}, "echo number", "echo number 2"),
        ({"FlipAngle": 40, "AcquisitionNumber": 7}, "flip angle", "flip angle 40"),
    ],
)
def test_volumes_that_differ_in_how_they_were_made_stand_by_themselves(files, values, words, own):
    first, second = sort(again(files, **values))
    assert first.refusal is None
    assert second.refusal is None
    assert numbers(first) == numbers(second) == list(range(1, COUNT + 1))
    assert first.notes == (f"24 other images in this series have another {words}: they stand by themselves.",)
    assert own in (first.apart, second.apart)
    assert first.geometry.matches(second.geometry)


def test_two_values_that_cross_make_four_volumes(files):
    for number, values in enumerate(({"FlipAngle": 40}, {"EchoNumbers": 2}, {"FlipAngle": 40, "EchoNumbers": 2}), 2):

        def edit(dataset, number=number, values=values):
            dataset.PixelData = bytes(value * number % 251 for value in dataset.PixelData)
            setting(**values)(dataset)

        for file in files:
            copied(file, f"{number}-{file.name}", edit)
    volumes = sort(files[0].parent.glob("*.dcm"))
    assert [len(each.headers) for each in volumes] == [COUNT] * 4
    assert all(each.refusal is None for each in volumes)
    assert {each.apart for each in volumes} == {
        f"{echo}; flip angle {angle}" for echo in ("no echo number recorded", "echo number 2") for angle in (9, 40)
    }


def test_one_number_written_in_two_ways_tells_nothing_apart(files):
    change(files, setting(FlipAngle="9"))
    refusal = refusal_of(again(files, FlipAngle="9.0"))
    assert refusal.sentence.endswith("and their headers do not tell which of them belong together.")
    assert refusal.remedy == "Ask for each volume to be sent as a series of its own."


def test_values_that_tell_it_crosswise_are_no_guide(files):
    """By repetition time the lower half of one acquisition would stand under the upper half of the other."""
    for number, file in enumerate(files):
        low = number < COUNT // 2
        change(file, setting(AcquisitionNumber=1, RepetitionTime=8 if low else 9))
        copied(
            file,
            f"again-{file.name}",
            lambda d, low=low: (brighter(d), setting(AcquisitionNumber=2, RepetitionTime=9 if low else 8)(d)),
        )
    assert refusal_of(sorted(files[0].parent.glob("*.dcm"))).chip == "Slices repeat"


# --- places that are none


@pytest.mark.parametrize("position", [[5000, 0, 0], ["1e40", "0", "0"], [0, 0, -2001]])
def test_a_slice_that_no_scanner_reaches_is_named(files, position):
    change(files[8], setting(ImagePositionPatient=position))
    assert "image 9 lies more than 2000 mm from the origin (" in refusal_of(files).sentence


def test_a_tilt_that_every_step_has_is_not_one_slice_s(files):
    for number, file in enumerate(files):
        change(file, shift(0, 0.5 * number))
    assert refusal_of(files).sentence.endswith("slices shift sideways by 0.50 mm from each to the next.")


# --- missing slices and uneven spacing


@pytest.mark.parametrize(
    ("gone", "sentence", "chip"),
    [
        ([10], "This series lacks 1 of 24 slices: slice 10.", "1 slice missing"),
        ([10, 11], "This series lacks 2 of 24 slices: slice 10, 11.", "2 slices missing"),
        ([3, 12, 20], "This series lacks 3 of 24 slices: slice 3, 12, 20.", "3 slices missing"),
        (
            [2, 5, 8, 11, 14, 17, 20],
            "This series lacks 7 of 24 slices: slice 2, 5, 8, 11, 14 and 2 more.",
            "7 slices missing",
        ),
    ],
)
def test_missing_slices_are_named(files, gone, sentence, chip):
    refusal = refusal_of([file for number, file in enumerate(files, 1) if number not in gone])
    assert refusal.sentence == sentence
    assert refusal.chip == chip


@pytest.mark.parametrize(
    ("numbers", "values", "sentence"),
    [
        ([11], {"PixelSpacing": [1.0, 1.1]}, "In this series slice 11 has another pixel spacing than the rest."),
        ([3, 12], {"EchoTime": 77}, "In this series slice 3, 12 has another echo time than the rest."),
    ],
)
def test_a_slice_that_differs_is_not_called_missing(files, numbers, values, sentence):
    change([files[number - 1] for number in numbers], setting(**values))
    refusals = [each.refusal.sentence for each in sort(files)]
    assert sentence in refusals


def test_slices_of_two_kinds_and_a_missing_one(files):
    """Strangers beyond the series' ends fill no gap."""
    change(files[0], setting(EchoTime=77))
    del files[10]
    assert "This series lacks 1 of 23 slices: slice 10." in [each.refusal.sentence for each in sort(files)]


def test_uneven_spacing_is_named(files):
    change(files[12], shift(2, 0.4))
    refusal = refusal_of(files)
    assert refusal.chip == "Uneven slices"
    assert "1.50 mm, but not between slice 12 and 13, 13 and 14." in refusal.sentence


@pytest.mark.parametrize(("mm", "even"), [(0.01, True), (0.02, False)])
def test_spacing_may_vary_by_one_percent(files, mm, even):
    change(files[12], shift(2, mm))
    (volume,) = sort(files)
    assert (volume.refusal is None) is even


def test_uneven_series_that_also_lacks_a_slice_is_never_averaged(files):
    change(files[12], shift(2, 0.4))
    del files[4]
    assert refusal_of(files).chip == "Uneven slices"


# --- repeated places


def test_identical_copies_are_dropped_with_a_note(files):
    files += [copied(files[5], "a.dcm"), copied(files[6], "b.dcm")]
    (volume,) = sort(files)
    assert volume.refusal is None
    assert len(volume.headers) == COUNT
    assert volume.notes == ("2 identical copies were left out.",)


def test_one_copy_is_told_in_singular(files):
    (volume,) = sort([*files, copied(files[5], "a.dcm")])
    assert volume.notes == ("1 identical copy was left out.",)


def test_copy_in_another_rescale_is_not_identical(files):
    extra = copied(files[5], "a.dcm", setting(RescaleSlope=2, RescaleIntercept=0))
    assert refusal_of([*files, extra]).chip == "Slices repeat"


def test_different_images_at_one_place_are_refused_with_the_slice(files):
    refusal = refusal_of([*files, copied(files[5], "a.dcm", brighter)])
    assert refusal.chip == "Slices repeat"
    assert "(slice 6)" in refusal.sentence


def test_echoes_are_split(files):
    change(files, setting(EchoTime="3"))
    files += [copied(f, f"e{f.name}", setting(EchoTime="90")) for f in files]
    volumes = sort(files)
    assert [len(v.headers) for v in volumes] == [COUNT, COUNT]
    assert all(v.refusal is None for v in volumes)
    assert all(len({h.text("EchoTime") for h in v.headers}) == 1 for v in volumes)
    assert [v.beside for v in volumes] == [0, 0], "the same places again are no part"


@pytest.mark.parametrize(
    "keyword",
    ["AcquisitionNumber", "TemporalPositionIdentifier", "AcquisitionTime", "AcquisitionDateTime", "TriggerTime"],
)
def test_repeated_acquisition_is_split(files, keyword):
    times = {"AcquisitionTime": ("100000", "110000"), "AcquisitionDateTime": ("20261101100000", "20261101110000")}
    values = times.get(keyword, ("1", "2"))
    change(files, setting(**{keyword: values[0]}))

    def second(dataset):
        brighter(dataset)
        setattr(dataset, keyword, values[1])

    volumes = sort([*files, *[copied(f, f"r{f.name}", second) for f in files]])
    assert [(len(v.headers), v.refusal) for v in volumes] == [(COUNT, None)] * 2
    assert all(len({h.text(keyword) for h in v.headers}) == 1 for v in volumes)
    assert {v.apart.rpartition(" ")[2] for v in volumes} == set(values)


def test_repeated_acquisition_that_stopped_early_is_a_volume_of_its_own(files):
    change(files, setting(AcquisitionNumber="1"))

    def second(dataset):
        brighter(dataset)
        dataset.AcquisitionNumber = "2"

    volumes = sort([*files, *[copied(f, f"r{f.name}", second) for f in files[:9]]])
    assert [len(v.headers) for v in volumes] == [COUNT, 9]


def test_blank_slices_of_a_repeated_acquisition_are_no_copies(files):
    change(files, setting(AcquisitionNumber="1"))
    change(files[:2], setting(PixelData=bytes(48 * 40 * 2)))

    def second(dataset):
        dataset.AcquisitionNumber = "2"

    volumes = sort([*files, *[copied(f, f"r{f.name}", second) for f in files]])
    note = "24 other images in this series have another acquisition number: they stand by themselves."
    assert [(len(v.headers), v.refusal, v.notes) for v in volumes] == [(COUNT, None, (note,))] * 2


def test_times_of_single_images_do_not_scatter_a_repeated_series(files):
    files += [copied(f, f"r{f.name}", brighter) for f in files]
    for number, file in enumerate(files):
        change(file, setting(AcquisitionTime=f"10{number:02d}00"))
    assert refusal_of(files).chip == "Slices repeat"


@pytest.mark.parametrize("values", [("M", "P"), ("NORM", "DIS2D")])
def test_image_types_are_split(files, values):
    change(files, setting(ImageType=["ORIGINAL", "PRIMARY", values[0]]))
    files += [copied(f, f"p{f.name}", setting(ImageType=["ORIGINAL", "PRIMARY", values[1]])) for f in files]
    assert [(len(v.headers), v.refusal) for v in sort(files)] == [(COUNT, None)] * 2


# --- images that belong to no volume


def localiser(orientation):
    def edit(dataset):
        dataset.ImageOrientationPatient = orientation
        dataset.ImageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"]

    return edit


def test_localiser_thrown_in_is_split_off(files):
    planes = [[1, 0, 0, 0, 0, -1], [0, 1, 0, 0, 0, -1], [1, 0, 0, 0, 1, 0]]
    files += [copied(files[12], f"l{n}.dcm", localiser(plane)) for n, plane in enumerate(planes)]
    volume, loose = sort(files)
    assert volume.refusal is None
    assert len(volume.headers) == COUNT
    assert loose.refusal.sentence == "These 3 images differ in direction or kind and make no volume."


def test_slightly_turned_slice_is_not_taken_into_the_volume(files):
    turn = np.radians(0.5)
    change(files[12], setting(ImageOrientationPatient=[round(np.cos(turn), 9), round(np.sin(turn), 9), 0, 0, 1, 0]))
    assert not any(v.refusal is None for v in sort(files))


@pytest.mark.parametrize(("count", "words"), [(1, "only one slice"), (3, "only 3 slices")])
def test_too_few_slices(files, count, words):
    refusal = refusal_of(files[:count])
    assert refusal.chip == "Not a volume"
    assert words in refusal.sentence


# --- placement


def test_tilt_is_named_with_its_shift(files):
    for number, file in enumerate(files):
        change(file, shift(1, 0.2 * number))
    refusal = refusal_of(files)
    assert refusal.chip == "Tilted slices"
    assert "0.20 mm" in refusal.sentence


def test_one_slice_shifted_sideways(files):
    change(files[12], shift(0, 0.5))
    refusal = refusal_of(files)
    assert refusal.chip == "Tilted slices"
    assert "slice 13" in refusal.sentence


@pytest.mark.parametrize(
    ("keyword", "chip", "words"),
    [
        ("ImagePositionPatient", "No position", "image 6 has no position"),
        ("ImageOrientationPatient", "No orientation", "image 6 has no orientation"),
        ("PixelSpacing", "No pixel spacing", "image 6 has no pixel spacing"),
    ],
)
def test_one_image_without_placement_spoils_no_name(files, keyword, chip, words):
    change(files[5], setting(**{keyword: None}))
    refusals = [v.refusal for v in sort(files)]
    assert None not in refusals
    assert any(r.chip == chip and words in r.sentence for r in refusals)


@pytest.mark.parametrize("keyword", ["ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing"])
def test_whole_series_without_placement(files, keyword):
    change(files, setting(**{keyword: None}))
    assert "images 1, 2, 3, 4, 5 and 19 more have" in refusal_of(files).sentence


@pytest.mark.parametrize("spacing", [[0, 0], [-1, 1]])
def test_impossible_pixel_spacing_is_none(files, spacing):
    change(files, setting(PixelSpacing=spacing))
    assert refusal_of(files).chip == "Bad pixel spacing"


@pytest.mark.parametrize("orientation", [[1, 0, 0, 0.2, 0.98, 0], [2, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 0]])
def test_directions_that_are_no_right_angle(files, orientation):
    change(files, setting(ImageOrientationPatient=orientation))
    assert refusal_of(files).chip == "Bad orientation"


def test_mixed_frames_of_reference(files):
    change(files[12:], setting(FrameOfReferenceUID="1.2.3"))
    assert refusal_of(files).chip == "Mixed frames"


# --- what is no classic MR slice


@pytest.mark.parametrize(
    ("values", "chip"),
    [
        ({"Modality": "CT"}, "CT, not MR"),
        ({"Modality": ""}, "Unknown modality, not MR"),
        ({"ImageType": ["ORIGINAL", "PRIMARY", "M", "MOSAIC"]}, "Mosaic"),
        ({"NumberOfFrames": 3}, "Multi-frame"),
        ({"SOPClassUID": EnhancedMRImageStorage}, "Multi-frame"),
        ({"SamplesPerPixel": 3, "BitsAllocated": 8}, "Colour images"),
    ],
)
def test_other_objects_are_refused_by_name(files, values, chip):
    change(files, setting(**values))
    assert refusal_of(files).chip == chip


def test_one_truncated_image_is_named(files):
    files[5].write_bytes(files[5].read_bytes()[:-500])
    refusal = refusal_of(files)
    assert refusal.chip == "Damaged"
    assert "image 6 is damaged" in refusal.sentence


def test_usable_volumes_come_first(files):
    extra = [copied(f, f"p{f.name}", setting(EchoTime="90", Modality="CT")) for f in files]
    volumes = sort([*extra, *files])
    assert [v.refusal is None for v in volumes] == [True, False]


def test_two_patients_in_one_series_are_refused(files):
    change(files[::2], setting(PatientID="OTHER"))
    assert refusal_of(files).sentence == "This series mixes images of 2 patients."


@pytest.mark.parametrize("values", [{"PatientBirthDate": "19330102"}, {"PatientSex": "F"}])
def test_two_birth_dates_or_sexes_are_two_patients(files, values):
    for file in files:
        change(file, setting(PatientBirthDate="19600203", PatientSex="M"))
    change(files[2], setting(**values))
    assert refusal_of(files).sentence == "This series mixes images of 2 patients."


def test_a_birth_date_that_some_images_lack_is_no_other_patient(files):
    for file in files:
        change(file, setting(PatientBirthDate="19600203"))
    change(files[2], setting(PatientBirthDate=""))
    (volume,) = sort(files)
    assert volume.refusal is None


def test_spellings_of_one_name_are_one_patient(files):
    change(files, setting(PatientName="Doe^Jane"))
    change(files[::2], setting(PatientName="DOE^JANE^^"))
    (volume,) = sort(files)
    assert volume.refusal is None


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("RescaleSlope", "nan"),
        ("RescaleSlope", "1e300"),
        ("RescaleSlope", "0"),
        ("RescaleSlope", "-1"),
        ("RescaleSlope", "1e-30"),
        ("RescaleIntercept", "inf"),
        ("RescaleSlope", ["1", "2"]),
    ],
)
def test_a_rescale_without_sense_is_refused_by_name(keyword, value, files):
    def edit(dataset):
        dataset.RescaleSlope, dataset.RescaleIntercept = "1", "0"
        dataset[keyword] = DataElement(dataset[keyword].tag, "DS", value, validation_mode=config.IGNORE)

    change([files[4], files[6]], edit)
    sentence = "In this series images 5, 7 have a rescale that makes no sense."
    assert refusal_of(files).sentence == sentence


def test_slices_mirrored_in_turn_are_no_two_volumes(tmp_path):
    files = small_series(tmp_path)

    def mirrored(dataset):
        rows, columns = np.array(dataset.ImageOrientationPatient, dtype=float).reshape(2, 3)
        width = (dataset.Columns - 1) * float(dataset.PixelSpacing[1])
        dataset.ImagePositionPatient = list(np.array(dataset.ImagePositionPatient, dtype=float) + rows * width)
        dataset.ImageOrientationPatient = [*-rows, *columns]

    change(files[::2], mirrored)
    (volume,) = sort(files)
    assert volume.refusal.chip == "Mixed directions"
    assert len(volume.headers) == COUNT


def test_images_that_share_an_identity(tmp_path):
    """Contours on one of them would be contours on all."""
    files = small_series(tmp_path, 6)
    change(files[1:3], setting(SOPInstanceUID="2.25.5"))
    (volume,) = sort(files)
    assert volume.refusal.sentence == (
        "In this series several images have one identity (SOP Instance UID): images 2, 3."
    )


def test_the_same_image_packed_in_another_way_is_a_copy(tmp_path):
    files = small_series(tmp_path, 6)
    for file in files:
        dataset = pydicom.dcmread(file)
        dataset.compress(pydicom.uid.RLELossless, generate_instance_uid=False)
        dataset.save_as(file.with_name(f"packed-{file.name}"))
    (volume,) = sort(sorted(tmp_path.glob("*.dcm")))
    assert volume.refusal is None
    assert volume.notes == ("6 identical copies were left out.",)


# --- what is told apart, and why


def test_passes_of_a_repeated_series_are_not_called_mirrored(files):
    """2D scans in two passes, done twice: time tells passes apart, not repetitions."""
    for number, file in enumerate(files):
        change(file, setting(AcquisitionTime=f"10000{number % 2}"))
    again = [copied(file, f"r{file.name}", brighter) for file in files]
    for number, file in enumerate(again):
        change(file, setting(AcquisitionTime=f"11000{number % 2}"))
    refusal = refusal_of([*files, *again])
    assert refusal.sentence.startswith("This series holds different images at the same place (slice 1, 2,")


@pytest.mark.parametrize(
    ("keyword", "values", "words"),
    [
        ("ContrastBolusAgent", ("", "Gadovist"), "contrast agent"),
        ("EchoNumbers", ("1", "2"), "echo number"),
        ("InversionTime", ("900", "2500"), "inversion time"),
        ("FlipAngle", ("5", "20"), "flip angle"),
    ],
)
def test_a_second_scan_half_a_slice_apart_is_never_woven_into_the_first(files, keyword, values, words):
    """Numbers that run through all of them do not make what was scanned in two ways one volume."""
    for number, file in enumerate(files):
        change(file, setting(**{keyword: values[number % 2]}))
    one, other = sort(files)
    assert one.geometry.spacing[0] == other.geometry.spacing[0] == pytest.approx(3)
    assert one.notes == (
        f"12 other images between these in this series have another {words}: they stand by themselves.",
    )
    assert (one.beside, other.beside) == (12, 12)


@pytest.mark.parametrize("by", [0.002, 0.1, 0.75])
def test_a_scan_done_again_a_little_off_is_a_volume_of_its_own(files, by):
    """The same numbers once more: no pass of the first scan."""
    again = [copied(file, f"r{file.name}", brighter) for file in files]
    change(again, setting(AcquisitionNumber="2"))
    change(again, shift(2, by))
    one, other = sort([*files, *again])
    assert numbers(one) == numbers(other) == list(range(1, COUNT + 1))
    assert "acquisition number 2" in (one.apart, other.apart)


def test_a_scan_done_again_beside_the_first_is_a_volume_of_its_own(files):
    again = [copied(file, f"r{file.name}", brighter) for file in files]
    change(again, setting(AcquisitionNumber="2"))
    change(again, shift(0, 3))
    assert [each.refusal for each in sort([*files, *again])] == [None, None]
    change(again, setting(AcquisitionNumber=None))
    assert refusal_of([*files, *again]).sentence.startswith("This series' images lie beside each other")


def test_slabs_made_in_two_ways_are_two_volumes(files):
    change(files[COUNT // 2 :], setting(FlipAngle="30"))
    one, other = sort(files)
    assert len(one.headers) == len(other.headers) == COUNT // 2
    assert "flip angle 30" in (one.apart, other.apart)
    assert one.beside == COUNT // 2, "the other goes on where it ends: amber"


def test_many_scans_between_each_other_are_as_many_volumes(files):
    for number, file in enumerate(files):
        change(file, setting(FlipAngle=str(5 + number % 6)))
    assert [len(each.headers) for each in sort(files)] == [4] * 6


@pytest.mark.parametrize(
    ("values", "chip"),
    [
        ({"PhotometricInterpretation": "PALETTE COLOR"}, "Colour images"),
        ({"ModalityLUTSequence": [pydicom.Dataset()]}, "Look-up table"),
        ({"InConcatenationNumber": 2}, "Parts missing"),
    ],
)
def test_what_stands_for_other_values_or_for_a_part_is_refused(files, values, chip):
    change(files, setting(**values))
    assert refusal_of(files).chip == chip


def test_slices_taken_in_two_passes_are_one_volume(files):
    """Numbered through, they differ in when they were made alone."""
    for number, file in enumerate(files):
        change(file, setting(AcquisitionNumber=str(1 + number % 2), AcquisitionTime=f"10000{number % 2}"))
    (volume,) = sort(files)
    assert volume.geometry.shape[0] == COUNT
    assert volume.notes == ()


def test_slabs_that_follow_each_other_are_one_volume(files):
    change(files[COUNT // 2 :], setting(AcquisitionNumber="2"))
    (volume,) = sort(files)
    assert volume.geometry.shape[0] == COUNT


@pytest.mark.parametrize(
    ("keyword", "values"), [("EchoTime", ("2.9", "2.90")), ("PixelSpacing", ([1.0, 1.0], [1.00001, 1.0]))]
)
def test_a_number_written_in_two_ways_is_one(files, keyword, values):
    for number, file in enumerate(files):
        change(file, setting(**{keyword: values[number % 2]}))
    (volume,) = sort(files)
    assert volume.geometry.shape[0] == COUNT


def test_a_slice_with_rows_and_columns_exchanged_is_not_missing(files):
    change(files[5], setting(ImageOrientationPatient=[0, 1, 0, 1, 0, 0]))
    sentences = [each.refusal.sentence for each in sort(files)]
    assert "In this series slice 6 has another direction of rows and columns than the rest." in sentences


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ImageType": ["DERIVED", "SECONDARY", "M"]}, "image type"),
        ({"EchoTime": "99"}, "echo time"),
        ({"PixelSpacing": [1.2, 1.2]}, "pixel spacing"),
    ],
)
def test_slices_that_alternate_say_why_they_are_two_volumes(files, values, words):
    change(files[::2], setting(**values))
    one, other = sort(files)
    expected = (f"12 other images between these in this series have another {words}: they stand by themselves.",)
    assert one.notes == other.notes == expected
    assert one.beside == other.beside == 12


def test_a_remainder_says_of_what_it_was_a_part(files):
    change(files[-5:], setting(ImageOrientationPatient=[-1, 0, 0, 0, 1, 0]))
    rest, remainder = sort(files)
    words = "another direction of rows and columns"
    assert rest.notes == (f"5 other images in this series have {words}: they stand by themselves.",)
    assert remainder.notes == (f"19 other images in this series have {words}: they stand by themselves.",)
    assert (rest.beside, remainder.beside) == (5, 19)


def test_one_image_left_over(files):
    change(files[-1], setting(EchoTime="99"))
    volume, _ = sort(files)
    assert volume.notes == ("1 other image in this series has another echo time: it stands by itself.",)


def test_a_value_of_no_known_kind(files):
    """Bits of the value representation itself turned: pydicom's error, once, ended the scan."""
    for file in files:
        data, place = file.read_bytes(), b"\x20\x00\x37\x00"
        file.write_bytes(data.replace(place + b"DS", place + b"Z\x00", 1))
    refusals = [each.refusal for each in sort(files)]
    assert None not in refusals


@pytest.mark.parametrize(
    ("keyword", "value", "words"),
    [
        ("PixelSpacing", "0,94\\0,94", "a pixel spacing that makes no sense (0,94\\0,94)"),
        ("PixelSpacing", "0.94", "a pixel spacing that makes no sense (0.94)"),
        ("ImagePositionPatient", "1,5\\2\\3", "a position that makes no sense (1,5\\2\\3)"),
        ("ImageOrientationPatient", "1\\0\\0\\0\\1", "an orientation that makes no sense (1\\0\\0\\0\\1)"),
    ],
)
def test_what_is_written_but_makes_no_sense_is_shown(files, keyword, value, words):
    def edit(dataset):
        tag = pydicom.tag.Tag(keyword)
        data = value.encode() + b" " * (len(value) % 2)
        dataset[tag] = pydicom.dataelem.RawDataElement(tag, "DS", len(data), data, 0, False, True)

    change(files, edit)
    assert refusal_of(files).sentence == f"In this series images 1, 2, 3, 4, 5 and 19 more have {words}."


@pytest.mark.parametrize("mm", [0.001, 60])
def test_pixels_of_no_head_are_refused(files, mm):
    change(files, setting(PixelSpacing=[mm, mm]))
    refusal = refusal_of(files)
    assert refusal.chip == "Bad pixel spacing"
    assert f"have a pixel spacing that makes no sense ({mm:g}\\{mm:g})" in refusal.sentence
