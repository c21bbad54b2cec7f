"""The network side of MetsReview: packages, preparation, sliding window, detection."""
