"""The cases of docs/import.md: what a clinic's folders hold, real where the data are at hand, else generated."""

import gzip
import os
import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pydicom

from core import nifti
from core.dicom import load, scan
from tests.fuzz.sources import generated
from tests.helpers import bad_input
from tests.helpers.slices import brighter, change, copied, setting, small_series

_DATA = Path(os.environ.get("METSREVIEW_DATA", Path(__file__).parents[3] / "shared" / "data")) / "dicom"


@dataclass(frozen=True)
class ImportCase:
    """A folder to open: ``make`` writes it; ``real`` is where it lies among the shared data instead.

    What no other program reads is held against the same images elsewhere (``test_scan``).
    """

    name: str
    make: Callable[[Path], None] | None = None
    real: str = ""
    read_by_others: bool = True

    @property
    def is_at_hand(self) -> bool:
        return self.make is not None or (_DATA / self.real).exists()

    def folder(self, place: Path) -> Path:
        """The folder itself where it is real, else a new one under ``place``."""
        if self.make is None:
            return _DATA / self.real
        place.mkdir(parents=True, exist_ok=True)
        self.make(place)
        return place


def _changed(edit: Callable[[list[Path]], object]) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        edit(small_series(folder))

    return make


def _generated(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for each, content in generated()[name].items():
            (folder / each).write_bytes(content)

    return make


def _set(**values: object) -> Callable[[Path], None]:
    return _changed(lambda files: change(files, setting(**values)))


def _one_slice(number: int, **values: object) -> Callable[[Path], None]:
    return _changed(lambda files: change(files[number - 1], setting(**values)))


def _copies(edit: Callable[[pydicom.Dataset], object]) -> Callable[[Path], None]:
    return _changed(lambda files: [copied(file, f"again-{file.name}", edit) for file in files])


def _acquired_again(dataset: pydicom.Dataset) -> None:
    brighter(dataset)
    dataset.AcquisitionNumber, dataset.InstanceNumber = 2, dataset.InstanceNumber + 24


def _acquired_apart(mm: float) -> Callable[[pydicom.Dataset], None]:
    def edit(dataset: pydicom.Dataset) -> None:
        _acquired_again(dataset)
        dataset.ImagePositionPatient[2] = round(float(dataset.ImagePositionPatient[2]) + mm, 4)

    return edit


def _slice_about(**values: object) -> Callable[[list[Path]], None]:
    return lambda files: change(files[::2], setting(**values))


def _every_second_lost(files: list[Path]) -> None:
    for file in files[1::2]:
        file.unlink()


def _otherwise(**values: object) -> Callable[[Path], None]:
    """Each place once more, with other pixels and other values of how the image was made."""
    return _copies(lambda dataset: (brighter(dataset), _numbered_on(dataset), setting(**values)(dataset)))


def _numbered_on(dataset: pydicom.Dataset, times: int = 1) -> None:
    dataset.InstanceNumber += 24 * times


def _before_contrast(dataset: pydicom.Dataset) -> None:
    brighter(dataset)
    _numbered_on(dataset)
    dataset.ContrastBolusAgent = ""


def _in_four(files: list[Path]) -> None:
    for number, values in enumerate(({"FlipAngle": 40}, {"EchoNumbers": 2}, {"FlipAngle": 40, "EchoNumbers": 2}), 2):

        def edit(dataset: pydicom.Dataset, factor: int = number, told: dict = values) -> None:
            dataset.PixelData = bytes(value * factor % 251 for value in dataset.PixelData)
            _numbered_on(dataset, factor - 1)
            setting(**told)(dataset)

        for file in files:
            copied(file, f"{number}-{file.name}", edit)


def _without_preamble(files: list[Path]) -> None:
    for file in files:
        file.write_bytes(file.read_bytes()[128:])


def _of_another_day(files: list[Path]) -> None:
    change(files, setting(PatientBirthDate="19600101"))
    other = small_series(files[0].parent / "other")
    change(other, setting(PatientBirthDate="19330303", SeriesInstanceUID="2.25.5"))


def _tilted_evenly(files: list[Path]) -> None:
    for number, file in enumerate(files):
        change(file, lambda d, n=number: setting(ImagePositionPatient=[n * 0.5 - 20, *d.ImagePositionPatient[1:]])(d))


def _in_two_files(folder: Path) -> None:
    _nifti(folder, ".mha")
    head, _, voxels = (folder / "volume.mha").read_bytes().partition(b"LOCAL\n")
    (folder / "volume.mhd").write_bytes(head + b"volume.raw\n")
    (folder / "volume.raw").write_bytes(voxels)
    (folder / "volume.mha").unlink()


def _localiser(files: list[Path]) -> None:
    for number, orientation in enumerate(([0, 1, 0, 0, 0, -1], [1, 0, 0, 0, 0, -1]), start=1):
        copied(files[number], f"scout{number}.dcm", setting(ImageOrientationPatient=orientation))


def _shuffled(files: list[Path]) -> None:
    for number, file in enumerate(files):
        file.rename(file.with_name(f"{(number * 7) % len(files):03d}"))


def _dicomdir_less_deep(files: list[Path]) -> None:
    for number, file in enumerate(files):
        place = file.parent / f"S{number % 3}" / "deep"
        place.mkdir(parents=True, exist_ok=True)
        file.rename(place / f"I{number}")


def _rescaled(files: list[Path]) -> None:
    for number, file in enumerate(files):
        change(file, setting(RescaleSlope=1 + number / 10, RescaleIntercept=-number))


def _nifti(folder: Path, ending: str) -> None:
    small_series(folder / "aside")
    series = scan.studies([folder / "aside"])[0].series[0]
    volume = load.volume(series)
    nifti.write(folder / f"volume{ending}", volume.voxels, volume.geometry)
    shutil.rmtree(folder / "aside")


def _cut_nifti(folder: Path) -> None:
    _nifti(folder, ".nii.gz")
    data = gzip.decompress((folder / "volume.nii.gz").read_bytes())
    (folder / "volume.nii").write_bytes(data[:-5000])
    (folder / "volume.nii.gz").unlink()


def _header(*changes: tuple[str, int, object], ending: str = ".nii") -> Callable[[Path], None]:
    """A NIfTI file with numbers put into its header: format, first byte, value."""

    def make(folder: Path) -> None:
        _nifti(folder, ".nii")
        data = bytearray((folder / "volume.nii").read_bytes())
        for kind, at, value in (("h", 252, 1), ("h", 254, 1), *changes):
            struct.pack_into(f"<{kind}", data, at, value)
        (folder / "volume.nii").unlink()
        (folder / f"volume{ending}").write_bytes(gzip.compress(data) if ending.endswith("gz") else data)

    return make


def _numberless(*places: tuple[object, ...]) -> Callable[[Path], None]:
    """A NIfTI file whose voxels at these places are no numbers."""

    def make(folder: Path) -> None:
        _nifti(folder, ".nii.gz")
        volume = nifti.read(folder / "volume.nii.gz")
        voxels = volume.voxels.copy()
        for place in places:
            voxels[place] = np.nan
        nifti.write(folder / "volume.nii.gz", voxels, volume.geometry)

    return make


def _complex(folder: Path) -> None:
    _header(("h", 70, 32), ("h", 72, 64))(folder)
    with (folder / "volume.nii").open("ab") as file:
        file.write(bytes((folder / "volume.nii").stat().st_size))


def _text(ending: str, pattern: bytes, words: bytes) -> Callable[[Path], None]:
    """An NRRD or MetaImage file in which a line of the header says something else."""

    def make(folder: Path) -> None:
        _nifti(folder, ending)
        data = (folder / f"volume{ending}").read_bytes()
        changed = re.sub(pattern, words, data, count=1)
        assert changed != data
        (folder / f"volume{ending}").write_bytes(changed)

    return make


def _in_passes(files: list[Path]) -> None:
    for number, file in enumerate(files):
        change(file, setting(AcquisitionTime=f"10000{number % 2}"))
        copied(
            file, f"again-{file.name}", lambda d, n=number: (brighter(d), setting(AcquisitionTime=f"11000{n % 2}")(d))
        )


def _with_commas(dataset: pydicom.Dataset) -> None:
    tag, value = pydicom.tag.Tag("PixelSpacing"), b"0,94\\0,94 "
    dataset[tag] = pydicom.dataelem.RawDataElement(tag, "DS", len(value), value, 0, False, True)


def _junk(files: list[Path]) -> None:
    folder = files[0].parent
    (folder / "viewer.exe").write_bytes(b"MZ" + bytes(500))
    (folder / "README").write_text("A disc from the radiology department")
    (folder / "empty.dcm").touch()
    with zipfile.ZipFile(folder / "report.zip", "w") as made:
        made.writestr("report.txt", "text")


def _bad(name: str) -> ImportCase:
    case = next(each for each in bad_input.CASES if each.name == name)
    return ImportCase(name, lambda folder: bad_input.write_case(case, folder) and None)


def _skewed(files: list[Path]) -> None:
    change(files, setting(Columns=20))


def _rotated(files: list[Path]) -> None:
    turn = np.deg2rad(11)
    along, normal = np.array([np.cos(turn), 0, np.sin(turn)]), np.array([-np.sin(turn), 0, np.cos(turn)])
    for number, file in enumerate(files):
        place = [float(f"{each:.6f}") for each in normal * 1.5 * number]
        change(file, setting(ImageOrientationPatient=[*np.round(along, 9), 0, 1, 0], ImagePositionPatient=place))


def _mirrored_in_turn(files: list[Path]) -> None:
    def mirror(dataset: pydicom.Dataset) -> None:
        rows, columns = np.array(dataset.ImageOrientationPatient, dtype=float).reshape(2, 3)
        width = (dataset.Columns - 1) * float(dataset.PixelSpacing[1])
        dataset.ImagePositionPatient = list(np.array(dataset.ImagePositionPatient, dtype=float) + rows * width)
        dataset.ImageOrientationPatient = [*-rows, *columns]

    change(files[::2], mirror)


def _packed_again(files: list[Path]) -> None:
    for file in files:
        dataset = pydicom.dcmread(file)
        dataset.compress(pydicom.uid.RLELossless, generate_instance_uid=False)
        dataset.save_as(file.with_name(f"packed-{file.name}"))


_DIRECTIONS, _SHEARED = rb"space directions: [^\n]*", b"space directions: (1,0,0) (.3,1,0) (0,0,1.5)"
_MATRIX, _DOUBLE = rb"TransformMatrix = [^\n]*", b"TransformMatrix = 2 0 0 0 2 0 0 0 2"
CASES = (
    ImportCase("a sound axial series", _changed(lambda files: None)),
    ImportCase("file names and numbers in another order", _changed(_shuffled)),
    ImportCase("deep folders, no extensions", _changed(_dicomdir_less_deep)),
    ImportCase("junk, an empty file and an archive beside it", _changed(_junk)),
    ImportCase("an oblique series", _changed(_rotated)),
    ImportCase("implicit VR", _generated("implicit")),
    ImportCase("big-endian", _generated("big endian")),
    ImportCase("no preamble", _generated("no preamble")),
    ImportCase("RLE", _generated("rle")),
    ImportCase("enhanced multi-frame", _generated("enhanced")),
    ImportCase("a rescale of its own in each slice", _changed(_rescaled)),
    ImportCase("NIfTI, compressed", lambda folder: _nifti(folder, ".nii.gz")),
    ImportCase("NIfTI that ends early", _cut_nifti),
    ImportCase("NIfTI, qform alone", _header(("h", 254, 0))),
    ImportCase("NIfTI, sform alone", _header(("h", 252, 0))),
    ImportCase("NIfTI, spacing below zero, sform alone", _header(("h", 252, 0), ("f", 80, -1.0))),
    ImportCase("NIfTI without a place", _header(("h", 252, 0), ("h", 254, 0), ending=".nii.gz")),
    ImportCase("NIfTI, two places that differ", _header(("f", 268, 30.0))),
    ImportCase("NIfTI, spacing not the sform's", _header(("h", 252, 0), ("f", 88, 3.0))),
    ImportCase("NIfTI, sheared", _header(("h", 252, 0), ("f", 284, 0.2))),
    ImportCase("NIfTI in metres, the numbers are millimetres", _header(("B", 123, 1))),
    ImportCase("NIfTI of complex numbers", _complex),
    ImportCase("NIfTI, NaN around the head", _numberless(np.s_[:2], np.s_[..., 36:])),
    ImportCase("NIfTI, a slice of NaN inside", _numberless(np.s_[10])),
    ImportCase("NRRD", _generated("nrrd")),
    ImportCase("NRRD in RAS", _text(".nrrd", b"left-posterior-superior", b"right-anterior-superior")),
    ImportCase("NRRD, sheared", _text(".nrrd", _DIRECTIONS, _SHEARED)),
    ImportCase("NRRD in centimetres", _text(".nrrd", rb"\nkinds:", b'\nspace units: "cm" "cm" "cm"\nkinds:')),
    ImportCase("NRRD without a space", _text(".nrrd", rb"\nspace: [^\n]*", b"\nspace dimension: 3")),
    ImportCase("MetaImage", _generated("mha")),
    ImportCase("MetaImage, directions twice as long", _text(".mha", _MATRIX, _DOUBLE)),
    ImportCase("MetaImage, spacing below zero", _text(".mha", b"ElementSpacing = ", b"ElementSpacing = -")),
    ImportCase("MetaImage without a place", _text(".mha", rb"\nOffset = [^\n]*", b"")),
    *(_bad(case.name) for case in bad_input.CASES),
    ImportCase("identical copies of every slice", _copies(lambda dataset: None)),
    ImportCase("other images at the same places", _copies(brighter)),
    ImportCase("two echoes", _copies(lambda d: (brighter(d), setting(EchoTime="80")(d)))),
    ImportCase("a repeated acquisition", _copies(_acquired_again)),
    ImportCase("a repeated acquisition, half a slice apart", _copies(_acquired_apart(0.75)), read_by_others=False),
    ImportCase(
        "a repeated acquisition, a tenth of a millimetre apart", _copies(_acquired_apart(0.1)), read_by_others=False
    ),
    ImportCase("two inversion times, slice about", _changed(_slice_about(InversionTime=450)), read_by_others=False),
    ImportCase("every second image lost, by the numbers", _changed(_every_second_lost)),
    ImportCase("two flip angles", _otherwise(FlipAngle=40)),
    ImportCase("two inversion times", _otherwise(InversionTime=450)),
    ImportCase("two b-values", _otherwise(DiffusionBValue=1000.0)),
    ImportCase("before and after contrast", _copies(_before_contrast)),
    ImportCase("two echo numbers of one echo time", _otherwise(EchoNumbers=2)),
    ImportCase("two flip angles, each with two echo numbers", _changed(_in_four)),
    ImportCase("two birth dates under one study's number", _changed(_of_another_day)),
    ImportCase("a slice 5 m away", _one_slice(9, ImagePositionPatient=[5000, 0, 0])),
    ImportCase("a tilt that is the same at every step", _changed(_tilted_evenly)),
    ImportCase("DICM without the 128 bytes before it", _changed(_without_preamble), read_by_others=False),
    ImportCase("MetaImage in two files", _in_two_files),
    ImportCase("a localiser in the series", _changed(_localiser)),
    ImportCase("one slice of another image type", _one_slice(9, ImageType=["DERIVED", "SECONDARY"])),
    ImportCase("two frames of reference", _one_slice(9, FrameOfReferenceUID="2.25.77")),
    ImportCase("two patients", _one_slice(9, PatientID="OTHER", PatientName="Other")),
    ImportCase("no orientation", _set(ImageOrientationPatient=None)),
    ImportCase("directions not at right angles", _set(ImageOrientationPatient=[1, 0, 0, 0.1, 0.995, 0])),
    ImportCase("a rescale slope of 0", _set(RescaleSlope=0, RescaleIntercept=0)),
    ImportCase("more pixels than rows and columns", _changed(_skewed)),
    ImportCase("objects of another class", _set(SOPClassUID=pydicom.uid.SecondaryCaptureImageStorage)),
    ImportCase("a slice without identity", _one_slice(9, SOPInstanceUID="")),
    ImportCase("slices mirrored in turn", _changed(_mirrored_in_turn)),
    ImportCase("images that share an identity", _set(SOPInstanceUID="2.25.5")),
    ImportCase("the same images twice, packed in two ways", _changed(_packed_again)),
    ImportCase("decimal commas in the pixel spacing", _changed(lambda files: change(files, _with_commas))),
    ImportCase("echo times that alternate", _changed(lambda files: change(files[::2], setting(EchoTime="99")))),
    ImportCase("two passes, done twice", _changed(_in_passes)),
    ImportCase("a slice with rows and columns exchanged", _one_slice(6, ImageOrientationPatient=[0, 1, 0, 1, 0, 0])),
    ImportCase("a slice stored as a negative", _one_slice(9, PhotometricInterpretation="MONOCHROME1")),
    ImportCase("Philips 3D T1, oblique", real="philips_mprage_1301/In"),
    ImportCase("Siemens T1, T2 and maps in one folder", real="siemens_mixed_folder/adi_brain"),
    ImportCase("head first, supine and on the side", real="siemens_decubitus_t1/In"),
    ImportCase("Siemens enhanced, T1 and field maps", real="siemens_xa30_enhanced/In"),
    ImportCase("JPEG Lossless in fragments, and JPEG 2000", real="siemens_xa30_frag_t1/In"),
    ImportCase("a mosaic in nine transfer syntaxes", real="transfer_syntaxes_mosaic/In"),
    ImportCase("12-bit mosaics with overlay bits", real="12bit/In"),
    ImportCase("scouts and a report object", real="heudiconv"),
    *(
        ImportCase(f"{maker.partition('/')[0].replace('_', ' ')}, a fragment", real=f"dicom2nifti_tests/{maker}")
        for maker in (
            "ge/anatomical/001", "siemens/anatomical/001", "hitachi/anatomical/001", "hyperfine/anatomical/001",
            "philips_enhanced/anatomical/001", "siemens_multiframe/anatomical/001",
        )
    ),
    *(
        ImportCase(f"{packing}, a fragment", real=f"dicom2nifti_tests/generic/{folder}/001")
        for packing, folder in (
            ("JPEG 2000", "compressed_j2k"), ("JPEG Lossless", "compressed_jpeg"), ("JPEG-LS", "compressed_jpegls"),
            ("RLE, real", "compressed_rle"), ("colour images", "rgb"),
        )
    ),
    ImportCase("diffusion in one series", real="dicom2nifti_tests/siemens/dti_classic/001"),
    ImportCase("functional images in one series", real="dicom2nifti_tests/siemens/fmri_classic/001"),
    ImportCase("CT with gantry tilt", real="dicom2nifti_tests/failing/gantrytilting/001"),
    ImportCase("slices of mixed directions", real="dicom2nifti_tests/failing/sliceorientation/001"),
    ImportCase("two slices", real="dicom2nifti_tests/failing/slicecount/001"),
    ImportCase("CT, a missing slice", real="dicom2nifti_tests/failing/sliceincrement/001"),
)  # fmt: skip
