"""Write ROIs with rt-utils and print the seconds: SERIES_FOLDER MASKS.npz OUT.dcm. Runs in the peers' environment."""

import sys
import time

import numpy as np
from rt_utils import RTStructBuilder

series, masks, out = sys.argv[1:]
arrays = [np.moveaxis(array, 0, 2) for array in np.load(masks).values()]
written = RTStructBuilder.create_new(dicom_series_path=series)
start = time.perf_counter()
for number, array in enumerate(arrays, start=1):
    written.add_roi(mask=array, name=f"GTV_{number:02d}")
written.save(out)
print(time.perf_counter() - start)
