"""A site's own scans and labels: found, split by patient, written as nnU-Net wants them."""
