"""The pages: text that stays text, no lesion torn by a page's end, each drawn where it is."""

import gc
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontDatabase,
    QImage,
    QPalette,
    QPdfWriter,
    QTextDocument,
    QTextLayout,
)

from core.errors import ExportRefused, UsageError
from core.receipt import ReceiptRoi
from core.review_report import ReportRow, ReviewReport
from core.volume import Volume
from tests.helpers.exports import GRIDS, review
from ui import start, theme
from ui.missing_letters import missing_letters
from ui.report import pages
from ui.report.words import speaker
from ui.viewer.tile_painter import TilePainter
from ui.viewer.view_state import ViewState, automatic_window


@pytest.fixture
def volume():
    voxels = np.random.default_rng(1).normal(100, 10, GRIDS["axial"].shape).astype(np.float32)
    return Volume(voxels, GRIDS["axial"], "")


@pytest.fixture
def report(volume):
    lesion = review(volume.geometry).lesions[5]
    row = ReportRow("GTV_06", lesion, "Left frontal", 600.0, 11.0, 10.0, "model", 600.0)
    rows = tuple(replace(row, name=f"GTV_{n:02d}") for n in range(1, 21))
    return ReviewReport((("Patient", "홍 길동 <b>"),), rows, (("Lesions", "20"),), ("Rejected: 1.",), "Read back.")


def test_a_pdf_with_its_fonts_inside(qapp, report, volume, tmp_path):
    pages.write_pages(report, volume, tmp_path / "report.pdf")
    written = (tmp_path / "report.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert b"/FontFile" in written
    assert b"/ToUnicode" in written


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not here")
def test_within_the_window_another_program_reads_every_figure_and_sign(qapp, report, volume, tmp_path):
    """The window's own figures, all of one width, are shapes that no letter of a PDF's text stands for."""
    assert qapp.font().featureValue(QFont.Tag("tnum")) == 1, "dressed as the window is"
    facts = (("Patient", "O'Flaherty-Große, office 12 (fi) x-ray; ID PID-0123456789"), ("Made", "2026-11-28 15:07:25"))
    totals = (("Total volume", "1234.5 mm³ (1.235 ml), 97 % + 3 = 100: a/b"),)
    pages.write_pages(replace(report, facts=facts, totals=totals), volume, tmp_path / "report.pdf")
    command = [str(shutil.which("pdftotext")), "-layout", str(tmp_path / "report.pdf"), "-"]
    read = " ".join(subprocess.run(command, capture_output=True, check=True).stdout.decode().split())
    for words in (*(value for _, value in (*facts, *totals)), "GTV_01", "600.0 mm³", "11.0 × 10.0 mm", "2 of "):
        assert words in read, words


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not here")
def test_every_page_says_whose_it_is(qapp, report, volume, tmp_path):
    """A receipt that is printed apart belongs to somebody; a long series' name never pushes the ID out."""
    whose = "Groß Jörg / 홍 길동, ID PID-7, 1950-01-31, 2026-11-28 15:07:25, " + "T1 MPRAGE " * 30
    pages.write_pages(replace(report, whose=whose), volume, tmp_path / "report.pdf")
    command = [str(shutil.which("pdftotext")), "-layout", str(tmp_path / "report.pdf"), "-"]
    *printed, _ = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")
    assert len(printed) > 2
    for page in printed:
        assert "홍 길동, ID PID-7, 1950-01-31, 2026-11-28 15:07:25, T1 MPRAGE" in page


def test_beside_the_window_qt_has_nothing_to_complain_of(qapp, report, volume, tmp_path):
    """The dry run draws beside the window; a document starts timers, and a complaint of Qt's fails any test."""
    thread = threading.Thread(target=lambda: pages.write_pages(report, volume, tmp_path / "report.pdf"))
    thread.start()
    thread.join()
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_no_document_outlives_its_thread(qapp, report, volume, tmp_path):
    def left():
        return sum(type(each) in (QTextDocument, QPdfWriter) for each in gc.get_objects())

    before = left()
    pages.write_pages(report, volume, tmp_path / "report.pdf")
    assert left() == before


def test_no_heading_is_left_alone_by_a_pages_end(qapp):
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(12))
    for lines in range(20, 60):
        words = "<p>words</p>" * lines
        document = pages.laid_out(f"{words}<h2>Heading</h2><p>led</p><table>{rows}</table>", QSizeF(511, 750))
        layout = document.documentLayout()
        table = layout.frameBoundingRect(document.rootFrame().childFrames()[0])
        heading = document.findBlockByNumber(lines)
        assert heading.text() == "Heading"
        top = layout.blockBoundingRect(heading).top()
        assert int(top // 750) == int((table.bottom() - 1) // 750), lines


def test_no_heading_is_left_alone_before_its_paragraph(qapp):
    for lines in range(40, 60):
        words = "<p>words</p>" * lines
        document = pages.laid_out(f"{words}<h2>Heading</h2><p>limit</p><p>limit</p>", QSizeF(511, 750))
        layout, heading = document.documentLayout(), document.findBlockByNumber(lines)
        assert heading.text() == "Heading"
        top, end = layout.blockBoundingRect(heading).top(), layout.blockBoundingRect(heading.next()).bottom()
        assert int(top // 750) == int((end - 1) // 750), lines


@pytest.mark.parametrize("structures", [10, 30, 45])
def test_no_entry_of_the_receipt_is_torn_or_broken_by_its_name(qapp, report, volume, structures):
    roi = ReceiptRoi(1, "GTV_01", "a", 1.0, 1.0, 0.0, 1.0, 1)
    files = tuple((f"surface-{n:02d}-GTV_{n:02d}.stl", "ab" * 32) for n in range(structures))
    receipt = tuple(replace(roi, roi_name=f"GTV_{n:02d}") for n in range(structures))
    document = pages._document(replace(report, receipt=receipt, files=files), volume, QSizeF(511, 750))
    layout, block, seen = document.documentLayout(), document.begin(), 0
    while block.isValid():
        if block.text().startswith(("surface-", "ab" * 32)):
            place = layout.blockBoundingRect(block)
            assert block.layout().lineCount() == 1, block.text()
            assert int(place.top() // 750) == int((place.bottom() - 1) // 750), block.text()
            seen += 1
        block = block.next()
    assert seen == 2 * structures


def test_a_line_on_the_edge_of_two_pages_is_on_one_of_them(qapp, tmp_path):
    """The foot is drawn below the text: what Qt draws of the next page's first lines is cut off there."""
    drawn = []

    class Layout(QAbstractTextDocumentLayout):
        def draw(self, painter, context):
            drawn.append(painter.clipBoundingRect())

        def documentSize(self):
            return QSizeF(511, 1500)

        def pageCount(self):
            return 2

        def documentChanged(self, *_where):
            pass

    document = QTextDocument()
    document.setDocumentLayout(Layout(document))
    document.setPageSize(QSizeF(511, 750))
    assert pages.print_pages(document, pages.paper(tmp_path / "a.pdf", "a"))
    assert [round(each.height()) for each in drawn] == [750, 750]
    assert [round(each.top()) for each in drawn] == [0, 750]


def test_no_lesion_is_torn_by_a_page(qapp, report, volume):
    document = pages._document(report, volume, QSizeF(511, 750))
    high = document.pageSize().height()
    tables = document.rootFrame().childFrames()
    places = [document.documentLayout().frameBoundingRect(each) for each in tables]
    assert len(places) == 2 + len(report.rows) + 1  # patient, totals, lesions, receipt
    assert document.pageCount() >= 3
    assert all(int(place.top() // high) == int((place.bottom() - 1) // high) for place in places)


def test_the_text_is_the_reports(qapp, report, volume):
    report = replace(report, remarks=("PTV_06 is cut off where the images end.",))
    text = pages._document(report, volume, QSizeF(511, 750)).toPlainText()
    assert "PTV_06 is cut off" in text
    assert "홍 길동 <b>" in text
    assert all(row.name in text for row in report.rows)
    assert "Read back." in text


def test_the_left_lesion_is_drawn_at_the_right(qapp, report, volume):
    """Radiological: a bright voxel at the patient's left of a lesion lies at the picture's right."""
    voxels = np.zeros(volume.voxels.shape, dtype=np.float32)
    lesion = report.rows[0].lesion
    k, j, i = (round(n) for n in lesion.mask.indices().mean(axis=0))
    voxels[k - 1 : k + 2, j - 1 : j + 2, i + 7 : i + 10] = 100  # i runs to the patient's left on this grid
    bright = Volume(voxels, volume.geometry, "")
    look = ViewState(window=automatic_window(bright.voxels), contours_hidden=True)
    picture = pages._thumbnail(TilePainter(bright), look, report.rows[0])
    axial = picture.copy(0, 60, picture.height(), picture.height() - 60).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    grey = np.frombuffer(axial.constBits(), np.uint8).reshape(axial.height(), axial.bytesPerLine())[:, : axial.width()]
    middle = axial.width() // 2
    letter = 45  # px: R and L stand at the edges
    assert grey[:, middle + 20 : -letter].max() > 200
    assert grey[:, letter : middle - 20].max() < 100


def test_a_place_that_cannot_be_written(qapp, report, volume, tmp_path):
    with pytest.raises(ExportRefused, match="report could not be written"):
        pages.write_pages(report, volume, tmp_path / "missing" / "report.pdf")


def test_a_korean_report_without_korean_letters_is_refused(qapp, report, volume, tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "can_be_written", lambda _language: False)
    with pytest.raises(ExportRefused, match="no font with Korean letters"):
        pages.write_pages(replace(report, say=speaker("ko")), volume, tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []
    pages.write_pages(report, volume, tmp_path / "report.pdf")


def test_a_name_whose_letters_no_font_has_is_refused_by_them(qapp, report, volume, tmp_path):
    nowhere = "\U000f1234\U000f1235"  # private use: no font has them
    named = replace(report, rows=(replace(report.rows[0], name=f"Lesion {nowhere}"), *report.rows[1:]))
    with pytest.raises(ExportRefused, match=f"no font with letters of the report: {nowhere}"):
        pages.write_pages(named, volume, tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_letters_are_missing_where_no_font_has_them_and_once_each(qapp):
    assert missing_letters("Ä ≤ 12 \u200b\u0301 \U000f1234, \U000f1234") == "\U000f1234"


@pytest.fixture
def without_fonts(monkeypatch):
    """A computer on which nothing is installed to write with."""
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])


def test_where_there_is_no_font_every_letter_is_missing_once(qapp, without_fonts):
    assert missing_letters("Patient 12, Patient") == "Patien12,"


def test_nothing_to_be_read_is_written_without_any_font(qapp, without_fonts, report, volume, tmp_path):
    """It used to be a page of empty boxes, and the export a success."""
    with pytest.raises(ExportRefused, match="no font at all"):
        pages.write_report(report, volume, tmp_path / "report.pdf")
    with pytest.raises(UsageError, match="no font at all"):
        start.run([])
    assert list(tmp_path.iterdir()) == []


def test_the_paper_has_black_text_also_from_a_dark_window(qapp, report, volume):
    before = qapp.palette()
    dark = qapp.palette()
    dark.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.white)
    qapp.setPalette(dark)
    try:
        context = pages._on_paper(QRectF(0, 0, 100, 100))
        assert context.palette.color(QPalette.ColorRole.Text) == Qt.GlobalColor.black
    finally:
        qapp.setPalette(before)


@pytest.mark.parametrize(("rows", "structures", "wanted"), [(4, 4, 2), (6, 6, 2), (2, 80, 3)])
def test_the_receipt_begins_where_it_fits(qapp, report, volume, rows, structures, wanted):
    """A page for a few lines alone is no page; a receipt of many structures runs over several, each row once."""
    roi = ReceiptRoi(1, "GTV_01", "L1", 100.0, 100.0, 0.0, 1.0, 3)
    receipt = tuple(replace(roi, roi_name=f"GTV_{n:02d}") for n in range(1, structures + 1))
    files = {"structures.dcm": "ab" * 32, "lesions.csv": "cd" * 32}
    short = replace(report, rows=report.rows[:rows], receipt=receipt, files=tuple(files.items()))
    document = pages._document(short, volume, QSizeF(511, 752))
    assert document.pageCount() == wanted
    assert document.toPlainText().count("ab" * 32) == 1


_NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have fonts")
def test_a_computer_without_fonts_is_seen_though_qt_names_some_and_draws_boxes(tmp_path):
    (tmp_path / "fonts.conf").write_text(_NO_FONTS.format(folder=tmp_path / "none"))
    code = "from ui.missing_letters import has_fonts\nfrom ui.report import pages\npages.need_application()"
    own = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    done = subprocess.run([sys.executable, "-c", code], env=own, capture_output=True, text=True, check=False)
    assert "ExportRefused: This computer has no font at all" in done.stderr


def test_no_font_of_this_computer_writes_letters_that_a_pdf_cannot_name(qapp):
    """Noto Sans CJK has figures of its own for Latin words: "MetsReview . . , Python ." stood in the page's text."""
    text = "MetsReview 0.1.0, 1234567890 mm³ 홍길동 2026"
    for family in (each for each in theme.FAMILIES if each in QFontDatabase.families()):
        font = pages.plain_font()
        font.setFamilies([family])
        layout = QTextLayout(text, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        for run in layout.glyphRuns():
            named = {index for each in text for index in run.rawFont().glyphIndexesForString(each)}
            assert set(run.glyphIndexes()) <= named, family
