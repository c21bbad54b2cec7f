"""Recently opened, on the first page: open again, remove, or keep no such list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import recent
from core.recent import Recent
from ui.controls.buttons import LinkButton
from ui.controls.text import SEMIBOLD, ElidedLabel, label
from ui.language import translate

_WIDTH = 640


class RecentCard(QWidget):
    """A line for each opening; the list is kept in the application's own folder."""

    open_requested = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 4, 16, 4)
        self._column.setSpacing(2)
        self.opens: list[LinkButton] = []
        self.removes: list[LinkButton] = []
        self.switch = LinkButton("")
        self.show_list(recent.load())

    def remember(self, paths: list[Path]) -> None:
        """Put an opening in front."""
        self._keep(recent.load().with_opening(paths))

    def show_list(self, kept: Recent) -> None:
        """Show what is kept; without an opening only where the list is switched off."""
        self._kept = kept
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.opens, self.removes = [], []
        self.setVisible(bool(kept.openings) or not kept.kept)
        self._column.addWidget(self._head(kept))
        for opening in kept.openings:
            self._column.addWidget(self._line(opening))
        self.setFixedHeight(8 + 30 * (1 + len(kept.openings)))

    def _head(self, kept: Recent) -> QWidget:
        row, line = _row()
        line.addWidget(label(_title(kept), 12, SEMIBOLD, "2"))
        line.addStretch(1)
        self.switch = LinkButton(
            translate("Recent", "Do not keep this list") if kept.kept else translate("Recent", "Keep it")
        )
        self.switch.clicked.connect(lambda: self._keep(kept.keeping(not kept.kept)))
        line.addWidget(self.switch)
        return row

    def _line(self, opening: tuple[Path, ...]) -> QWidget:
        row, line = _row()
        first = opening[0]
        more = translate("Recent", " and {0} more").format(len(opening) - 1) if len(opening) > 1 else ""
        name = LinkButton(f"{_shortened(first.name or str(first))}{more}")
        name.setToolTip("\n".join(map(str, opening)))
        name.clicked.connect(lambda: self._open(opening))
        where = ElidedLabel(12, ink="text3")
        where.set_text(str(first.parent))
        remove = LinkButton(translate("Recent", "Remove"))
        remove.setAccessibleName(translate("Recent", "Remove {0} from the list").format(first.name))
        remove.clicked.connect(lambda: self._keep(self._kept.without(opening)))
        line.addWidget(name)
        line.addWidget(where, 1)
        line.addWidget(remove)
        self.opens.append(name)
        self.removes.append(remove)
        return row

    def _open(self, opening: tuple[Path, ...]) -> None:
        self.open_requested.emit(list(opening))

    def _keep(self, kept: Recent) -> None:
        recent.save(kept)
        self.show_list(kept)


def _title(kept: Recent) -> str:
    return translate("Recent", "Recently opened") if kept.kept else translate("Recent", "Recently opened is not kept")


def _row() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    row.setFixedHeight(28)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return row, line


def _shortened(name: str, most: int = 36) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
