"""DICOM over the network: only to configured nodes, only when asked."""
