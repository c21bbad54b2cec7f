"""What each command does: the table's other half, with the dialogs that some of them open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QCursor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from core import folders
from core.export_folder import next_folder
from core.lesion import Lesion, LesionStatus, RejectReason
from core.mask import Mask
from core.network.nodes import load as load_nodes
from core.plane import Convention
from core.review.session import ReadOnly
from core.review.state import ReviewState
from ui import read_only
from ui import settings as settings_file
from ui.actions import LAYOUTS, SHEET_TABLE, Command, entry_of
from ui.appearance import needs_dress, needs_remake, put_on
from ui.controller import Controller
from ui.core_words import spoken
from ui.dialogs.comparison import REVEALED, TWO_READERS, ComparisonDialog, Side, all_accepted
from ui.dialogs.confirm import Confirm
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.keys import Keys
from ui.dialogs.reader_name import ReaderName
from ui.dialogs.retrieve_dialog import RetrieveDialog
from ui.dialogs.send_dialog import SendDialog
from ui.dialogs.settings_dialog import SettingsDialog
from ui.edit.pointer import EditPointer
from ui.editing import EditTool
from ui.export_means import export_means
from ui.help_commands import HelpCommands
from ui.home_choice import HomeChoice
from ui.language import PLURAL, noted, translate
from ui.last_export import LastExport
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.model_offer import ModelOffer, is_package
from ui.model_run import RunChoices
from ui.pictures import Pictures
from ui.screen import Mode, Page, Screen, Tab
from ui.second_commands import SecondCommands
from ui.settings import AROUND_BRAIN, BLIND_FIRST, FILLED, MIRRORED, OUTLINE, SYSTEM_THEME, WITH_MODEL, Settings
from ui.theme import DARK, LIGHT, current
from ui.viewer.view_state import WINDOW_PRESETS
from ui.window_place import remembered

_PRESETS = dict(
    zip(
        (Command.WINDOW_AUTOMATIC, Command.WINDOW_BRIGHT, Command.WINDOW_CONTRAST, Command.WINDOW_ENHANCEMENT),
        WINDOW_PRESETS,
        strict=True,
    )
)
_PICTURES = (Command.PICTURE, Command.PICTURE_OF_VIEW, Command.PICTURE_OF_WINDOW, Command.PICTURE_NAMED)
_EXPORT = "export"  # a folder's name that tells nobody's
_TARGETS = 9  # lesions that a part is offered to
_SECOND = (Command.OVERLAY, Command.SIDE_BY_SIDE, Command.SECOND_SERIES)
_NEEDS_IMAGES = (*_PRESETS, *_SECOND, *LAYOUTS, Command.OBLIQUE, Command.SERIES, *_PICTURES)
_MENU = (
    (Command.OPEN, Command.OPEN_FILES, Command.RETRIEVE, Command.SERIES, Command.CLOSE),
    (Command.WINDOW_AUTOMATIC, Command.WINDOW_BRIGHT, Command.WINDOW_CONTRAST, Command.WINDOW_ENHANCEMENT),
    (*_SECOND, Command.OBLIQUE),
    LAYOUTS,
    (Command.CONVENTION, Command.FILL),
    _PICTURES,
    (Command.COMPARE, Command.REVEAL),
    (Command.READER, Command.PREFERENCES),
    (Command.NEW_WINDOW, Command.QUIT),
)


_FOLDED = {LAYOUTS: noted("Menu", "Layout"), _PICTURES: noted("Menu", "Pictures")}
_READING_WORDS = {
    BLIND_FIRST: noted("News", "Blind first: the next review begins without the model's answer."),
    WITH_MODEL: noted("News", "With the model: its answer is shown at once."),
}
_LEFT_SIDE = {
    Convention.RADIOLOGICAL: noted("News", "Radiological: the patient's left is on the right."),
    Convention.NEUROLOGICAL: noted("News", "Neurological: the patient's left is on the left."),
}


class Commands(QObject):
    """Carries commands out.

    Parameters
    ----------
    window, controller, messages
        What they act on.
    settings
        As loaded; saved again whenever one changes.

    """

    def __init__(self, window: MainWindow, controller: Controller, messages: Messages, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._controller, self._messages = window, controller, messages
        self._settings = settings
        self._exported_study = ""  # of the last export in this window
        self._home = HomeChoice(window, controller, messages)
        self.model_offer = ModelOffer(window, messages)
        self._table: dict[Command, Callable[[], None]] = {
            Command.ACCEPT: controller.judging.accept,
            Command.REJECT: controller.judging.ask_reason,
            Command.MARK_PENDING: controller.findings.mark_pending,
            Command.NEXT: lambda: self._walk(1),
            Command.PREVIOUS: lambda: self._walk(-1),
            Command.UNDO: self._undo,
            Command.REDO: controller.judging.redo,
            Command.BACK: self._back,
            Command.ENTER: self._enter,
            Command.OTHER_LIST: self._other_list,
            Command.LIST_CHOICES: window.show_list_choices,
            Command.HIDE_CONTOURS: lambda: window.review.hide_contours(True),
            Command.FIT: self._fit,
            Command.REVIEW: lambda: controller.findings.show_sheet(False),
            Command.SHEET: lambda: controller.findings.show_sheet(True),
            Command.OPEN: self._open_folder,
            Command.OPEN_FILES: self._open_files,
            Command.DEMO: lambda: self._home.needed(controller.open_demo),
            Command.RETRIEVE: self._retrieve,
            Command.EXPORT: self._export,
            Command.SERIES: controller.show_series_page,
            Command.CLOSE: controller.close_study,
            Command.READER: lambda: self._change_reader(lambda: None),
            Command.COMPARE: self._compare,
            Command.BLIND: self._toggle_blind,
            Command.REVEAL: controller.judging.reveal,
            Command.THEME: self._toggle_theme,
            Command.KEYS: self._show_keys,
            Command.SETTINGS: self._show_menu,
            Command.PREFERENCES: self._show_settings,
            Command.EDIT: self._edit,
            Command.QUIT: self._quit,
        }
        for preset, shown in _PRESETS.items():
            self._table[preset] = partial(window.review.quad.set_window, shown)
        self._table[Command.CONVENTION] = self._toggle_convention
        self._table[Command.FILL] = self._toggle_fill
        pictures = Pictures(window, messages)
        self._table[Command.PICTURE] = pictures.save_views
        self._table[Command.PICTURE_OF_VIEW] = pictures.save_view
        self._table[Command.PICTURE_OF_WINDOW] = pictures.save_window
        self._table[Command.PICTURE_NAMED] = partial(pictures.save_window, with_identity=True)
        second = SecondCommands(window, controller, messages)
        self._table[Command.OVERLAY] = second.toggle_overlay
        self._table[Command.SECOND_SERIES] = second.choose
        self._table[Command.SIDE_BY_SIDE] = second.toggle_beside
        self._table[Command.OBLIQUE] = window.review.toggle_oblique
        self.help = HelpCommands(window, messages, controller.tasks)
        self._table.update(self.help.table())
        self._table[Command.HELP] = partial(self.help.show_menu, self.carry_out)
        self._show_as_set()
        self._table[Command.MEASURE] = self._measure
        self._table[Command.PROBE] = self._toggle_probe
        for tool in (Command.CURSOR, Command.WINDOW, Command.ZOOM, Command.PAN):
            self._table[tool] = partial(self._use_tool, tool)
        editor = controller.editor
        self._edits: dict[Command, Callable[[], None]] = {
            Command.BRUSH: lambda: editor.use(EditTool.BRUSH),
            Command.FREEHAND: lambda: editor.use(EditTool.FREEHAND),
            Command.POLYGON: lambda: editor.use(EditTool.POLYGON),
            Command.CUT: lambda: editor.use(EditTool.CUT),
            Command.MERGE: lambda: editor.use(EditTool.MERGE),
            Command.MOVE: lambda: editor.use(EditTool.MOVE),
            Command.SAMPLE: lambda: editor.use(EditTool.SAMPLE),
            Command.ADD_LESION: lambda: editor.use(EditTool.ADD),
            Command.ERASE: editor.toggle_erase,
            Command.BALL: editor.toggle_ball,
            Command.TAKE_OTHERS: editor.toggle_takes,
            Command.THRESHOLD: editor.toggle_threshold,
            Command.SMALLER: lambda: editor.resize(-1),
            Command.LARGER: lambda: editor.resize(1),
            Command.GROW: lambda: editor.grow(1),
            Command.SHRINK: lambda: editor.grow(-1),
            Command.SMOOTH: editor.smooth,
            Command.FILL_HOLES: editor.fill_holes,
            Command.INTERPOLATE: lambda: editor.interpolate(window.review.quad.through_axis),
            Command.SPLIT: editor.split,
            Command.BOUNDARY: self._take_boundary,
            Command.DELETE: editor.delete,
        }
        for command in self._edits:
            self._table[command] = partial(self._while_editing, command)
        self._pointer = EditPointer(editor)
        self._pointer.target_wanted.connect(self._ask_target)
        window.review.use_pointer(self._pointer)
        for entry in SHEET_TABLE:
            self._table[entry.command] = partial(window.move_on_sheet, entry.command)
        for layout in LAYOUTS:
            self._table[layout] = partial(self._use_layout, layout)
        window.command_requested.connect(self.carry_out)
        controller.judging.bulk_requested.connect(self._confirm_bulk)
        controller.reader_wanted.connect(self._ask_reader)
        controller.judging.revealed.connect(self._show_revealed)
        window.paths_dropped.connect(self.open_paths)
        window.remade.connect(self._connect_parts)
        window.closing.connect(self._keep_place)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.settings_dialog: SettingsDialog | None = None
        self._connect_parts()

    def _connect_parts(self) -> None:
        """Listen to what is made anew with another language."""
        editing, editor = self._window.panel.editing, self._controller.editor
        editing.size_requested.connect(editor.set_size)
        editing.boundary.boundary_moved.connect(editor.move_boundary)
        editing.boundary.boundary_set.connect(editor.set_boundary)
        self._window.panel.review.blind.reveal_requested.connect(self._controller.judging.reveal)

    def carry_out(self, command: Command) -> None:
        """Do it; whatever goes wrong is shown in one sentence and the window goes on."""
        if command is not Command.HIDE_CONTOURS:
            self._window.show_contours()  # a menu or dialog may take the key's release; nothing is judged unseen
        try:
            self._table[command]()
        except Exception as error:  # noqa: BLE001 - the one door for errors
            self._messages.show_error(error)

    def _walk(self, by: int) -> None:
        if self._controller.screen.page is Page.SERIES:
            self._controller.choose_step(by)
        elif not self._controller.screen.rejecting:
            self._controller.findings.step(by)

    def _back(self) -> None:
        """Leave what was begun last: a choice within the review, else a step of the way that led here."""
        if not self._back_within_review():
            self._back_a_step()

    def _back_within_review(self) -> bool:
        screen = self._controller.screen
        if screen.rejecting:
            self._controller.judging.leave_reasons()
        elif self._window.review.measuring:
            self._use_tool(Command.CURSOR)
        elif self._window.review.quad.probing:
            self._toggle_probe()
        elif screen.marked:
            self._controller.findings.unmark()
        elif screen.edit is not None:
            if not self._pointer.drop_line():
                self._controller.editor.leave()
        else:
            return False
        return True

    def _back_a_step(self) -> None:
        screen = self._controller.screen
        if self._window.panel.alert is not None:
            self._window.panel.close_alert()
        elif screen.busy is not None:
            self._controller.cancel()
        elif screen.mode is Mode.SHEET:
            self._controller.findings.show_sheet(False)
        elif screen.page is Page.SERIES:
            self._controller.close_study()
        elif screen.page is Page.REVIEW and screen.review is None:
            self._controller.show_series_page()

    def _undo(self) -> None:
        if self._controller.screen.edit is None or not self._pointer.drop_corner():
            self._controller.judging.undo()

    def _enter(self) -> None:
        screen = self._controller.screen
        if screen.edit is not None:
            if not self._pointer.close_line():
                self._controller.editor.leave()
            return
        if screen.mode is Mode.SHEET:
            self._controller.findings.show_sheet(False)
            return
        entry = screen.chosen
        if entry is None or screen.page is Page.FIRST_RUN or screen.review is not None or screen.busy is not None:
            return
        if entry.resumable:
            self._with_reader(self._controller.resume)
        elif entry.runnable:
            self._home.needed(lambda: self._with_reader(self._controller.find))

    def _other_list(self) -> None:
        screen = self._controller.screen
        if screen.edit is not None:  # the arrows move the boundary there, and a hand may be beside its slider
            self._messages.tell(translate("News", "The other list is for the review: leave editing first (Esc)."))
        elif screen.review is not None and not screen.rejecting:
            self._controller.findings.show_tab(Tab.SECOND_LOOK if screen.tab is Tab.LESIONS else Tab.LESIONS)

    def _measure(self) -> None:
        if self._controller.screen.edit is not None:
            self._messages.tell(translate("News", "That is for the review: leave editing first (Esc)."))
        elif self._controller.screen.page is Page.REVIEW:
            self._window.review.measure()
            self._window.tools.show_tool(Command.MEASURE)
            angle = translate("News", "Draw an angle: one arm, then the other. Esc ends, Delete takes the last away.")
            length = translate("News", "Draw a length. Esc ends, Delete takes the last away.")
            self._messages.tell(angle if self._window.review.quad.ruler.angles else length)

    def _toggle_probe(self) -> None:
        quad = self._window.review.quad
        on_views = self._controller.screen.page is Page.REVIEW and self._controller.screen.mode is not Mode.SHEET
        quad.set_probing(on_views and not quad.probing)
        self._window.tools.show_probe(quad.probing)

    def _edit(self) -> None:
        screen = self._controller.screen
        if screen.read_only is not None:
            self._messages.tell(read_only.sign(screen.read_only))
        elif screen.candidate is not None:
            self._messages.tell(translate("News", "It is put aside: A restores it, then it can be edited."))
        elif screen.edit is None and screen.lesion is not None:
            self._controller.findings.show_sheet(False)  # contours are drawn in the views
            self._controller.editor.begin()

    def _while_editing(self, command: Command) -> None:
        if command is Command.DELETE and self._window.review.measuring:
            self._window.review.quad.ruler.drop_last()
        elif self._controller.screen.edit is not None:
            self._edits[command]()
            self._window.review.use_tool(Command.CURSOR)
        elif command is Command.ADD_LESION:
            self._mark()

    def _ask_target(self, part: Mask, others: tuple[Lesion, ...]) -> None:
        """Ask which lesion gets a part, the nearest on top; Esc leaves it where it is."""
        facts, menu = self._controller.screen.facts, QMenu(self._window)
        for other in others[:_TARGETS]:
            place = f"   {spoken(facts.measures(other.mask).position)}" if facts is not None else ""
            words = translate("Edit", "To {number}{place}").format(number=other.number, place=place)
            action = QAction(words, menu)
            action.triggered.connect(
                lambda _checked=False, wanted=other.lesion_id: self._controller.editor.move(part, wanted)
            )
            menu.addAction(action)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(QCursor.pos())

    def _take_boundary(self) -> None:
        slider = self._window.panel.editing.boundary.slider
        if slider.isVisible():
            slider.setFocus()
        else:
            self._messages.tell(translate("News", "The model has no answer there, so no boundary to move."))

    def _mark(self) -> None:
        """A lesion that is missing from the list, where the crosshair stands."""
        screen = self._controller.screen
        if screen.page is Page.REVIEW and screen.review is not None and not screen.rejecting:
            self._controller.findings.show_sheet(False)
            self._controller.editor.mark_at(self._window.review.quad.state.cursor)
        elif screen.page is Page.REVIEW and screen.review is None and screen.busy is None:
            self._messages.tell(translate("News", "Images only are read: find lesions or drop structures first."))

    def _use_layout(self, layout: Command) -> None:
        screen = self._controller.screen
        if screen.page is Page.REVIEW:
            if screen.sheet:
                self._controller.findings.show_sheet(False)
            self._window.review.use_layout(layout)

    def _fit(self) -> None:
        (self._window.sheet if self._controller.screen.mode is Mode.SHEET else self._window.review).fit()

    def _confirm_bulk(self, status: LesionStatus, reason: RejectReason | None) -> None:
        count = len(self._controller.screen.marked)
        accept = status is LesionStatus.ACCEPTED
        asked = (
            translate("News", "Accept %n lesion(s)?", "", PLURAL, count)
            if accept
            else translate("News", "Reject %n lesion(s)?", "", PLURAL, count)
        )
        told = (
            translate("News", "All %n marked lesion(s) are accepted in one step.", "", PLURAL, count)
            if accept
            else translate("News", "All %n marked lesion(s) are rejected in one step.", "", PLURAL, count)
        )
        because = translate("News", "Reason: {reason}.").format(reason=spoken(reason.value)) if reason else ""
        verb = translate("Decide", "Accept") if accept else translate("Decide", "Reject")
        Confirm(
            self._window,
            asked,
            " ".join(part for part in (told, because, translate("News", "One undo takes it back.")) if part),
            f"{verb} {count}",
            lambda: self._controller.judging.judge_marked(status, reason),
        ).open()

    def _use_tool(self, tool: Command) -> None:
        on_sheet = self._controller.screen.mode is Mode.SHEET
        if on_sheet and tool not in (Command.CURSOR, Command.WINDOW):
            return  # tiles are neither moved nor enlarged
        if self._controller.screen.page is Page.REVIEW:
            if tool is Command.CURSOR:
                self._controller.editor.use(EditTool.LOOK)
            self._window.review.end_measuring()
            self._window.review.use_tool(tool)
            self._window.tools.show_tool(tool)

    def open_paths(self, paths: list[Path]) -> None:
        """Open what was dropped, chosen or named on the command line: studies, structures, or a model package."""
        packages = [path for path in paths if is_package(path)]
        others = [path for path in paths if path not in packages]
        if packages:
            self.model_offer.offer(packages[0])
        if others:
            self._controller.open_paths(others)

    def _open_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self._window, translate("News", "Open a patient's folder"))
        if found:
            self._controller.open_paths([Path(found)])

    def _open_files(self) -> None:
        asked = translate("News", "Open files, a DICOMDIR, or contours of this series")
        found, _ = QFileDialog.getOpenFileNames(self._window, asked)
        if found:
            self.open_paths([Path(each) for each in found])

    def _retrieve(self) -> None:
        network = load_nodes(folders.nodes_file())
        if not network.nodes:
            words = translate("Command", "No node is configured. Write one into {file}.")
            self._messages.tell(words.format(file=folders.nodes_file()))
            return
        RetrieveDialog(self._window, network, folders.received(), self._controller.open_paths).open()

    def _with_reader(self, then: Callable[[], None]) -> None:
        if self._controller.screen.reader:
            then()
        else:
            self._ask_reader(then)

    def _change_reader(self, then: Callable[[], None]) -> None:
        if self._controller.under_way:  # what is being made would be the other's
            self._messages.tell(translate("News", "The reader can be changed once the work under way has ended."))
        else:
            self._ask_reader(then)

    def _ask_reader(self, then: Callable[[], None]) -> None:
        def given(name: str) -> None:
            self._controller.set_reader(name)
            self._remember(replace(self._settings, reader=name))
            then()

        ReaderName(self._window, self._controller.screen.reader, given).open()

    def _compare(self) -> None:
        self._controller.editor.end_stroke()
        screen, others = self._controller.screen, self._controller.other_reviews()
        if screen.review is None or screen.facts is None:
            return
        if not others:
            self._messages.tell(translate("News", "Nobody else has a review of this series here."))
            return
        sides = [Side(each.reader, each.state) for each in others]
        mine = Side(screen.reader, screen.review)
        ComparisonDialog(self._window, TWO_READERS, mine, sides, screen.facts, self._controller.findings.select).open()

    def _toggle_blind(self) -> None:
        now = WITH_MODEL if self._settings.reading == BLIND_FIRST else BLIND_FIRST
        self._remember(replace(self._settings, reading=now))
        self._show_as_set()
        self._messages.tell(translate("News", _READING_WORDS[now]))

    def _show_revealed(self, before: ReviewState, proposal: ReviewState) -> None:
        """Go through the difference: whatever was marked, and whatever was proposed, counts as accepted."""
        screen = self._controller.screen
        assert screen.facts is not None, "a review is open"
        mine, model = (
            Side(screen.reader, all_accepted(before)),
            Side(translate("News", "Model"), all_accepted(proposal)),
        )
        ComparisonDialog(self._window, REVEALED, mine, [model], screen.facts, self._controller.findings.select).open()

    def _export(self) -> None:
        self._controller.editor.end_stroke()  # the dialog's proof is of what is exported
        screen = self._controller.screen
        if (
            screen.review is None
            or screen.review.pending
            or not screen.review.accepted
            or screen.blind
            or screen.read_only is ReadOnly.ELSEWHERE
        ):
            self._messages.tell(self._window.top.export.toolTip())
            return

        def exported(folder: Path, as_set: LastExport) -> None:
            self._remember(replace(self._settings, export_folder=str(folder), last_export=as_set))
            self._exported_study = _study_of(screen)
            count = len(screen.review.accepted) if screen.review else 0
            self._messages.tell(translate("News", "Exported {count} to {name}.").format(count=count, name=folder.name))

        folder = self._proposed_folder(screen)
        means = export_means()
        nodes, receiver = means.network.nodes, means.network.receiver
        send = (lambda written: SendDialog(self._window, written, nodes, receiver).open()) if nodes else None
        export, as_set = self._controller.export, self._settings.last_export
        ExportDialog(self._window, screen, folder, export, exported, send, means, as_set).open()

    def _proposed_folder(self, screen: Screen) -> str:
        """Beside the last export; under its name only for the same study: it may be the former patient's."""
        if not self._settings.export_folder:
            return ""
        last = Path(self._settings.export_folder)
        return str(next_folder(last if self._exported_study == _study_of(screen) else last.with_name(_EXPORT)))

    def _toggle_theme(self) -> None:
        self._apply(replace(self._settings, theme=LIGHT.name if current() is DARK else DARK.name))

    def _follow_system(self) -> None:
        if self._settings.theme == SYSTEM_THEME:
            put_on(self._settings)

    def _show_settings(self, page: int = 0, focus: str = "") -> None:
        dialog = SettingsDialog(self._window, self._settings, self._apply, self._rename_reader, self._choose_home, page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.settings_dialog = dialog
        dialog.finished.connect(lambda _result: self._forget_dialog(dialog))
        dialog.open()
        dialog.focus_on(focus or "theme")

    def _forget_dialog(self, dialog: SettingsDialog) -> None:
        if self.settings_dialog is dialog:
            self.settings_dialog = None

    def _choose_home(self) -> None:
        self._home.choose()
        if self.settings_dialog is not None:
            self.settings_dialog.show_home()

    def _rename_reader(self) -> None:
        def renamed() -> None:
            if self.settings_dialog is not None:
                self.settings_dialog.show_reader(self._settings.reader)

        self._change_reader(renamed)

    def _apply(self, settings: Settings) -> None:
        """Take other settings at once, and keep them."""
        old = self._settings
        self._remember(settings)
        if needs_dress(old, settings):
            put_on(settings)
        self._show_as_set()
        if needs_remake(old, settings):
            self._window.remake()
        written = self.settings_dialog
        if written is not None and (old.language, old.text_percent) != (settings.language, settings.text_percent):
            self.settings_dialog = None
            written.accept()
            self._show_settings(written.page, "language" if old.language != settings.language else "text_percent")

    def _keep_place(self) -> None:
        layout = self._window.review.layout_kept.value
        self._remember(replace(self._settings, window=remembered(self._window), layout=layout))

    def _toggle_convention(self) -> None:
        other = {Convention.RADIOLOGICAL: Convention.NEUROLOGICAL, Convention.NEUROLOGICAL: Convention.RADIOLOGICAL}
        now = other[self._window.review.quad.state.convention]
        self._remember(replace(self._settings, convention=now.value))
        self._show_as_set()
        self._messages.tell(translate("News", _LEFT_SIDE[now]))

    def _toggle_fill(self) -> None:
        now = OUTLINE if self._settings.contours == FILLED else FILLED
        self._remember(replace(self._settings, contours=now))
        self._show_as_set()

    def _show_as_set(self) -> None:
        quad = self._window.review.quad
        neurological = self._settings.convention == Convention.NEUROLOGICAL.value
        quad.set_convention(Convention.NEUROLOGICAL if neurological else Convention.RADIOLOGICAL)
        quad.set_contours_filled(self._settings.contours == FILLED)
        self._controller.blind_first = self._settings.reading == BLIND_FIRST
        around, mirrored = self._settings.windows == AROUND_BRAIN, self._settings.mirroring == MIRRORED
        self._controller.run_as(RunChoices(fast=around, mirroring=mirrored))

    def _show_keys(self) -> None:
        Keys(self._window).open()

    def _show_menu(self) -> None:
        menu = QMenu(self._window)
        page = self._controller.screen.page
        for group in _MENU:
            of_group = menu
            if group in _FOLDED:  # all of them in a row are longer than a low screen
                of_group = menu.addMenu(translate("Menu", _FOLDED[group]))
            for command in group:
                action = QAction(entry_of(command).words, of_group)
                action.triggered.connect(lambda _checked=False, wanted=command: self.carry_out(wanted))
                shut = command is Command.CLOSE and page is Page.FIRST_RUN
                action.setEnabled(not shut and (page is Page.REVIEW or command not in _NEEDS_IMAGES))
                of_group.addAction(action)
            menu.addSeparator()
            if Command.PREFERENCES in group:
                menu.addMenu(self.help.menu(self.carry_out))
        below = self._window.top.settings
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    def _remember(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        try:
            settings_file.save_changes(before, settings, folders.settings_file())
        except OSError as error:
            self._messages.show_error(error)

    def _quit(self) -> None:
        """Close the window; while the model is at work, once the reader has said so: Q lies near A, which judges."""

        def close() -> None:
            self._window.close()

        if not self._controller.finds:
            close()
            return
        words = translate("Quit", "The model is still at work, and what it has done so far would be lost.")
        Confirm(self._window, translate("Quit", "Quit now?"), words, translate("Quit", "Quit"), close).open()


def _study_of(screen: Screen) -> str:
    return screen.chosen.study.study_instance_uid if screen.chosen is not None else ""
