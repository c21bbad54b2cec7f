"""A review's report as pages."""
