"""One thread for torch: on shared cores two of them wait for each other, and a step takes many times as long."""

import importlib.util

import pytest


@pytest.fixture(autouse=True, scope="package")
def one_thread():
    if importlib.util.find_spec("torch") is None:
        yield
        return
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
