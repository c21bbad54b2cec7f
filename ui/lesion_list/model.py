"""Rows for Qt's view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui import numbers
from ui.core_words import spoken
from ui.lesion_list.row import Row

ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class RowModel(QAbstractListModel):
    """The rows of one list; the view keeps its place where only their content changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, top first."""
        return self._rows

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; the view's place is kept where they are as many as before."""
        if len(rows) == len(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place_of(self, finding_id: str | None) -> int:
        """Return the row of a finding, -1 where it is not shown."""
        ids = [row.finding_id for row in self._rows]
        return ids.index(finding_id) if finding_id in ids else -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row itself, or its words for a screen reader and the tooltip."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.number} {row.name}, {spoken(row.glyph.value)}, {numbers.volume(row.volume_mm3)} mm³"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name}: {row.remark}" if row.remark else row.name
        return None
