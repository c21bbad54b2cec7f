"""The only object with state: takes requests, gives ``changed(old, new)``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from core import fitness, folders, home_check
from core.bring_in import bring_in
from core.detection import Laid
from core.errors import ReviewRefused
from core.fitness import Check
from core.ongoing import OpenReview, paths_of
from core.probability import ProbabilityMap
from core.review.header import ReviewHeader
from core.review.readers import KeptReview, kept_reviews, same_reader
from core.review.session import ReviewSession
from core.review.state import (
    Action,
    EditLesions,
    ReadBlind,
    ReviewState,
)
from core.review.words import deeds
from core.structures_file import StructuresFile
from core.volume import Volume
from ui import navigation, read_only
from ui.actions import Command, key_of
from ui.core_words import spoken
from ui.edit.editor import Editor
from ui.errand import Errand
from ui.export_choice import ExportChoice
from ui.findings import Findings
from ui.identity import patient_name
from ui.judging import Judging
from ui.language import translate
from ui.lesion_list.narrowing import ALL_ROWS
from ui.lesion_list.status_filter import StatusFilter
from ui.messages import Messages
from ui.missing_letters import missing_letters
from ui.model_run import RunChoices
from ui.provider_words import provider_words
from ui.screen import Busy, EditStep, Page, Screen, SecondSeries, SeriesEntry, Tab
from ui.series_looks import SeriesLooks
from ui.tasks import CancelAsked, Report, Tasks
from ui.work import Found, Opened, ToExport, Work


class Controller(QObject):
    """Turns the reader's requests into steps of the review, and background work into what is shown.

    Parameters
    ----------
    work, tasks, messages
        What is done beside the window, how, and where errors go.
    reader
        Name kept from the last run; empty where it was never asked.

    """

    changed = Signal(object, object)
    opened = Signal(list)  # the paths in which studies were found
    review_shown = Signal(object)  # OpenReview; None once it is closed
    home_chosen = Signal()  # reviews are kept in another folder from now on
    reader_wanted = Signal(object)  # what goes on once the reader's name is known

    def __init__(self, work: Work, tasks: Tasks, messages: Messages, reader: str = "") -> None:
        super().__init__()
        self.work, self._tasks, self._messages = work, tasks, messages
        self._screen = Screen(reader=reader)
        self.blind_first = False
        self._paths: list[Path] = []  # that the series at hand were found in
        self._probability: ProbabilityMap | None = None
        self._session: ReviewSession | None = None
        self._selected_once: dict[str, set[str]] = {}  # findings selected in this sitting, by series
        self.editor = Editor(self)
        self.findings = Findings(self)
        self.judging = Judging(self)
        self._looks = SeriesLooks(self, tasks, messages.show_error)
        self._errand = Errand(tasks, messages.show_error)
        self._errand.busy_changed.connect(lambda busy: self._change(busy=busy))

    @property
    def screen(self) -> Screen:
        """What the window shows now."""
        return self._screen

    @property
    def laid(self) -> tuple[Laid, ...]:
        """The further sequences that were registered to the reviewed series for the model."""
        return self._session.header.laid if self._session is not None else ()

    @property
    def tasks(self) -> Tasks:
        """Where work beside the window is done."""
        return self._tasks

    # Opening

    def open_paths(self, paths: list[Path]) -> None:
        """Look for studies in folders and files; the study open so far stays until some are found.

        Structures on the series that is open, of an earlier export or another tool, become lesions to review.
        """
        at_hand = self._screen.chosen if self._screen.page is Page.REVIEW and not self._errand.under_way else None

        def work(report: Report, cancel: CancelAsked) -> Found | tuple[StructuresFile, ...]:
            files = self.work.read_structures(paths, at_hand.series) if at_hand is not None else ()
            return files or self.work.find_series(paths, report, cancel)

        def show(found: Found | tuple[StructuresFile, ...]) -> None:
            if isinstance(found, Found):
                self._paths = list(paths)
                self._show_series(found)
                self.opened.emit(paths)
            else:
                self._bring_in(found)

        self._messages.settled.emit()
        self._errand.begin(Busy(translate("News", "Reading files")), work, show)

    def go_on(self, review: OpenReview) -> None:
        """Open a review again that was cut off: its study, its series, its reader."""
        paths = list(paths_of(review))

        def show(found: Found) -> None:
            self._paths = paths
            self._show_series(found)
            wanted = (review.series_instance_uid, review.part)
            entry = next((e for e in found.entries if (e.series.series_instance_uid, e.series.part) == wanted), None)
            if entry is None:
                told = translate("News", "The series of that review is not there any more: these are other images.")
                way = translate("News", "See whose they are. Open the study of that review from where it is now.")
                self._messages.tell(told)
                self._messages.doubt(told, way)
                return
            self._change(chosen=entry, reader=review.reader)
            self.resume()

        self._errand.begin(
            Busy(translate("News", "Reading files")),
            lambda report, cancel: self.work.find_series(paths, report, cancel),
            show,
        )

    def open_demo(self, folder: Path | None = None) -> None:
        """Make the synthetic patient, in the application's own folder where no other is given, and open it."""
        self._errand.begin(
            Busy(translate("News", "Making the synthetic patient")),
            lambda report, cancel: self.work.make_demo(report, cancel, folder),
            lambda path: self.open_paths([path]),
        )

    def choose(self, entry: SeriesEntry) -> None:
        """Mark another series."""
        self._change(chosen=entry)

    def choose_step(self, step: int) -> None:
        """Mark the series before or after."""
        entries = self._screen.entries
        if entries:
            here = entries.index(self._screen.chosen) if self._screen.chosen in entries else 0
            self.choose(entries[max(0, min(len(entries) - 1, here + step))])

    def read_only(self) -> None:
        """Show the marked series without running the model; this, like ``find`` and ``resume``, not while at work."""
        if not self._errand.under_way:
            self._load(lambda _volume: None)

    def find(self) -> None:
        """Run the model on the marked series; its images can be read meanwhile."""
        if self._errand.under_way:
            return
        self._messages.settled.emit()
        entry = self._screen.chosen
        if entry is not None and entry.runnable and not entry.looked_at:
            self._look_first(entry)
        elif self._screen.volume is not None and self._screen.page is Page.REVIEW:
            self._find_in(self._screen.volume)
        else:
            self._load(self._find_in)

    def use_home(self, folder: Path) -> bool:
        """Keep reviews in another folder from now on; whether the next start knows it too."""
        remembered = folders.choose_home(folder)
        self._change(unsaved=home_check.trouble())
        self.home_chosen.emit()
        return remembered

    def run_as(self, choices: RunChoices) -> None:
        """Have the model run in another way from now on."""
        self.work.run_as(choices)

    def resume(self) -> None:
        """Go on with the marked series' review."""
        if not self._errand.under_way:
            self._load(self._resume_in)

    def show_series_page(self) -> None:
        """Leave the images for the list of series; the review is saved and can be gone on with."""
        self._close_review()
        entries = tuple(self._with_review(entry) for entry in self._screen.entries)
        chosen = next((e for e in entries if self._is_chosen(e)), None)
        self._change(page=Page.SERIES, entries=entries, chosen=chosen, thumbnails={}, **_NO_REVIEW)
        self._looks.show(entries)

    def close_study(self) -> None:
        """Go back to the first page."""
        self._close_review()
        self._set(Screen(reader=self._screen.reader))

    def cancel(self) -> None:
        """Stop what is being done in the background."""
        self._errand.cancel()

    def close(self) -> None:
        """Give files and threads back; the window is closing."""
        self._close_review()
        self._tasks.close()

    # Reading

    def show_second(self, entry: SeriesEntry) -> None:
        """Read another series of the study to be shown over or beside the one reviewed; refused where it would lie."""
        screen = self._screen
        if screen.volume is None or screen.chosen is None:
            return
        if self._errand.under_way:
            self._messages.tell(translate("News", "Another series can be read when this is done."))
            return
        reviewed, volume, laid = screen.chosen, screen.volume, self.laid

        def show(second: SecondSeries) -> None:
            if self._screen.volume is volume:
                self._change(second=second)
                self._messages.tell(translate("News", "“{name}” is shown with it.").format(name=second.name))

        self._errand.begin(
            Busy(translate("News", "Loading {total} slices").format(total=entry.series.slice_count)),
            lambda report, cancel: self.work.read_second(entry, reviewed, volume, report, cancel, laid),
            show,
        )

    def set_reader(self, reader: str) -> None:
        """Say who judges; steps from now on carry this name. A reader's review is not gone on with by another."""
        self._change(reader=reader)
        if self._session is None:
            return
        began = self._session.began_by
        if not began or same_reader(began, reader):
            self._session.reader = reader
            return
        volume = self._screen.volume
        assert volume is not None, "a review is open"
        self._close_review()
        self._change(**_NO_FINDINGS)
        self._messages.tell(_kept_beside((began,)))
        self._resume_in(volume)

    def other_reviews(self) -> tuple[KeptReview, ...]:
        """Return the reviews that others made of this series."""
        entry, reader = self._screen.chosen, self._screen.reader
        if entry is None or self._screen.review is None:
            return ()
        return tuple(each for each in kept_reviews(entry.series) if not same_reader(each.reader, reader))

    # Export

    def export(
        self,
        formats: tuple[str, ...],
        folder: Path | None,
        choice: ExportChoice,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Export what was approved, in the background; without a folder the dry run."""
        screen = self._screen
        assert screen.review is not None, "nothing to export"
        assert screen.chosen is not None, "nothing to export"
        assert screen.facts is not None, "nothing to export"
        assert self._session is not None, "nothing to export"
        try:
            self._session.check_current()
        except ReviewRefused as error:  # another may have gone on with it: what is shown is no longer what was approved
            failed(error)
            return
        models = self._session.header.models
        history = {each.lesion_id: deeds(self._session.lines, each.lesion_id) for each in screen.review.accepted}
        seen = frozenset(self._selected_once.get(screen.chosen.series.series_instance_uid, ()))
        what = ToExport(screen.review, screen.chosen, screen.reader, screen.facts, models, choice, history, seen)
        if folder is None:
            self._tasks.start(lambda _report, _cancel: self.work.dry_run(what, formats), done, failed)
        else:
            self._tasks.start(lambda _report, _cancel: self.work.export(what, formats, folder), done, failed)

    # Inside

    def _load(self, then: Callable[[Volume], None]) -> None:
        entry = self._screen.chosen
        if entry is None or entry.refused:
            return

        def show(volume: Volume) -> None:
            # Another series may have been marked meanwhile: these voxels belong to the one they were read for.
            known = next((each for each in self._screen.entries if each.series is entry.series), entry)
            self._change(page=Page.REVIEW, chosen=known, volume=volume, second=None, **_NO_FINDINGS)
            then(volume)

        self._errand.begin(
            Busy(translate("News", "Loading {total} slices").format(total=entry.series.slice_count)),
            lambda report, cancel: self.work.load_volume(entry.series, report, cancel),
            show,
        )

    def _bring_in(self, files: tuple[StructuresFile, ...]) -> None:
        """Add what files hold to the review; without one, one is begun that holds only that."""
        if self._screen.review is None and not self._screen.reader:
            self.reader_wanted.emit(lambda: self._bring_in(files))
            return
        entry, volume, reader = self._screen.chosen, self._screen.volume, self._screen.reader
        if entry is None or volume is None:
            return  # closed while the name was asked

        def begun(opened: Opened) -> None:
            self._show_review(opened)
            self._bring_in(files)

        if self._screen.review is None:
            self._errand.begin(
                Busy(translate("News", "Opening the review")),
                lambda _report, _cancel: self.work.begin_bare(entry, volume, reader),
                begun,
            )
            return
        self.editor.leave()
        news: list[str] = []
        remarks: list[str] = []
        for file in files:
            brought = bring_in(file, self._screen.review)
            if brought.edit is None or self.take(brought.edit):
                news += map(spoken, brought.news)
                remarks += map(spoken, brought.remarks)
            if brought.edit is not None and brought.edit.added:
                self.findings.select(max(brought.edit.added, key=lambda each: each.mask.count).lesion_id)
        if remarks:
            self._messages.inform(" ".join(news), remarks)
        elif news:
            self._messages.tell(" ".join(news))

    def _find_in(self, volume: Volume) -> None:
        entry, reader = self._screen.chosen, self._screen.reader
        assert entry is not None, "a volume is loaded"
        self._errand.begin(
            Busy(translate("News", "Finding lesions")),
            lambda report, cancel: self.work.start_review(entry, volume, reader, report, cancel),
            self._show_review,
            takes_minutes=True,
        )

    def _resume_in(self, volume: Volume) -> None:
        entry, reader = self._screen.chosen, self._screen.reader
        assert entry is not None, "a volume is loaded"
        self._errand.begin(
            Busy(translate("News", "Opening the review")),
            lambda _report, _cancel: self.work.reopen_review(entry, volume, reader),
            self._show_review,
        )

    def _show_series(self, found: Found) -> None:
        self._close_review()
        self._set(
            Screen(
                page=Page.SERIES,
                entries=found.entries,
                chosen=found.chosen,
                choice_reason=found.reason,
                unsaved=found.unsaved,
                reader=self._screen.reader,
            )
        )
        self._looks.show(found.entries)
        self._tell_boxes()

    def _tell_boxes(self) -> None:
        """Say that a name cannot be read here: of whose images these are, the head shows empty boxes."""
        names = "".join(patient_name(each.study) for each in self._screen.entries)
        if missing_letters(names):
            told = translate("News", "This computer has no font with the letters of a patient's name: go by the ID.")
            way = translate("News", "Install one that has them (fonts-noto-cjk for Korean, Chinese and Japanese).")
            self._messages.doubt(told, way)

    def _look_first(self, entry: SeriesEntry) -> None:
        """Look at the images before the model is run on them; where they are amber, the reader is asked first."""

        def seen(told: tuple[Check, ...]) -> None:
            now = next((each for each in self._screen.entries if each.series is entry.series), None)
            if now is None:
                return
            self.choose(now)  # another may have been marked meanwhile: this is the one that the model was asked for
            self._looks.add(now, told)
            if not fitness.warnings(told):
                self.find()
            else:
                warned = spoken(fitness.warnings(told)[0])
                self._messages.tell(
                    translate("News", "{warned} Once more finds lesions all the same.").format(warned=warned)
                )

        self._errand.begin(
            Busy(translate("News", "Looking at the images")),
            lambda _report, _cancel: self.work.look(entry.series),
            seen,
        )

    def _show_review(self, opened: Opened) -> None:
        self._session = opened.session
        self._probability = opened.probability
        header = opened.session.header
        if self.blind_first and opened.fresh and not opened.session.read_only:
            opened.session.do(ReadBlind())
        hidden = opened.session.state.unrevealed is not None
        self._change(
            brain_mask=opened.brain_mask,
            probability=None if hidden else opened.probability,
            facts=opened.facts,
            tab=Tab.LESIONS,
            model_words=", ".join([*_model_words(header), *_laid_words(header.laid)]),
            provider=header.provider,
            seconds=header.seconds,
            read_only=opened.session.read_only,
            **self._review_part(opened.session.state),
        )
        self._tell_review(opened)
        rows = self._screen.rows()
        if header.laid and opened.fresh:
            told = translate("News", "Lay it over with {key} and see whether it fits: {sequences}.")
            self._messages.tell(told.format(sequences="; ".join(_laid_words(header.laid)), key=key_of(Command.OVERLAY)))
        self._tell_beside(opened.beside)
        self._tell_doubt(header.laid)
        first = navigation.next_pending(rows, opened.session.state, None) or navigation.neighbour(rows, None, 1)
        if first is not None:
            self.findings.select(first)
        if opened.session.read_only:
            self._messages.tell(read_only.opened(opened.session.read_only))
        elif opened.session.torn:
            self._messages.tell(translate("News", "The last step was cut off when the program ended; it was dropped."))

    def _tell_beside(self, others: tuple[str, ...]) -> None:
        """Say that a review was begun beside those of others, which the reader might have meant to go on with."""
        if others:
            way = translate("News", "To go on with that one, give its name: Reader's name, in the menu.")
            self._messages.tell(_kept_beside(others))
            self._messages.doubt(_kept_beside(others), way)  # the card said so, and may not have been read

    def _tell_doubt(self, laid: tuple[Laid, ...]) -> None:
        """Say at every opening which sequences may not lie where the model took them to lie."""
        names = ", ".join(each.name for each in laid if each.is_doubtful)
        if names:
            told = translate("News", "{sequences} may not fit: look before you trust it.")
            way = translate("News", "{key} lays it over. What was found rests on where it lies.")
            self._messages.doubt(told.format(sequences=names), way.format(key=key_of(Command.OVERLAY)))

    def _tell_review(self, opened: Opened) -> None:
        entry = self._screen.chosen
        if entry is not None and not opened.session.read_only:
            paths = tuple(str(path.absolute()) for path in self._paths)
            uid, part = entry.series.series_instance_uid, entry.series.part
            self.review_shown.emit(OpenReview(paths, uid, part, self._screen.reader))

    def _review_part(self, state: ReviewState) -> dict[str, Any]:
        assert self._session is not None, "a review is open"
        return {
            "review": state,
            "saved_at": self._session.saved_at,
            "can_undo": self._session.can_undo,
            "can_redo": self._session.can_redo,
        }

    # What editor, lists and judging need

    def change(self, **parts: Any) -> None:
        """Show other parts of the screen; the steps of what is edited follow, and editing ends with another at hand."""
        edit = self.screen.edit
        if edit is not None and parts.get("selected", edit.lesion_id) != edit.lesion_id and "edit" not in parts:
            self.editor.leave()
        self._change(**parts)
        self._list_steps()

    def select(self, finding_id: str) -> None:
        """Take a lesion or candidate in hand; its list comes forward."""
        self.findings.select(finding_id)

    @property
    def under_way(self) -> bool:
        """Whether something is done in the background for the reader."""
        return self._errand.under_way

    @property
    def finds(self) -> bool:
        """Whether the model is at work for the reader."""
        return self._errand.takes_minutes

    @property
    def hidden_probability(self) -> ProbabilityMap | None:
        """What the model saw, also while it is hidden from the reader."""
        return self._probability

    def take(self, action: Action) -> bool:
        """Take a step of the review; False, with the reason told, where it is refused."""
        return self._session is not None and self._stepped(partial(self._session.do, action))

    def step_back(self) -> bool:
        """Take the review's last step back; False, with the reason told, where it is refused."""
        return self._session is not None and self._stepped(self._session.undo)

    def step_forward(self) -> bool:
        """Take a step again; False, with the reason told, where it is refused."""
        return self._session is not None and self._stepped(self._session.redo)

    def last_step(self) -> Action | None:
        """Return the step that :meth:`step_back` would take back."""
        done = self._session.done if self._session is not None else ()
        return done[-1][0] if done else None

    def do(self, action: EditLesions) -> bool:
        """Take an edit as one step of the review; False, and said, where it is refused or changes no voxel."""
        before = self._screen.review
        if not self.take(action):
            return False
        if self._screen.review is before:  # no step: Z would take back the one before
            self._messages.tell(translate("News", "{name}: nothing changes.").format(name=spoken(action.name)))
            return False
        self._messages.tell(translate("News", "{news} Z undoes.").format(news=f"{spoken(action.name)}."))
        return True

    def step_count(self) -> int:
        """How many steps stand."""
        return len(self._session.done) if self._session is not None else 0

    def tell(self, sentence: str) -> None:
        """Put news in the status bar."""
        self._messages.tell(sentence)

    def _list_steps(self) -> None:
        edit = self._screen.edit
        steps: list[EditStep] = []
        if edit is not None and self._session is not None:
            volume = edit.before.count
            for action, state in self._session.done[edit.steps_before :]:
                lesion = next((each for each in state.lesions if each.lesion_id == edit.lesion_id), None)
                if isinstance(action, EditLesions) and lesion is not None:
                    steps.append(EditStep(action.name, lesion.mask.count - volume))
                    volume = lesion.mask.count
        if tuple(steps) != self._screen.steps:
            self._change(steps=tuple(steps))

    def _stepped(self, step: Callable[[], ReviewState]) -> bool:
        if self._screen.read_only is not None:  # known since it was opened: no error
            self._messages.tell(read_only.refused(self._screen.read_only))
            return False
        try:
            state = step()
        except (ReviewRefused, OSError) as error:
            self._messages.show_error(error)
            return False
        self._messages.settled.emit()  # what was refused before may be so no more
        self.change(rejecting=False, **self._review_part(state))
        return True

    def _close_review(self) -> None:
        if self._session is not None:
            self.editor.leave()  # what is drawn and set by then is saved first
        self._errand.drop()
        self._tasks.drop_all()
        if self._session is not None:
            self._session.close()
            self._session = None
            self.review_shown.emit(None)

    def _with_review(self, entry: SeriesEntry) -> SeriesEntry:
        if not self._is_chosen(entry) or not self._screen.review:
            return entry
        return replace(entry, has_review=True, reviewers=(*entry.reviewers, self._screen.reader))

    def _is_chosen(self, entry: SeriesEntry) -> bool:
        return self._screen.chosen is not None and entry.series is self._screen.chosen.series

    def _change(self, **parts: Any) -> None:
        screen = replace(self._screen, **parts)
        if self._session is not None and (screen.selected, screen.review) != (
            self._screen.selected,
            self._screen.review,
        ):
            screen = replace(screen, history=deeds(self._session.lines, screen.selected or ""))
            if screen.chosen is not None and screen.selected:
                self._selected_once.setdefault(screen.chosen.series.series_instance_uid, set()).add(screen.selected)
        self._set(screen)

    def _set(self, screen: Screen) -> None:
        old, self._screen = self._screen, screen
        self.changed.emit(old, screen)


def _kept_beside(others: tuple[str, ...]) -> str:
    return translate("News", "{began}'s review is kept. This is yours.").format(began=", ".join(others))


def _model_words(header: ReviewHeader) -> list[str]:
    """Each package; the brain mask's, which is the first, with its provider where that is another than the run's."""
    words = [f"{model.name} {model.version}" for model in header.models]
    if words and header.brain_provider:
        words[0] += f" ({provider_words(header.brain_provider)})"
    return words


def _laid_words(laid: tuple[Laid, ...]) -> list[str]:
    sure = translate("News", "{name} registered ({shift:.1f} mm, {turn:.1f}°)")
    unsure = translate("News", "{name} registered, may not fit ({shift:.1f} mm, {turn:.1f}°)")
    return [
        (unsure if each.is_doubtful else sure).format(name=each.name, shift=each.shift_mm, turn=each.turn_degrees)
        for each in laid
    ]


_NO_FINDINGS: dict[str, Any] = {
    "brain_mask": None,
    "probability": None,
    "lower_threshold": None,
    "extra": (),
    "left_out": (0, 0),
    "review": None,
    "facts": None,
    "selected": None,
    "marked": frozenset(),
    "rejecting": False,
    "history": (),
    "sheet": False,
    "status_filter": StatusFilter.ALL,
    "narrowing": ALL_ROWS,
    "edit": None,
    "steps": (),
    "read_only": None,
    "saved_at": "",
    "can_undo": False,
    "can_redo": False,
    "model_words": "",
    "provider": "",
    "seconds": 0.0,
}
_NO_REVIEW: dict[str, Any] = {**_NO_FINDINGS, "volume": None, "second": None, "busy": None}
