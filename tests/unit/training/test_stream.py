import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from training.stream import Stream, shares


def count_up(seed: int):
    numbers = iter(range(seed, seed + 10_000))
    return lambda: next(numbers)


def test_dear_samples_are_drawn_more_often_and_none_is_forgotten():
    drawn = shares(np.array([0.0, 1.0, 4.0, 4.0, np.inf]))
    assert drawn.sum() == pytest.approx(1)
    assert drawn[0] == pytest.approx(0.2 / 5)
    assert drawn[2] / drawn[1] == pytest.approx(2, rel=0.3)
    assert drawn[4] == pytest.approx(drawn[3], rel=0.05), "one that was never shown counts as the dearest"


def test_before_any_cost_is_known_all_are_equal():
    np.testing.assert_allclose(shares(np.full(4, np.inf)), 0.25)


def test_a_stream_takes_in_new_samples_and_shows_dear_ones_again():
    stream = Stream(count_up, (0,), capacity=20, reuse=4.0)
    rng = np.random.default_rng(0)
    seen: list[int] = []
    deadline = time.monotonic() + 120  # a busy machine makes samples later; how many draws that takes says nothing
    while len(seen) < 120 or (stream.made < 30 and time.monotonic() < deadline):
        samples = stream.draw(rng, 2, at_least=10)
        stream.cost(np.array([100.0 if sample % 2 else 0.0 for sample in samples]))
        seen += samples
    stream.close()
    assert stream.made >= 30, "new samples were never taken in"
    assert max(seen) >= 20, "old ones make room"
    odd = sum(sample % 2 for sample in seen)
    assert odd > 0.6 * len(seen)


KILLED = """
import time
from training.stream import Stream

def slow(seed):
    time.sleep(600)  # heads take minutes

if __name__ == "__main__":
    stream = Stream(slow, (0,), capacity=2, reuse=1.0)
    print(stream._processes[0].pid, flush=True)
    time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_a_maker_ends_with_a_trainer_that_is_killed_while_it_makes_heads(tmp_path):
    script = tmp_path / "trainer.py"
    script.write_text(KILLED)
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, script],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    ) as trainer:
        maker = int(trainer.stdout.readline())
        time.sleep(1)
        trainer.kill()
    deadline = time.monotonic() + 120
    while is_alive(maker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_alive(maker)
