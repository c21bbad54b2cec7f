"""Changes to a lesion's voxels, each a pure function from masks to a mask."""
