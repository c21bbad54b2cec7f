"""The user's guide in a window of its own, which may stay open beside the review."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from ui.controls.buttons import CommandButton, Face
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.language import translate
from ui.theme import current, scaled

_WIDTH, _HEIGHT = 860, 760
_ABOVE, _BELOW = {1: 24, 2: 24, 3: 16}, 8  # room over a heading, by its level, and under every paragraph


class GuidePage(DialogFrame):
    """Shows pages, follows links between them; links to elsewhere are not followed."""

    def __init__(self, parent: QWidget | None, first: Path) -> None:
        super().__init__(parent, translate("Guide", "User's guide"))
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.pages = Pages()
        self.pages.setSource(QUrl.fromLocalFile(str(first)), QTextDocument.ResourceType.MarkdownResource)
        self.pages.setAccessibleName(translate("Guide", "User's guide"))
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 8, 8, 8)
        column.addWidget(self.pages)
        self.content.addLayout(column)
        back = CommandButton(Face(translate("Guide", "Back")), 40)
        back.setEnabled(False)
        back.clicked.connect(self.pages.backward)
        self.pages.backwardAvailable.connect(back.setEnabled)
        close = CommandButton(Face(translate("Dialog", "Close"), key="Esc"), 40)
        close.clicked.connect(self.accept)
        self.foot.addWidget(back)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.take_size(_WIDTH, _HEIGHT)
        self.pages.setFocus()


class Pages(QTextBrowser):
    """Markdown whose pictures are no wider than the page; links lead to its own pages and headings, nowhere else."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.anchorClicked.connect(self.follow)
        self.document().setDefaultStyleSheet(f"a {{ color: {current().accent}; }}")

    def follow(self, link: QUrl) -> None:
        """Go where a link leads; links out of the guide lead nowhere."""
        target = self.source().resolved(link)
        if not target.isLocalFile() or not Path(target.toLocalFile()).is_file():
            return
        heading = target.fragment()
        target.setFragment("")
        if target != self.source():
            self.setSource(target, QTextDocument.ResourceType.MarkdownResource)
        if heading:
            self._show_heading(heading)

    def doSetSource(
        self, name: QUrl | str, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        """Show a page with room over its headings and between paragraphs: Markdown itself gives them none."""
        super().doSetSource(name, kind)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            room = QTextBlockFormat()
            if level := block.blockFormat().headingLevel():
                room.setTopMargin(scaled(_ABOVE.get(level, 12)) if block.position() else 0)
            cursor.setPosition(block.position())
            if block.textList() is None and cursor.currentTable() is None:
                room.setBottomMargin(scaled(_BELOW))
                cursor.mergeBlockFormat(room)
            block = block.next()
        cursor.endEditBlock()

    def _show_heading(self, name: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _slug(block.text()) == name:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top))
                return
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give a picture in the page's width; other files only where they are the guide's own."""
        place = self.source().resolved(QUrl(name))
        if not place.isLocalFile():
            return None  # nothing is fetched
        if kind == QTextDocument.ResourceType.ImageResource.value:
            image = QImage(place.toLocalFile())
            width = self.viewport().width() - scaled(24)
            if image.width() <= width:
                return image
            ratio = self.devicePixelRatioF()
            picture = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
            return picture
        return super().loadResource(kind, place)


def _slug(heading: str) -> str:
    """A heading as links name it: small letters, spaces as hyphens, other signs left out."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")
