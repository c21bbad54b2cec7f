import pytest


@pytest.fixture(autouse=True)
def dark(qapp):
    """In place of the window's theme. Commands need no widgets; what draws pages starts Qt for the whole process."""
