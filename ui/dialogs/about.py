"""About: version, model packages and program with their checksums, and what the application is made of."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core import components, folders
from core.components import Component
from core.errors import PackageRefused
from core.version import VERSION
from inference import library
from ui.controls.buttons import CommandButton, Face, LinkButton
from ui.controls.text import MEDIUM, SEMIBOLD, ElidedLabel, label
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.dialogs.text_page import TextPage
from ui.language import translate
from ui.theme import scaled

_WIDTH, _HEIGHT, _LIST_HEIGHT, _LEAST_LIST = 720, 640, 300, 80
_SHORT = 16  # digits of a checksum that are shown; Copy gives all


@dataclass(frozen=True)
class Inventory:
    """What About tells, looked up beside the window.

    Parameters
    ----------
    packages
        Name with version, and sha256, of each model package; a refused one with its sentence in the checksum's place.
    program
        sha256 of the packaged program; empty when run from source.
    components
        Libraries that go along.

    """

    packages: tuple[tuple[str, str], ...]
    program: str
    components: tuple[Component, ...]


def look_up() -> Inventory:
    """Read packages and licences; touches no widget."""
    packages = []
    for path, found in library.opened():
        if isinstance(found, PackageRefused):
            packages.append((path.name, found.sentence))
        else:
            packages.append((f"{found.identity.name} {found.identity.version}", found.identity.sha256))
    return Inventory(tuple(packages), components.program_digest(), components.components())


class About(DialogFrame):
    """Everything that says which program this is."""

    def __init__(self, parent: QWidget | None, inventory: Inventory) -> None:
        super().__init__(parent, "MetsReview", translate("About", "Version {version}").format(version=VERSION))
        self._inventory = inventory
        words = translate(
            "About",
            "Review of small brain metastases on MRI. Research software, not a medical device. "
            "Nothing leaves this computer unasked. Licence: Apache 2.0.",
        )
        what = label(words, 13, tone="2")
        what.setWordWrap(True)
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(what)
        column.addLayout(self._facts())
        column.addWidget(label(translate("About", "Made with"), 13, SEMIBOLD))
        column.addWidget(self._components())
        self.content.addLayout(column)
        self.copy = CommandButton(Face(translate("About", "Copy all"), icon="copy"), 40)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.plain_text()))
        self.bill = CommandButton(Face(translate("About", "Bill of materials")), 40)
        self.bill.clicked.connect(self._show_bill)
        self.bill.setVisible(components.bill_of_materials() is not None)
        close = CommandButton(Face(translate("Dialog", "Close"), key="Esc"), 40)
        close.clicked.connect(self.accept)
        for button in (self.copy, self.bill):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.take_size(_WIDTH, _HEIGHT)
        close.setFocus()

    def plain_text(self) -> str:
        """Return versions and whole checksums, a line each."""
        lines = [f"MetsReview {VERSION}"]
        if self._inventory.program:
            lines.append(f"program sha256 {self._inventory.program}")
        lines += [f"{name} sha256 {digest}" for name, digest in self._inventory.packages]
        lines += [f"{each.name} {each.version} ({each.licence})" for each in self._inventory.components]
        return "\n".join(lines)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        program = translate("About", "Program")
        rows = [(program, self._inventory.program or translate("About", "run from source"))]
        rows += list(self._inventory.packages)
        rows.append((translate("About", "Reviews, models, logs"), str(folders.home())))
        for place, (name, value) in enumerate(rows):
            shown = ElidedLabel(12)
            digest = len(value) == 64 and " " not in value
            shown.set_text(f"sha256 {value[:_SHORT]}…" if digest else value)
            if digest:
                shown.setToolTip(value)
            grid.addWidget(label(name, 12, tone="2"), place, 0)
            grid.addWidget(shown, place, 1)
        return grid

    def _components(self) -> QWidget:
        if not self._inventory.components:
            words = translate("About", "Run from source: each library's licence lies with it in .venv.")
            return label(words, 12, tone="2")
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        for place, each in enumerate(self._inventory.components):
            grid.addWidget(label(each.name, 12, MEDIUM), place, 0)
            grid.addWidget(label(each.version, 12, tone="2"), place, 1)
            licence = ElidedLabel(12, ink="text2")
            licence.set_text(each.licence)
            grid.addWidget(licence, place, 2)
            grid.addLayout(self._licence_button(each), place, 3)
        area = QScrollArea()
        area.setWidget(table)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(scaled(_LEAST_LIST))
        area.setMaximumHeight(scaled(_LIST_HEIGHT))
        return area

    def _licence_button(self, each: Component) -> QHBoxLayout:
        row = QHBoxLayout()
        if each.text is not None:
            button = LinkButton(translate("About", "Licence"))
            button.setAccessibleName(translate("About", "Licence of {name}").format(name=each.name))
            button.clicked.connect(lambda _checked=False, wanted=each: self._show_licence(wanted))
            row.addWidget(button)
        return row

    def _show_licence(self, each: Component) -> None:
        assert each.text is not None, "only components with a text have the button"
        text = each.text.read_text(encoding="utf-8", errors="replace")
        TextPage(self, each.name, " · ".join(filter(None, (each.version, each.licence))), text, each.text.name).open()

    def _show_bill(self) -> None:
        path = components.bill_of_materials()
        if path is not None:
            text = path.read_text(encoding="utf-8")
            TextPage(self, translate("About", "Bill of materials"), "CycloneDX 1.5, JSON", text, path.name).open()
