"""A study of two series cut differently: a bare head that is reviewed, and one with a lesion on the patient's left."""

from dataclasses import replace
from pathlib import Path

import pydicom

from core.demo.image import Metastasis
from core.demo.mr_series import SeriesIdentity, write_series
from tests.helpers import phantom

LEFT_FRONT_LOW = (31.3, -28.6, 9.2)
FRAME, STUDY = "2.25.4242", "2.25.4241"


def write_two_series(folder: Path, reviewed: str, second: str, *, moved: bool = False) -> Path:
    """Write both into one study, in one frame of reference unless the patient ``moved``; returns the folder."""
    spot = Metastasis(LEFT_FRONT_LOW, 14.0)
    for name, kind, lesions in (("T1", reviewed, ()), ("T2", second, (spot,))):
        frame = f"{FRAME}.7" if moved and name == "T2" else FRAME
        head = phantom.head(kind, lesions)
        voxels = head.voxels.copy()
        voxels[:3] = phantom.LESION  # bright slices beside the head: the automatic window reaches up to the lesion
        volume = replace(head, voxels=voxels, frame_of_reference_uid=frame)
        agent = "gadolinium" if name == "T1" else ""
        identity = SeriesIdentity(f"two {name}", series_description=f"{name} {kind}", contrast_agent=agent)
        for path in write_series(volume, folder / name, identity):
            instance = pydicom.dcmread(path)
            instance.StudyInstanceUID = STUDY
            instance.save_as(path)
    return folder
