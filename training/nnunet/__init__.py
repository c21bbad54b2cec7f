"""From a site's labelled scans to a package: with nnU-Net v2, whose files stay as they were installed."""
