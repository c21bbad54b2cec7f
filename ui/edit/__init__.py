"""Changing a lesion's voxels: what the tools are set to, what the mouse does with them, and the panel."""
