"""Write ROIs with rt-utils and print the seconds: SERIES_FOLDER LABELS.npz OUT.dcm. Runs in the peers' environment."""

import sys
import time

import numpy as np
from rt_utils import RTStructBuilder

series, file, out = sys.argv[1:]
labels = np.moveaxis(np.load(file)["labels"], 0, 2)
arrays = {number: labels == number for number in np.unique(labels[labels > 0]).tolist()}
written = RTStructBuilder.create_new(dicom_series_path=series)
start = time.perf_counter()
for number, array in arrays.items():
    written.add_roi(mask=array, name=f"GTV_{number:02d}")
written.save(out)
print(time.perf_counter() - start)
