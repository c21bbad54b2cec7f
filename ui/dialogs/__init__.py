"""Dialogs: export, the reader's name, the list of keys."""
