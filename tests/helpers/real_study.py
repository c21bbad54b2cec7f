"""The real study of the end-to-end tests, with lesions of 3 to 15 mm put into its brain."""

from dataclasses import dataclass
from pathlib import Path

from core.demo.image import Metastasis
from core.dicom import scan
from core.mask import Mask
from tests.helpers.implant import implant
from tests.helpers.shared_data import shared

STUDY = "dicom/philips_mprage_1301/In"
# Indices (k, j, i) chosen by eye inside the brain of that scan, and diameters.
PLACES = (
    ((60, 70, 140), 15.0),
    ((112, 62, 118), 12.0),
    ((58, 92, 95), 9.0),
    ((108, 78, 175), 7.0),
    ((75, 60, 100), 5.0),
    ((100, 50, 150), 3.0),
)


@dataclass(frozen=True, eq=False)
class RealStudy:
    """Folder of the images, and the voxels of each lesion put in, in the order of PLACES."""

    folder: Path
    truths: tuple[Mask, ...]


def real_study(folder: Path) -> RealStudy:
    """Copy the study with lesions, or skip where it is not at hand."""
    (study,) = scan.studies([shared(STUDY)])
    series = study.series[0]
    assert series.geometry is not None
    lesions = []
    for index, diameter in PLACES:
        x, y, z = (float(mm) for mm in series.geometry.index_to_patient(index))
        lesions.append(Metastasis((x, y, z), diameter, contrast=1.7))
    truths = implant(series, tuple(lesions), folder)
    return RealStudy(folder, truths)
