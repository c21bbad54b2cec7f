"""Trains the embedded models on synthetic heads; needs PyTorch and never ships."""
