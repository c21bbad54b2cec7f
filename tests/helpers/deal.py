"""Deal the files of tests out to several processes of pytest: each takes the next file that no other has taken.

`dev.py test` starts them with `-p tests.helpers.deal --deal=FOLDER`, each on a display of its own, for two windows on
one display take the keyboard from each other. A file is never divided, so that what a module makes once is made once.
At its end each process writes what it did into the folder; `dev.py` adds that up and misses no test.
"""

import json
import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

_OUTCOMES = ("failed", "error", "passed", "skipped", "xfailed", "xpassed")


def pytest_addoption(parser):
    parser.addoption("--deal", type=Path, help="folder in which the processes of one run leave word for each other")


def pytest_configure(config):
    config.pluginmanager.register(Dealt(config.getoption("--deal")), "dealt")


class Dealt:
    """The part of the tests that falls to this process."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._begun = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """Run what falls to this process; as pytest's own loop, but for the choice."""
        if session.testsfailed and not session.config.option.continue_on_collection_errors:
            raise session.Interrupted(f"{session.testsfailed} errors during collection")
        if session.config.option.collectonly:
            return True
        mine = self._taken(session.items)
        item = next(mine, None)
        while item is not None:
            following = next(mine, None)  # known before the item ends: what the two share is not made anew
            self._begun += 1
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
            item = following
        return True

    def _taken(self, items: list[pytest.Item]) -> Iterator[pytest.Item]:
        for number, (_file, tests) in enumerate(groupby(items, key=lambda item: item.path)):
            if self._take(number):
                yield from tests

    def _take(self, number: int) -> bool:
        """Whether the file of this number is ours: the first to make its mark has it."""
        try:
            os.close(os.open(self._folder / f"{number}.taken", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    def pytest_sessionfinish(self, session):
        """Leave word of what was done."""
        stats = session.config.pluginmanager.get_plugin("terminalreporter").stats
        outcomes = {name: len(stats[name]) for name in _OUTCOMES if name in stats}
        word = {"collected": session.testscollected, "begun": self._begun, "outcomes": outcomes}
        (self._folder / f"{os.getpid()}.json").write_text(json.dumps(word), encoding="utf-8")
