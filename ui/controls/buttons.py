"""Buttons that carry a glyph or icon, a word, a remark and their key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip

from ui import glyphs, icons
from ui.controls import key_cap
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM
from ui.glyphs import Glyph
from ui.language import translate
from ui.theme import Tokens, current, font, mixed, scaled

_GAP = 8
_LEAST_AT_SIDES = 4.0
_ICON, _LONE_ICON = 16, 19  # beside a word, and alone


@dataclass(frozen=True)
class Face:
    """What stands on a button.

    Parameters
    ----------
    text
        The word.
    icon, glyph
        One of them in front, or none.
    key
        On a cap behind, or nothing.
    remark
        Second, quieter text at the right, e.g. "6 pending".
    primary
        Filled with the accent: only for what the reader has already decided.

    """

    text: str
    icon: str = ""
    glyph: Glyph | None = None
    key: str = ""
    remark: str = ""
    primary: bool = False


class PaintedButton(QAbstractButton):
    """A button that draws itself and knows whether the mouse is over it."""

    def __init__(self) -> None:
        super().__init__()
        # The mouse does not take the keyboard's place: letters go on working after a click.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._over = False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self._over = True
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go back."""
        self._over = False
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self.draw)

    def draw(self, painter: QPainter) -> None:
        """Draw the button."""
        raise NotImplementedError

    def draw_focus(self, painter: QPainter, tokens: Tokens, radius: float, colour: str = "") -> None:
        """Draw the ring that the keyboard follows."""
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour or tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


class CommandButton(PaintedButton):
    """A word on a button.

    Parameters
    ----------
    face
        What stands on it.
    height
        28 compact, 32 control, 40 decision and primary.
    centred
        Content in the middle; else the word left, remark and key right.

    """

    def __init__(self, face: Face, height: int = 32, *, centred: bool = True) -> None:
        super().__init__()
        self._centred = centred
        self._sparse = False
        self._held = False
        self._face = face
        self.setFixedHeight(scaled(height))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_face(face)

    @property
    def face(self) -> Face:
        """What stands on the button now."""
        return self._face

    def set_face(self, face: Face) -> None:
        """Show something else; the size stays where the layout fixed it."""
        if face == self._face and self.text():
            return
        self._face = face
        shortcut = self.shortcut()
        self.setText(face.text)
        self.setShortcut(shortcut)  # Qt takes it away with every new text
        self.setAccessibleName(f"{face.text} {face.remark}".strip())
        self.setAccessibleDescription(translate("Decide", "Key {key}").format(key=face.key) if face.key else "")
        self.updateGeometry()
        self.update()

    def set_sparse(self, sparse: bool) -> None:
        """Leave glyph and icon out, where the window is narrow."""
        self._sparse = sparse
        self.updateGeometry()
        self.update()

    def set_held(self, held: bool) -> None:
        """Show the accent's edge while the button's own panel is open."""
        if held != self._held:
            self._held = held
            self.update()

    def sizeHint(self) -> QSize:
        """Room for everything, 12 at the sides."""
        return QSize(round(self._width_of(sign=not self._sparse, key=True)) + 24, self.height())

    @property
    def sign_shown(self) -> bool:
        """Whether glyph or icon is drawn: it is the first to give way where there is no room, as for a long key."""
        return not self._sparse and self._width_of(sign=True, key=self.key_shown) <= self.width() - 2 * _LEAST_AT_SIDES

    @property
    def key_shown(self) -> bool:
        """Whether the key's cap is drawn: it gives way where the word and the whole cap have no room."""
        return bool(self._face.key) and self._width_of(sign=False, key=True) <= self.width() - 2 * _LEAST_AT_SIDES

    def event(self, event: QEvent) -> bool:
        """Tell the key under the mouse where its cap has no room."""
        if event.type() == QEvent.Type.ToolTip and self._face.key and not self.key_shown and not self.toolTip():
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), f"{self._face.text} ({self._face.key})", self)
            return True
        return super().event(event)

    def draw(self, painter: QPainter) -> None:
        """Fill, edge, content."""
        tokens = current()
        self._draw_box(painter, tokens)
        ink = self._ink(tokens)
        middle = self.height() / 2
        x = (self.width() - self._content_width()) / 2 if self._centred else 12.0
        x = self._draw_sign(painter, tokens, x, middle, ink)
        painter.setFont(font(13, MEDIUM))
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(x, middle + _baseline(13)), self._face.text)
        right = (self.width() + self._content_width()) / 2 if self._centred else self.width() - 12.0
        self._draw_tail(painter, tokens, right, middle, ink)

    def _ink(self, tokens: Tokens) -> str:
        if not self.isEnabled():
            return tokens.disabled
        return tokens.on_accent if self._face.primary else tokens.text

    def _draw_box(self, painter: QPainter, tokens: Tokens) -> None:
        primary = self._face.primary and self.isEnabled()
        fill = QColor(tokens.accent if primary else tokens.raised)
        if self.isEnabled() and (self._over or self.isDown()):
            fill = mixed(tokens.accent, tokens.text, 0.14) if primary else QColor(tokens.hover)
        edge = tokens.accent if primary or self._held else tokens.control if self.isEnabled() else tokens.line
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(edge), 2 if self._held else 1))
        inset = 1.0 if self._held else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        self.draw_focus(painter, tokens, 6, tokens.text if primary else "")

    def _draw_sign(self, painter: QPainter, tokens: Tokens, x: float, middle: float, ink: str) -> float:
        if not self._sign_width():
            return x
        if self._face.glyph is not None:
            shade = "" if self.isEnabled() else tokens.disabled
            centre = QPointF(x + scaled(glyphs.BOX) / 2, middle)
            glyphs.draw(
                painter, self._face.glyph, centre, tokens, size=scaled(glyphs.BOX), behind=tokens.raised, ink=shade
            )
        else:
            side = scaled(_ICON)
            picture = icons.pixmap(self._face.icon, side, ink, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x, middle - side / 2), picture)
        return x + self._sign_width()

    def _draw_tail(self, painter: QPainter, tokens: Tokens, right: float, middle: float, ink: str) -> None:
        face = self._face
        if self.key_shown:
            on_accent = face.primary and self.isEnabled()
            plain = "" if self.isEnabled() else tokens.disabled
            key_cap.draw(painter, face.key, right, middle, ink if on_accent else plain, "none" if on_accent else "")
        if face.remark:
            painter.setFont(font(12))
            painter.setPen(QColor(tokens.text2 if not self.isEnabled() else ink))
            width = QFontMetricsF(painter.font()).horizontalAdvance(face.remark)
            painter.drawText(QPointF(right - width, middle + _baseline(12)), face.remark)

    def _sign_width(self) -> float:
        return self._sign_room() if self.sign_shown else 0.0

    def _sign_room(self) -> float:
        if not (self._face.icon or self._face.glyph):
            return 0.0
        return scaled(_ICON if self._face.icon else glyphs.BOX) + _GAP

    def _content_width(self) -> float:
        return self._width_of(sign=self.sign_shown, key=self.key_shown)

    def _width_of(self, *, sign: bool, key: bool) -> float:
        width = self._sign_room() if sign else 0.0
        width += QFontMetricsF(font(13, MEDIUM)).horizontalAdvance(self._face.text)
        if self._face.key and key:
            width += _GAP + key_cap.width_of(self._face.key)
        if self._face.remark:
            width += 2 * _GAP + QFontMetricsF(font(12)).horizontalAdvance(self._face.remark)
        return width


class IconButton(PaintedButton):
    """An icon alone, in the tool strip and the top bar, with a tooltip and an accessible name.

    Parameters
    ----------
    icon, name
        Which icon; what it is called.
    key
        The key that does the same, small at the lower right.
    side
        Side of the square, px.

    """

    def __init__(self, icon: str, name: str, key: str = "", side: int = 36) -> None:
        super().__init__()
        self._icon = icon
        self._key = key
        self.setFixedSize(scaled(side), scaled(side))
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)

    def draw(self, painter: QPainter) -> None:
        """Box where over or active, icon in the middle, key below."""
        tokens = current()
        active = self.isChecked()
        if self.isEnabled() and (active or self._over or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if active else tokens.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        ink = tokens.disabled if not self.isEnabled() else tokens.text if active else tokens.text2
        shift = 4.0 if self._key and self.isEnabled() else 0.0  # where no key is drawn, all stand in one line
        side = scaled(_LONE_ICON)
        corner = QPointF((self.width() - side) / 2 - shift, (self.height() - side) / 2 - shift / 4)
        painter.drawPixmap(corner, icons.pixmap(self._icon, side, ink, self.devicePixelRatioF()))
        if self._key and self.isEnabled():
            painter.setFont(font(11))
            painter.setPen(QColor(tokens.text3))
            box = QRectF(self.rect()).adjusted(0, 0, -3, -1)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._key)
        self.draw_focus(painter, tokens, 6)


def _baseline(pixels: int) -> float:
    """How far below the middle the baseline lies so that capitals stand in the middle."""
    return QFontMetricsF(font(pixels)).capHeight() / 2


class LinkButton(PaintedButton):
    """Words in the accent's colour that can be pressed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.set_words(text)
        self.setFixedHeight(scaled(28))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the words."""
        return QSize(round(QFontMetricsF(font(13, MEDIUM)).horizontalAdvance(self.text())) + 16, scaled(28))

    def draw(self, painter: QPainter) -> None:
        """Words, brighter under the mouse."""
        tokens = current()
        ink = tokens.disabled if not self.isEnabled() else tokens.text if self._over else tokens.accent
        painter.setFont(font(13, MEDIUM))
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        self.draw_focus(painter, tokens, 5)
