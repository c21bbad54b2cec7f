"""The contact sheet: every lesion in three planes, side by side."""
