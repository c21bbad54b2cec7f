"""Colours, type and the application's style: the design's tokens, by their own names."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from core.lesion import LesionStatus

FAMILIES = (
    "Pretendard",
    "Inter",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "Noto Sans CJK KR",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "sans-serif",
)


@dataclass(frozen=True)
class Tokens:
    """One theme's colours as ``#RRGGBB``.

    Image wells are black in both themes and always take the status colours of :data:`DARK`.

    Parameters
    ----------
    window, panel, raised, hover, selected
        Surfaces: behind everything; bars and lists; buttons; key caps and active segments; selected row.
    text, text2, text3, disabled
        Content; labels; column heads and remarks; disabled only.
    line, control
        Hairlines, decoration only; edges of buttons, fields and boxes.
    accent, on_accent
        Focus, selection, the primary action, work in progress, never a status; text on it.
    pending, accepted, rejected, candidate
        The statuses. Pending doubles as amber, rejected as refused.

    """

    name: str
    window: str
    panel: str
    raised: str
    hover: str
    selected: str
    text: str
    text2: str
    text3: str
    disabled: str
    line: str
    control: str
    accent: str
    on_accent: str
    pending: str
    accepted: str
    rejected: str
    candidate: str

    @property
    def edited(self) -> str:
        """A mark, not a status."""
        return self.accent

    def status(self, status: LesionStatus) -> str:
        """Return the colour of a lesion's status."""
        return {
            LesionStatus.PENDING: self.pending,
            LesionStatus.ACCEPTED: self.accepted,
            LesionStatus.REJECTED: self.rejected,
        }[status]


DARK = Tokens(
    name="dark",
    window="#0D0E10",
    panel="#15171A",
    raised="#1E2125",
    hover="#282C31",
    selected="#1B2A3D",
    text="#E8EAED",
    text2="#AEB4BC",
    text3="#8B929C",
    disabled="#5C636D",
    line="#2A2E34",
    control="#69727E",
    accent="#4A9BFF",
    on_accent="#06121F",
    pending="#FFC940",
    accepted="#4AE3FA",
    rejected="#EA5A42",
    candidate="#B478AA",
)

LIGHT = Tokens(
    name="light",
    window="#F3F4F6",
    panel="#FFFFFF",
    raised="#F7F8F9",
    hover="#E9EBEE",
    selected="#E3EEFC",
    text="#16181B",
    text2="#4A515A",
    text3="#626973",
    disabled="#9AA1AA",
    line="#D9DCE1",
    control="#818892",
    accent="#0A58B8",
    on_accent="#FFFFFF",
    pending="#B87900",
    accepted="#00808F",
    rejected="#8A1020",
    candidate="#9A7AC4",
)

THEME_PROPERTY = "metsreview_theme"
TEXT_PROPERTY = "metsreview_text_percent"


def current() -> Tokens:
    """Return the theme that the application wears; :data:`DARK` before one was put on."""
    application = QApplication.instance()
    return LIGHT if application is not None and application.property(THEME_PROPERTY) == LIGHT.name else DARK


def scaled(pixels: float) -> int:
    """Return a length that grows and shrinks with the reader's text size, in whole logical px."""
    application = QApplication.instance()
    percent = application.property(TEXT_PROPERTY) if application is not None else None
    return round(pixels * (percent or 100) / 100)


def font(pixels: int = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface's font with figures of one width.

    Parameters
    ----------
    pixels
        11 column heads, corners, key caps; 12 labels; 13 body; 15 card titles; 20 page titles. Never below. The
        reader's text size scales them.
    weight
        Normal, Medium or DemiBold.

    """
    chosen = QFont()
    chosen.setFamilies(list(FAMILIES))
    chosen.setPixelSize(scaled(pixels))
    chosen.setWeight(weight)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def mixed(below: str, above: str, share: float) -> QColor:
    """Return ``above`` laid over ``below`` with an opacity of ``share``."""
    a, b = QColor(below), QColor(above)
    channels = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x + (y - x) * share) for x, y in channels))


def palette(tokens: Tokens) -> QPalette:
    """Return a complete palette: Fusion asks it for every part that the style sheet leaves alone."""
    roles = {
        QPalette.ColorRole.Window: tokens.panel,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.window,
        QPalette.ColorRole.AlternateBase: tokens.raised,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.text3,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.rejected,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Light: tokens.hover,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.window,
        QPalette.ColorRole.Accent: tokens.accent,
    }
    made = QPalette()
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return made
