"""A review under way: pure state, append-only log, session.

Undo, autosave, audit and crash recovery are one thing.
"""
