"""The one style sheet: edges, radii and fills of standard controls; painted parts draw themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.icons import file_of
from ui.theme import TEXT_PROPERTY, THEME_PROPERTY, Tokens, font, mixed, palette

# Named fields are filled by str.format, so braces of the sheet are doubled.
_SHEET = """
QWidget {{ color: {text}; }}
QMainWindow, QWidget#centre, QWidget#page {{ background: {window}; }}
QWidget#bar, QWidget#panel, QDialog {{ background: {panel}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {control}; padding: 4px 8px; }}
QLabel[tone="2"] {{ color: {text2}; }}
QLabel[tone="3"] {{ color: {text3}; }}
QLabel[tone="accent"] {{ color: {accent}; }}
QLabel:disabled {{ color: {disabled}; }}

QPushButton {{ background: {raised}; border: 1px solid {control}; border-radius: 6px; padding: 0 12px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {selected}; }}
QPushButton:disabled {{ color: {disabled}; border-color: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; }}
QPushButton[kind="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[kind="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="primary"]:disabled {{ background: {raised}; color: {disabled}; border-color: {line}; }}
QPushButton[kind="link"] {{ background: transparent; border: 2px solid transparent; color: {accent}; }}
QPushButton[kind="link"]:hover {{ color: {text}; }}
QPushButton[kind="link"]:focus {{ border-color: {accent}; }}
QPushButton[kind="link"]:disabled {{ color: {disabled}; }}

QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:checked {{ background: {selected}; }}
QToolButton:focus {{ border-color: {accent}; }}

QLineEdit {{ background: {window}; border: 1px solid {control}; border-radius: 6px; padding: 0 10px;
             min-height: 30px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 9px; min-height: 28px; }}

QCheckBox {{ spacing: 10px; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border-radius: 4px;
    border: 1px solid {control}; background: {window}; }}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: 12px; height: 12px; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ border-color: {line}; }}

QSlider {{ min-height: 20px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {hover}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {accent}; }}
QSlider::handle:horizontal {{ width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: {text}; }}
QSlider::handle:horizontal:focus {{ background: {accent}; }}

QScrollArea, QAbstractScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {hover}; border-radius: 4px; min-height: 28px; margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: {control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle:horizontal {{ background: {hover}; border-radius: 4px; min-width: 28px; margin: 1px; }}

QRadioButton {{ color: {text}; spacing: 8px; padding: 4px; }}
QRadioButton:disabled {{ color: {disabled}; }}
QRadioButton::indicator {{ width: 10px; height: 10px; border: 1px solid {control}; border-radius: 6px;
    background: {window}; }}
QRadioButton::indicator:checked {{ width: 4px; height: 4px; border: 4px solid {accent}; background: {panel}; }}
QRadioButton:focus {{ border: 2px solid {accent}; border-radius: 5px; padding: 2px; }}
QTableView {{ background: transparent; border: none; outline: none; selection-background-color: {selected};
              selection-color: {text}; }}
QTableView::item {{ padding: 0 10px; border: none; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{ background: transparent; color: {text3}; border: none; border-bottom: 1px solid {line};
                        padding: 6px 10px; }}

QFrame#popover {{ background: {raised}; border: 1px solid {control}; border-radius: 8px; }}

QMenu {{ background: {raised}; border: 1px solid {control}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 5px; }}
QMenu::item:selected {{ background: {hover}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QPlainTextEdit {{ background: {window}; border: 1px solid {control}; border-radius: 6px; padding: 6px; }}
"""


def style_sheet(tokens: Tokens) -> str:
    """Return the sheet in a theme's colours."""
    return _SHEET.format(
        **{name: getattr(tokens, name) for name in tokens.__dataclass_fields__},
        accent_hover=mixed(tokens.accent, tokens.text, 0.18).name(),
        tick=file_of(f"box-tick-{tokens.name}").as_posix(),
    )


def wear(application: QApplication, tokens: Tokens, text_percent: int = 100) -> None:
    """Put a theme on the whole application: Fusion, palette, font, sheet; open windows repaint.

    Parameters
    ----------
    application, tokens
        What is dressed, and in which colours.
    text_percent
        Size of the text; what measured itself by another must be made anew.

    """
    application.setProperty(TEXT_PROPERTY, text_percent)
    application.setProperty(THEME_PROPERTY, tokens.name)
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(palette(tokens))
    application.setFont(font())
    application.setStyleSheet(style_sheet(tokens))
