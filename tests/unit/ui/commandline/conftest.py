import pytest


@pytest.fixture(autouse=True)
def dark():
    """In place of the window's theme: commands need no Qt."""
