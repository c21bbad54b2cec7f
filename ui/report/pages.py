"""Draw a review's report as a PDF: text that can be selected, each lesion in three planes."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
)

from core.errors import ExportRefused
from core.receipt import ReceiptRoi
from core.review_report import LIMITS, ReportRow, ReviewReport, Say
from core.volume import Volume
from ui import numbers, theme
from ui.drawing_thread import drawn
from ui.language import can_be_written
from ui.missing_letters import NO_FONT, has_fonts, missing_letters
from ui.report.words import PICTURES
from ui.viewer.mark import Mark
from ui.viewer.tile_painter import GAP, TilePainter, tile_field_mm
from ui.viewer.view_state import ViewState, automatic_window

DOTS_PER_INCH = 300
POINT_DOTS = DOTS_PER_INCH / 72
_SQUARE = 84  # points over one plane of a thumbnail
_MOST_LEAD = 3  # blocks between a table and its heading, with it
_THUMBNAIL_DETAIL = 3  # pixels drawn for each point
_MOST_WITH_FILES = 24  # lines of a receipt, structures, remarks and files, that stay on one page: half of one
_FOOT_LINE = 13  # points
_FIRST_LINES = 24  # points of a paragraph that a heading never stands without
# Contextual ones, figures of one width, and a language's own, as Noto Sans CJK has figures for Latin words.
_ALTERNATE_SHAPES = ("calt", "tnum", "locl")
STYLE = """
h1 { font-size: 17px; margin-bottom: 2px; } h2 { font-size: 12px; margin-top: 14px; margin-bottom: 4px; }
p, td, th { font-size: 9px; } tt { font-size: 8px; } p { margin-top: 2px; margin-bottom: 2px; }
th { text-align: left; color: #555555; font-weight: normal; }
.warning { color: #8a4b00; margin-bottom: 8px; } .name { font-weight: 600; font-size: 10px; }
"""

_HANGUL = re.compile("[가-힣]")
_MOST_NAMED = 12  # letters
_ANY_WORD = "measurable"  # by which the report's language is known


def write_report(report: ReviewReport, volume: Volume, path: Path) -> None:
    """Write the report's pages, and beside them its text to paste into the clinic's own; as :func:`write_pages`."""
    write_pages(report, volume, path)
    path.with_suffix(".txt").write_text(report.text(), encoding="utf-8")


def write_pages(report: ReviewReport, volume: Volume, path: Path) -> None:
    """Write the report as PDF on A4.

    Parameters
    ----------
    report
        What it says.
    volume
        The series' voxels, for the thumbnails.
    path
        Of the PDF.

    Raises
    ------
    ExportRefused
        If the file cannot be written, or no font here has the letters of the report's language or of what it says.

    """
    need_application()
    if _HANGUL.search(report.say(_ANY_WORD)) and not can_be_written("ko"):  # every word of it would be an empty box
        raise ExportRefused(
            "This computer has no font with Korean letters, and the report is to be in Korean.",
            "Install one (fonts-noto-cjk), or have the report in English.",
        )
    boxes = missing_letters(unescape(_html(report)) + report.whose)
    if boxes:  # a patient's name, say
        raise ExportRefused(
            f"This computer has no font with letters of the report: {boxes[:_MOST_NAMED]}",
            "Install one that has them (fonts-noto-cjk for Korean, Chinese and Japanese), or leave the PDF out.",
        )

    def draw() -> bool:
        writer = paper(path, "Brain metastases, review report")
        return print_pages(_document(report, volume, area(writer)), writer, report.say, report.whose)

    if not drawn(draw):
        raise ExportRefused("The report could not be written.", "Choose another folder.")


def paper(path: Path, title: str) -> QPdfWriter:
    """Return an empty PDF on A4."""
    writer = QPdfWriter(str(path))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(42, 42, 42, 48))
    )
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(title)
    writer.setCreator("MetsReview, research software")
    return writer


def area(writer: QPdfWriter) -> QSizeF:
    """Return the size between a page's margins, in points."""
    return QSizeF(writer.width(), writer.height()) / POINT_DOTS


def need_application() -> None:
    """Start Qt without a screen where no window has started it: text has no fonts otherwise.

    Raises
    ------
    ExportRefused
        If no font is installed.

    """
    if QGuiApplication.instance() is None:
        global _application  # noqa: PLW0603 - Qt wants it kept as long as the process draws
        _application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    if not has_fonts():
        raise ExportRefused(NO_FONT, "Install one (fonts-inter, fonts-noto-cjk), or leave the PDF out.")


_application: QGuiApplication | None = None


def _document(report: ReviewReport, volume: Volume, size: QSizeF) -> QTextDocument:
    painter, look = TilePainter(volume), ViewState(window=automatic_window(volume.voxels))
    pictures = {f"lesion:{n}": _thumbnail(painter, look, row) for n, row in enumerate(report.rows)}
    return laid_out(_html(report), size, pictures)


def laid_out(html: str, size: QSizeF, pictures: Mapping[str, QImage] | None = None) -> QTextDocument:
    """Return a document laid out on pages, no table torn and no heading left alone by a page's end.

    Parameters
    ----------
    html
        Its content.
    size
        Between a page's margins, in points.
    pictures
        By the address under which the content names them.

    """
    pages = QTextDocument()
    pages.setDocumentMargin(0)
    pages.setDefaultFont(plain_font())
    pages.setDefaultStyleSheet(STYLE)
    pages.setPageSize(size)
    for address, picture in (pictures or {}).items():
        pages.addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), picture)
    pages.setHtml(html)
    _keep_together(pages)
    return pages


def plain_font() -> QFont:
    """Return the window's font without its alternate shapes: which letter they stand for is lost in a PDF.

    A font begins as the application's: the figures of one width that the window asks for are alternate shapes too.
    """
    chosen = QFont()
    chosen.setFamilies(list(theme.FAMILIES))
    chosen.setPixelSize(9)
    for feature in _ALTERNATE_SHAPES:
        chosen.setFeature(QFont.Tag(feature), 0)
    return chosen


def _keep_together(pages: QTextDocument) -> None:
    """Begin a page before a table that would be torn by its end, or a heading left alone there, from the top down.

    A table takes the words along that lead to it; a heading stands with the first lines of its paragraph.
    """
    layout, high = pages.documentLayout(), pages.pageSize().height()
    tables = {frame.firstPosition(): frame for frame in pages.rootFrame().childFrames()}
    block = pages.begin()
    while block.isValid():
        frame = tables.get(block.position())
        if frame is not None:
            _keep_table(pages, frame)
            block = pages.findBlock(frame.lastPosition() + 1)
            continue
        after = block.next()
        if block.blockFormat().headingLevel() and after.isValid() and after.position() not in tables:
            top, follows = layout.blockBoundingRect(block).top(), layout.blockBoundingRect(after)
            if int(top // high) != int((follows.top() + min(follows.height(), _FIRST_LINES) - 1) // high):
                _begin_page(block)
        block = after


def _keep_table(pages: QTextDocument, frame: QTextFrame) -> None:
    layout, high = pages.documentLayout(), pages.pageSize().height()
    place = layout.frameBoundingRect(frame)
    lead = _lead(pages.findBlock(frame.firstPosition() - 1))
    top = layout.blockBoundingRect(lead).top() if lead is not None else place.top()
    if int(top // high) == int((place.bottom() - 1) // high) or place.bottom() - top >= high:
        return
    if lead is not None:
        _begin_page(lead)
    else:
        form = frame.frameFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        frame.setFrameFormat(form)


def _lead(before: QTextBlock) -> QTextBlock | None:
    """The heading that belongs to what follows a block: that block, or one with a single paragraph between."""
    for _ in range(_MOST_LEAD):
        if not before.isValid() or QTextCursor(before).currentTable() is not None:
            return None
        if before.blockFormat().headingLevel():
            return before
        before = before.previous()
    return None


def _begin_page(block: QTextBlock) -> None:
    form = QTextBlockFormat()
    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    form.setTopMargin(0)
    QTextCursor(block).mergeBlockFormat(form)


def _thumbnail(painter: TilePainter, look: ViewState, row: ReportRow) -> QImage:
    """Three planes beside each other, right of the patient at the left of the axial and coronal one."""
    width, height = 3 * _SQUARE + 2 * GAP, _SQUARE
    picture = QImage(round(width * _THUMBNAIL_DETAIL), round(height * _THUMBNAIL_DETAIL), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(_THUMBNAIL_DETAIL)
    picture.fill(Qt.GlobalColor.black)
    brush = QPainter(picture)
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        painter.paint(
            brush, QRectF(0, 0, width, height), Mark.of_lesion(row.lesion), look, tile_field_mm(row.longest_mm)
        )
    finally:
        brush.end()
    return picture


def _html(report: ReviewReport) -> str:
    say = report.say
    facts = "".join(f"<tr><th width='110'>{escape(n)}</th><td>{escape(v)}</td></tr>" for n, v in report.facts)
    totals = "".join(f"<tr><th width='190'>{escape(n)}</th><td>{escape(v)}</td></tr>" for n, v in report.totals)
    rows = "".join(_row_html(number, row, report.say) for number, row in enumerate(report.rows))
    not_exported = "".join(f"<p>{escape(sentence)}</p>" for sentence in report.not_exported)
    aside = "".join(f"<p>{escape(sentence)}</p>" for sentence in report.aside)
    limits = "".join(f"<p>{escape(say(sentence))}</p>" for sentence in report.limits[1:])
    if not_exported:
        not_exported = f"<h2>{_say(say, 'Not exported')}</h2>{not_exported}"
    if aside:
        aside = f"<h2>{_say(say, 'Put aside, for a second look')}</h2>{aside}"
    return (
        f"<h1>{_say(say, 'Brain metastases: review report')}</h1><p class='warning'>{_say(say, LIMITS[0])}</p>"
        f"<table cellspacing='2'>{facts}</table><h2>{_say(say, 'Totals')}</h2><table cellspacing='2'>{totals}</table>"
        f"<h2>{_say(say, 'Exported lesions')}</h2><p>{_say(say, PICTURES)}</p>{rows}"
        f"{not_exported}{aside}<h2>{_say(say, 'Limits')}</h2>{limits}{_receipt_html(report)}"
    )


def _say(say: Say, text: str) -> str:
    return escape(say(text))


def _receipt_html(report: ReviewReport) -> str:
    """The receipt: what was read back of each structure, and the files' checksums; it begins where all of it fits."""
    say = report.say
    heads = ("Structure", "Kind", "Approved mm³", "Read back mm³", "Difference", "Dice", "Shift mm", "Slices")
    head = "".join(f"<th align='{'left' if n < 2 else 'right'}'>{_say(say, each)}</th>" for n, each in enumerate(heads))
    rows = "".join(_receipt_row(roi) for roi in report.receipt)
    files = "".join(
        f"<tr><td width='150'>{escape(name)}</td><td><tt>{digest}</tt></td></tr>" for name, digest in report.files
    )
    if files:
        head_of_files = "Files written before this report, with their SHA-256; receipt.json holds all."
        files = f"<tr><th colspan='2'>{_say(say, head_of_files)}</th></tr>{files}"
    table = f"<table cellspacing='4' width='100%'><thead><tr>{head}</tr></thead>{rows}</table>"
    listed = f"<table cellspacing='4' width='100%'>{files}</table>" if files else ""
    lines = len(report.receipt) + len(report.remarks) + len(report.files)
    if lines <= _MOST_WITH_FILES:  # both go to the next page together
        table, listed = f"<table width='100%'><tr><td>{table}{listed}</td></tr></table>", ""
    said = "<br/>".join(escape(sentence) for sentence in (report.proof, *report.remarks))
    return f"<h2>{_say(say, 'Receipt')}</h2><p>{said}</p>{table}{listed}"


def _receipt_row(roi: ReceiptRoi) -> str:
    values = (
        f"{roi.volume_approved_mm3:.1f}",
        f"{roi.volume_reread_mm3:.1f}",
        numbers.percent(100 * (roi.volume_reread_mm3 / roi.volume_approved_mm3 - 1)),
        f"{roi.dice:.4f}",
        f"{roi.centroid_shift_mm:.3f}",
        str(roi.slices),
    )
    cells = "".join(f"<td align='right'>{value}</td>" for value in values)
    return f"<tr><td>{escape(roi.roi_name)}</td><td>{roi.kind}</td>{cells}</tr>"


def _row_html(number: int, row: ReportRow, say: Say) -> str:
    size = f"{numbers.length(row.longest_mm)} {numbers.TIMES} {numbers.length(row.perpendicular_mm)}"
    words = (
        row.place,
        f"{row.volume_mm3:.1f} mm³",
        say("{size} mm, axial").format(size=size),
        say("RANO-BM: {words}").format(words=row.measurability(say)),
        say("Contour: {words}").format(words=row.drawn),
        say("Read back: {volume} mm³").format(volume=f"{row.reread_mm3:.1f}"),
    )
    return (
        "<table cellspacing='4' width='100%'><tr><td valign='top'>"
        f"<span class='name'>{escape(row.name)}</span><br/>{'<br/>'.join(map(escape, words))}</td>"
        f"<td width='{3 * _SQUARE + 2 * round(GAP)}'><img src='lesion:{number}' "
        f"width='{3 * _SQUARE + 2 * round(GAP)}' height='{_SQUARE}'/></td></tr></table>"
    )


def _on_paper(part: QRectF) -> QAbstractTextDocumentLayout.PaintContext:
    """Draw in black, whatever the window wears: Qt would take its pale text to the paper."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    return context


def print_pages(pages: QTextDocument, writer: QPdfWriter, say: Say = str, whose: str = "") -> bool:
    """Draw page after page with a foot that names it and, by ``whose``, the patient; whether all could be drawn."""
    painter = QPainter()
    if not painter.begin(writer):
        return False
    size, count = pages.pageSize(), pages.pageCount()
    painter.scale(POINT_DOTS, POINT_DOTS)
    for number in range(count):
        if number and not writer.newPage():
            return False
        painter.save()
        painter.setClipRect(QRectF(0, 0, size.width(), size.height()))  # a line on two pages' edge is on one of them
        painter.translate(0, -number * size.height())
        pages.documentLayout().draw(painter, _on_paper(QRectF(0, number * size.height(), size.width(), size.height())))
        painter.restore()
        painter.setFont(plain_font())
        foot = QRectF(0, size.height() + 12, size.width(), 16)
        painter.drawText(
            foot, Qt.AlignmentFlag.AlignRight, say("{number} of {count}").format(number=number + 1, count=count)
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, say(LIMITS[0]))
        line = painter.fontMetrics().elidedText(whose, Qt.TextElideMode.ElideRight, round(size.width()))
        painter.drawText(foot.translated(0, _FOOT_LINE), Qt.AlignmentFlag.AlignLeft, line)
    return bool(painter.end())
