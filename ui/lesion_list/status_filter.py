"""Which lesions the contact sheet shows."""

from __future__ import annotations

from enum import Enum

from ui.glyphs import Glyph
from ui.lesion_list.row import Row


class StatusFilter(Enum):
    """All, or those of one status; the value is what the button says."""

    ALL = "All"
    PENDING = "Pending"
    ACCEPTED = "Accepted"
    REJECTED = "Rejected"

    def keeps(self, row: Row) -> bool:
        """Whether a lesion's row is shown."""
        return self is StatusFilter.ALL or row.glyph is Glyph[self.name]
