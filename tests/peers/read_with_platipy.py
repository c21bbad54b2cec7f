"""Read every ROI with platipy: SERIES_FOLDER RTSTRUCT OUT.npz, flat indices (Z, Y, X). In the peers' environment."""

import sys

import numpy as np
import SimpleITK as sitk
from platipy.dicom.io.rtstruct_to_nifti import (
    read_dicom_image,
    read_dicom_struct_file,
    transform_point_set_from_dicom_struct,
)

series, structures, out = sys.argv[1:]
masks, names = transform_point_set_from_dicom_struct(read_dicom_image(series), read_dicom_struct_file(structures))
np.savez_compressed(
    out, **{name: np.flatnonzero(sitk.GetArrayViewFromImage(mask)) for name, mask in zip(names, masks, strict=True)}
)
