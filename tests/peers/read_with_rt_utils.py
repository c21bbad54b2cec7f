"""Read every ROI with rt-utils: SERIES_FOLDER RTSTRUCT OUT.npz, flat indices (Z, Y, X). In the peers' environment."""

import sys

import numpy as np
from rt_utils import RTStructBuilder

series, structures, out = sys.argv[1:]
read = RTStructBuilder.create_from(dicom_series_path=series, rt_struct_path=structures)
filled = {name: np.flatnonzero(np.moveaxis(read.get_roi_mask_by_name(name), 2, 0)) for name in read.get_roi_names()}
np.savez_compressed(out, **filled)
