"""The acceptance test as a PDF, for the physicist's folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from pathlib import Path

from core.errors import ExportRefused
from inference.acceptance import Acceptance, Check, Compared, Planted
from ui.drawing_thread import drawn
from ui.provider_words import provider_words
from ui.report import pages

_GIB = 1024**3
_LIMITS = (
    "Research software, not a medical device. The demo patient is synthetic: this test shows that the program works on "
    "this computer as where it was built, not how well the model finds lesions in patients."
)


def check_target(path: Path) -> None:
    """See that a report can be written; nothing is left there, and no folder is made.

    Raises
    ------
    ExportRefused
        If its folder is missing or the file cannot be written.

    """
    try:
        if not path.parent.is_dir():
            raise ExportRefused(f"There is no folder {path.parent}.", "Make it first, or choose another file.")
        was_there = path.exists()
        with path.open("ab"):
            pass
        if not was_there:
            path.unlink()
    except OSError as error:
        raise ExportRefused(f"{path} cannot be written: {error.strerror}.", "Choose another file.") from error


def write_acceptance(test: Acceptance, path: Path, made: datetime) -> None:
    """Write the test's pages on A4.

    Raises
    ------
    ExportRefused
        If the file cannot be written.

    """
    check_target(path)
    pages.need_application()

    def draw() -> bool:
        writer = pages.paper(path, "MetsReview, acceptance test")
        return pages.print_pages(pages.laid_out(html(test, made), pages.area(writer)), writer)

    if not drawn(draw):
        raise ExportRefused("The report could not be written.", "Choose another folder.")


def html(test: Acceptance, made: datetime) -> str:
    """Return the page's content."""
    found = test.examination
    memory = f", {found.memory[0] / _GIB:.1f} GB memory" if found.memory[0] else ""
    facts = [
        ("Result", "passed" if test.passed else "NOT passed"),
        ("Date", f"{made:%Y-%m-%d %H:%M}"),
        ("Program", f"MetsReview {found.version}, Python {found.python}, ONNX Runtime {found.onnxruntime}"),
        ("Computer", f"{found.system}, {found.cores} cores{memory}"),
        ("GPU", ", ".join(each.name for each in found.gpus) or "none whose driver answers"),
        ("Run on", f"{provider_words(test.provider)}, {test.seconds:.0f} s for the whole patient"),
        *((f"Package {each.name} {each.version}", each.sha256) for each in test.packages),
    ]
    hits = sum(each.found for each in test.planted)
    truth = (
        f"<p>{hits} of {len(test.planted)} lesions that were drawn into the synthetic head were found, "
        f"{test.false_findings} findings touch none. This is told, not judged.</p>"
    )
    return (
        f"<h1>Acceptance test</h1><p class='warning'>{escape(_LIMITS)}</p>{_facts(facts)}"
        f"<h2>Checks</h2>{_table(('Check', 'Found', 'Limit', ''), map(_check_row, test.checks))}"
        f"<h2>Lesions against the golden figures</h2>{_golden(test)}"
        f"<h2>Lesions drawn into the head</h2>{truth}"
        f"{_table(('Diameter mm', 'Volume mm³', 'Found'), [_planted_row(each) for each in test.planted])}"
        f"<h2>Structure set, read back</h2>"
        f"{_table(('ROI', 'Exported mm³', 'Read back mm³', 'Dice', 'Shift mm', 'Slices'), _roi_rows(test))}"
        "<h2>Signed</h2><table><tr><td>Name, date: ________________________________________</td></tr></table>"
    )


def _facts(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><th width='130'>{escape(n)}</th><td>{escape(v)}</td></tr>" for n, v in rows)
    return f"<table cellspacing='2'>{cells}</table>"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table cellspacing='4' width='100%'><tr>{head}</tr>{body}</table>"


def _check_row(check: Check) -> tuple[str, ...]:
    return check.name, check.found, check.limit, "passed" if check.passed else "NOT passed"


def _golden(test: Acceptance) -> str:
    if not test.compared:
        return "<p>There are no golden figures of these packages to compare with.</p>"
    heads = ("Golden mm³", "Found mm³", "Difference", "Shift mm", "Centroid L P S mm")
    return _table(heads, [_compared_row(each) for each in test.compared])


def _compared_row(pair: Compared) -> tuple[str, ...]:
    place = " ".join(f"{value:.1f}" for value in pair.golden.centroid_lps_mm)
    golden = f"{pair.golden.volume_mm3:.1f}"
    if pair.found is None:
        return golden, "not found", "", "", place
    return (
        golden,
        f"{pair.found.volume_mm3:.1f}",
        f"{pair.difference_percent:+.2f} %",
        f"{pair.shift_mm:.2f}",
        place,
    )


def _planted_row(each: Planted) -> tuple[str, ...]:
    return f"{each.diameter_mm:.0f}", f"{each.volume_mm3:.1f}", "yes" if each.found else "no"


def _roi_rows(test: Acceptance) -> list[tuple[str, ...]]:
    return [
        (
            roi.roi_name,
            f"{roi.volume_approved_mm3:.1f}",
            f"{roi.volume_reread_mm3:.1f}",
            f"{roi.dice:.4f}",
            f"{roi.centroid_shift_mm:.3f}",
            str(roi.slices),
        )
        for roi in test.rois
    ]
