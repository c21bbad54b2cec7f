"""The headless face of the application: one module a command, no Qt."""
