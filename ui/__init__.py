"""The window: widgets, one controller with state, and the composition root. The only place that knows Qt."""
