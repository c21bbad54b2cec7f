"""Read every ROI with dcmrtstruct2nii: SERIES_FOLDER RTSTRUCT OUT_FOLDER. Runs in the peers' environment."""

import sys

import pydicom

pydicom.read_file = pydicom.dcmread  # its name until pydicom 3

from dcmrtstruct2nii.facade.dcmrtstruct2nii import dcmrtstruct2nii  # noqa: E402

series, structures, out = sys.argv[1:]
dcmrtstruct2nii(structures, series, out, mask_foreground_value=1, convert_original_dicom=False)
