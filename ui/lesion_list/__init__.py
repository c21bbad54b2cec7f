"""The list of lesions and the list of what was put aside."""
