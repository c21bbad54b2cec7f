"""The window and the command line: what a reader sees and types."""
