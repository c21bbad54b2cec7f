"""Synthetic contrast-enhanced heads: label maps, contrast, lesions, confounders, acquisition."""
