"""Open thousands of harmed studies, each within ten seconds and bounded memory, and say what became of them.

``python dev.py fuzz [--mutants N] [--first SEED]``. The work runs in a child: a crash or a hang costs one mutant and
is reported with its seed; ``--only SEED`` does one again here, with its traceback. Exits 1 where there is a fault.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from tests.fuzz import oracle, sources

SECONDS = 10.0
MEMORY_MB = 1500  # of the whole child, Python and decoders included
_UNKNOWN = {"s": 0, "mb": 0, "grown_mb": 0}


def main() -> int:
    """Parse the arguments; the parent watches, the child works."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=5000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.environ["METSREVIEW_HOME"] = tempfile.mkdtemp(prefix="metsreview-fuzz-")
    try:
        if asked.only is not None:
            print(json.dumps(one(asked.only), indent=1))
            return 0
        if asked.child:
            child(asked.first, asked.mutants)
            return 0
        return parent(asked.first, asked.mutants)
    finally:
        shutil.rmtree(os.environ["METSREVIEW_HOME"], ignore_errors=True)


def studies() -> list[tuple[str, sources.Files]]:
    """All that is harmed, always in the same order."""
    return [*sources.generated().items(), *sources.real().items()]


_KNOWN: dict[str, set[str]] = {}


def one(seed: int) -> dict:
    """Make and judge one mutant."""
    all_studies = studies()
    name, files = all_studies[seed % len(all_studies)]
    with tempfile.TemporaryDirectory(prefix="mutant-") as place:
        folder = Path(place)
        if name not in _KNOWN:
            for each, content in files.items():
                (folder / each).write_bytes(content)
            _KNOWN[name] = oracle.known_slices(folder)
        done = oracle.write_mutant(files, seed, folder)
        try:
            verdict = oracle.judge(folder, _KNOWN[name])
        except Exception:  # noqa: BLE001
            verdict = oracle.Verdict("FAULT", [traceback.format_exc()])
        # What an archive left is not part of the next mutant.
        shutil.rmtree(Path(os.environ["METSREVIEW_HOME"]) / "unpacked", ignore_errors=True)
    told = {"seed": seed, "study": name, "harm": done, "kind": verdict.kind, "told": verdict.told}
    return told | {"s": verdict.seconds, "mb": verdict.megabytes, "grown_mb": verdict.grown}


def child(first: int, count: int) -> None:
    """One line of JSON a mutant."""
    with contextlib.suppress(ImportError):  # POSIX alone has it
        import resource

        soft = MEMORY_MB * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (soft, soft))
    for seed in range(first, first + count):
        print(json.dumps({"begun": seed}), flush=True)
        print(json.dumps(one(seed)), flush=True)


def parent(first: int, count: int) -> int:
    """Start children until all is done; a child that is silent for too long has hung."""
    found, seed, last = [], first, first + count
    while seed < last:
        for record in watched(seed, last - seed):
            found.append(record)
            seed = record["seed"] + 1
            if record["kind"] == "FAULT":
                print(json.dumps(record), flush=True)
    return _summary(found)


def watched(first: int, count: int) -> list[dict]:
    """What a child tells of so many mutants, and of its end where that comes early."""
    command = [sys.executable, "-m", "tests.fuzz.run", "--child", "--first", str(first), "--mutants", str(count)]
    records, begun = [], first
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0) as process:
        assert process.stdout is not None
        waiting = b""
        while True:
            ready, _, _ = select.select([process.stdout], [], [], SECONDS if waiting or records else 120)
            piece = os.read(process.stdout.fileno(), 65536) if ready else b""
            if not ready or not piece:
                process.kill()
                break
            *lines, waiting = (waiting + piece).split(b"\n")
            for line in lines:
                told = json.loads(line)
                if "begun" in told:
                    begun = told["begun"]
                else:
                    records.append(told)
    if len(records) < count:
        words = "ended without a word" if ready else f"hung for {SECONDS:.0f} s"
        records.append({"seed": begun, "study": "", "harm": "", "kind": "FAULT", "told": [words]} | _UNKNOWN)
    return records


def _summary(found: list[dict]) -> int:
    kinds = collections.Counter(each["kind"] for each in found)
    print(f"{len(found)} mutants of {len(studies())} studies, seeds {found[0]['seed']} to {found[-1]['seed']}")
    for kind, count in kinds.most_common():
        print(f"{count:6d} {kind}")
    slowest = max(found, key=lambda each: each["s"])
    heaviest, grown = (max(each[name] for each in found) for name in ("mb", "grown_mb"))
    studies_hit = collections.Counter((each["study"], each["kind"]) for each in found)
    for (study, kind), count in sorted(studies_hit.items()):
        print(f"  {study}: {count} {kind}")
    print(
        f"slowest {slowest['s']:.2f} s (seed {slowest['seed']}), most memory {heaviest:.0f} MB,"
        f" {grown:.0f} MB by one mutant"
    )
    return 1 if kinds["FAULT"] else 0


if __name__ == "__main__":
    sys.exit(main())
