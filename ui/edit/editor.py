"""Carries edits out: from what the reader asks for to one step of the review."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from core.edit import interpolate, region, split, surface
from core.edit.boundary import REACH, ModelBoundary
from core.edit.brush import stroke
from core.errors import UsageError
from core.geometry import FloatArray, Geometry
from core.lesion import Candidate, Lesion, LesionOrigin, LesionStatus
from core.mask import NOTHING, BoolArray, Mask
from core.pieces import widest_gap_mm
from core.probability import LOWEST_ASKED
from core.review.state import EditLesions, NewLesion, unsettled_by
from ui import numbers
from ui.core_words import spoken
from ui.editing import GROW_STEP_MM, Editing, EditTool, boundary_set, resized
from ui.language import translate
from ui.screen import Screen

_SMOOTH_MM = 1.0
_USUAL_BOUNDARY = 0.5
_SAMPLE_DEVIATIONS = 2.0
_LEAST_SPREAD = 0.02  # of the mean: one voxel alone has no deviation
_NEAR_MM = 2.5  # of a click: where the model's highest answer is looked for
_MARK_MM = 3.0  # of a new lesion where nothing stands out
_CURVE = tuple(round(0.05 * n, 2) for n in range(1, 20))


class Host(Protocol):
    """The controller, as the editor needs it."""

    @property
    def screen(self) -> Screen:
        """What the window shows now."""

    def change(self, **parts: Any) -> None:
        """Show other parts of the screen."""

    def do(self, action: EditLesions) -> bool:
        """Take a step of the review; False, with the reason told, where it is refused."""

    def step_count(self) -> int:
        """How many steps the review stands at."""

    def tell(self, sentence: str) -> None:
        """Put news in the status bar."""

    def select(self, finding_id: str) -> None:
        """Take a lesion in hand."""


class Editor:
    """Editing of the lesion at hand; every method is one request of the reader.

    Parameters
    ----------
    host
        Whose screen and review are changed.

    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._kept = Editing("", NOTHING, 0)
        self.ends_stroke: Callable[[], None] = lambda: None  # whoever draws puts its own here

    # Beginning and ending

    def begin(self) -> None:
        """Edit the lesion at hand, with the tools as they were left."""
        lesion = self._host.screen.lesion
        if lesion is not None and self._host.screen.edit is None:
            self._begin(lesion)

    def leave(self) -> None:
        """Go back to judging; every step is saved already."""
        self.end_stroke()
        edit = self._host.screen.edit
        if edit is not None:
            self._kept = replace(edit, takes=False)  # asked for at each lesion anew
            self._host.change(edit=None)

    def end_stroke(self) -> None:
        """Take what is being drawn, or set by the boundary's slider, as it is now: a judgement is of what is seen."""
        edit = self._host.screen.edit
        if edit is not None and any(each.lesion_id == edit.lesion_id for each in self._lesions):
            self.ends_stroke()
            self.set_boundary()

    # Settings

    def use(self, tool: EditTool) -> None:
        """Take a tool; a line that the former one drew is taken as it is."""
        if self._host.screen.edit is not None and self._edit.tool is not tool:
            self.ends_stroke()
        self._set(tool=tool)

    def toggle_erase(self) -> None:
        """Add, or take away."""
        self._set(erase=not self._edit.erase)

    def toggle_ball(self) -> None:
        """A circle on the slice, or a ball."""
        self._set(ball=not self._edit.ball)

    def toggle_takes(self) -> None:
        """Leave other lesions' voxels alone, or take them."""
        self._set(takes=not self._edit.takes)

    def resize(self, steps: int) -> None:
        """Make the brush larger or smaller."""
        self._set(size_mm=resized(self._edit.size_mm, steps))

    def set_size(self, size_mm: float) -> None:
        """Set the brush's diameter."""
        self._set(size_mm=size_mm)

    def toggle_threshold(self) -> None:
        """Paint every voxel, or only those brighter than half-way between the lesion and what surrounds it."""
        edit = self._edit
        off = edit.brighter_than is None and edit.darker_than is None
        self._set(brighter_than=self._half_way() if off else None, darker_than=None)

    def set_threshold(self, signal: float) -> None:
        """Paint only what is at least as bright as ``signal``."""
        self._set(brighter_than=signal)

    def sample(self, piece: Mask) -> None:
        """Paint only signals like those of a piece: within two standard deviations of their mean; the brush is back."""
        volume = self._host.screen.volume
        if volume is None or piece.count == 0:
            return
        values = volume.voxels[piece.box][piece.voxels].astype(np.float64)
        spread = max(_SAMPLE_DEVIATIONS * float(values.std()), _LEAST_SPREAD * abs(float(values.mean())))
        low, high = float(values.mean()) - spread, float(values.mean()) + spread
        self._set(brighter_than=low, darker_than=high, tool=EditTool.BRUSH, erase=False)
        told = translate("News", "Only signals from {low:.0f} to {high:.0f} are painted. T paints all again.")
        self._host.tell(told.format(low=low, high=high))

    # Drawing

    def show_live(self, piece: Mask) -> None:
        """Show what the lesion would be with (or without) a piece that is still being drawn."""
        self.set_boundary()
        self._set(live=self._with(piece))

    def drop_live(self) -> None:
        """Forget what was being drawn."""
        self._set(live=None)

    def draw(self, piece: Mask, name: str) -> None:
        """Add a piece, or take it away."""
        self.set_boundary()
        mask = self._with(piece)
        self._set(live=None)
        self._take(name, mask, seen=_on_one_slice(mask, self._lesion.mask))

    def painted(self, piece: Mask) -> Mask:
        """What of a brush's piece has the signal that is asked for."""
        edit, volume = self._edit, self._host.screen.volume
        open_ended = edit.brighter_than is None and edit.darker_than is None
        if open_ended or volume is None or edit.erase:
            return piece
        signal, kept = volume.voxels[piece.box], piece.voxels
        if edit.brighter_than is not None:
            kept = kept & (signal >= edit.brighter_than)
        if edit.darker_than is not None:
            kept = kept & (signal <= edit.darker_than)
        return Mask.trimmed(piece.start, kept)

    # The whole lesion

    def grow(self, steps: int) -> None:
        """Move the surface by tenths of a millimetre, outwards where positive."""
        self.set_boundary()
        edit, lesion = self._edit, self._lesion
        base, by = edit.grown_from, edit.grown_mm
        if base is None or edit.grown_to is None or not edit.grown_to.same(lesion.mask):
            base, by = lesion.mask, 0.0
        by = round(by + steps * GROW_STEP_MM, 1)
        wanted = surface.moved(base, by, self._geometry)
        if wanted.count == 0:
            self._host.tell(translate("News", "Nothing would be left of the lesion."))
            return
        told = f"{'Grow' if by > 0 else 'Shrink'} {numbers.length(abs(by))} mm" if by else "Back to its size"
        self._take(told, wanted)
        self._set(grown_from=base, grown_mm=by, grown_to=self._lesion.mask)

    def move_boundary(self, threshold: float) -> None:
        """Show where the lesion would end at another probability."""
        mask = self._at_boundary(threshold)
        if mask is not None and mask.count:
            self._set(boundary=threshold, boundary_mask=mask, live=mask)

    def set_boundary(self) -> None:
        """Take the boundary that is shown; every other edit does so first, for it begins with what is seen."""
        edit = self._host.screen.edit  # the slider's pause may end after editing did
        if edit is not None and edit.boundary is not None and edit.live is not None:
            mask = edit.live
            if mask is edit.boundary_mask:  # else a stroke is under way
                self._set(live=None)
                self._take(f"Boundary {self._stands_at:.2f} to {edit.boundary:.2f}", mask)

    def smooth(self) -> None:
        """Round the surface off; the volume stays."""
        self.set_boundary()
        spared = NOTHING
        for mask in self._spared_by(self._edit.lesion_id):
            spared = spared | mask
        self._take("Smooth", surface.smoothed(self._lesion.mask, _SMOOTH_MM, self._geometry, spared))

    def fill_holes(self) -> None:
        """Fill what the lesion encloses."""
        self.set_boundary()
        filled = surface.without_holes(self._lesion.mask)
        if filled.same(self._lesion.mask):
            self._host.tell(translate("News", "It has no hole."))
        else:
            self._take("Fill holes", filled)

    def interpolate(self, axis: int) -> None:
        """Fill empty slices between drawn ones along a voxel axis."""
        self.set_boundary()
        self._try(lambda: self._take("Interpolate", interpolate.between(self._lesion.mask, axis, self._geometry)))

    def split(self) -> None:
        """Divide two lesions that touch, where they are narrow."""
        self.set_boundary()
        self._try(lambda: self._part("Split", *split.at_waist(self._lesion.mask, self._geometry)))

    def cut(self, point: FloatArray, normal_mm: FloatArray) -> None:
        """Divide along a plane: ``point`` (k, j, i) on it, its normal in millimetres along k, j, i."""
        self.set_boundary()
        self._try(lambda: self._part("Cut", *split.cut(self._lesion.mask, point, normal_mm, self._geometry)))

    def merge(self, other_id: str) -> None:
        """Take another lesion's voxels; that lesion is gone."""
        self.set_boundary()
        lesion = self._lesion
        other = next((each for each in self._lesions if each.lesion_id == other_id), None)
        if other is None or other is lesion:
            return
        name = f"Merge {other.number} into {lesion.number}"
        masks = ((lesion.lesion_id, lesion.mask | other.mask),)
        unsettled = [lesion] if unsettled_by(lesion, other) else []
        apart = (
            widest_gap_mm((lesion.mask, other.mask), self._geometry) if lesion.mask.count and other.mask.count else 0
        )
        if self._change(name, masks, unsettled, removed=(other_id,)) and apart > np.linalg.norm(self._geometry.spacing):
            told = translate("News", "{one} and {other} are one lesion now, though {length} mm apart.")
            told = told.format(one=lesion.number, other=other.number, length=numbers.length(apart))
            step = (
                f" {spoken(f'{name}, pending again')}." if unsettled else ""
            )  # takes the place of the step's own news
            self._host.tell(told + step)

    def part_within(self, outline: Mask, axis: int) -> Mask:
        """What of the lesion lies within an outline drawn on one slice of ``axis``, on that slice and all others."""
        mask = self._lesion.mask
        if outline.count == 0 or mask.count == 0:
            return NOTHING
        box = tuple(outline.box[n] if n == axis else mask.box[n] for n in range(3))
        return Mask.trimmed(mask.start, mask.voxels & outline.within(box))

    def others_near(self, part: Mask) -> tuple[Lesion, ...]:
        """Return the other lesions, the nearest to a part first."""
        here = part.indices().mean(axis=0)

        def away(lesion: Lesion) -> float:
            places = (lesion.mask.indices() - here) * self._geometry.spacing
            return float(np.linalg.norm(places, axis=1).min())

        others = (each for each in self._lesions if each.lesion_id != self._edit.lesion_id and each.mask.count)
        return tuple(sorted(others, key=away))

    def explain_polygon(self) -> None:
        """Say that a polygon lies on another slice."""
        told = translate("News", "A polygon is begun on another slice: Enter closes it, Esc drops it.")
        self._host.tell(told)

    def explain_line(self) -> None:
        """Say that a line goes on only where it was begun."""
        self._host.tell(translate("News", "The line lies on the slice where it was begun: go back to it to draw on."))

    def explain_move(self) -> None:
        """Say what moving needs."""
        if len(self._lesions) < 2:
            self._host.tell(translate("News", "There is no other lesion to move it to."))
        else:
            self._host.tell(translate("News", "Draw around the part of this lesion that belongs to another."))

    def move(self, part: Mask, other_id: str) -> None:
        """Give a part of the lesion to another one."""
        self.set_boundary()
        lesion = self._lesion
        other = next(each for each in self._lesions if each.lesion_id == other_id)
        part = part & lesion.mask
        name = f"Move a part of {lesion.number} to {other.number}"
        masks = ((lesion.lesion_id, lesion.mask - part), (other_id, other.mask | part))
        unsettled = [each for each in (lesion, other) if each.status is LesionStatus.ACCEPTED]
        if other not in unsettled and unsettled_by(other, lesion):
            unsettled.append(other)
        if self._change(name, masks, unsettled):
            self._set(tool=EditTool.BRUSH)

    def delete(self) -> None:
        """Take a lesion of the reader's own off the list; the one after it comes to hand.

        What a model or a file proposed is rejected instead, with a reason: the report tells what became of it.
        """
        lesion, ids = self._lesion, [each.lesion_id for each in self._lesions]
        if lesion.origin is not LesionOrigin.READER:
            self.leave()
            self._host.change(rejecting=True)
            if lesion.origin is LesionOrigin.IMPORTED:
                told = translate("News", "It was brought in: reject it with a reason, so that the report tells.")
            else:
                told = translate("News", "It was proposed: reject it with a reason, so that the report tells.")
            self._host.tell(told)
            return None
        if self._do(EditLesions(f"Delete {lesion.number}", removed=(lesion.lesion_id,))):
            self.leave()
            place = ids.index(lesion.lesion_id)
            for lesion_id in (*ids[place + 1 : place + 2], *ids[:place][-1:]):
                return self._host.select(lesion_id)
        return None

    def add_at(self, seed: tuple[int, int, int]) -> None:
        """Make a new lesion at a voxel (k, j, i), and edit it: what the model saw there, else what stands out."""
        self.set_boundary()

        def add() -> None:
            self._refuse_taken(seed)
            self._add(self._seen_at(seed))

        self._try(add)

    def mark_at(self, seed: tuple[int, int, int]) -> None:
        """Make a new lesion at the crosshair, and edit it; a small ball to draw on where nothing stands out."""
        self.set_boundary()

        def mark() -> None:
            self._refuse_taken(seed)
            try:
                self._add(self._seen_at(seed))
            except UsageError:
                self._add(stroke(np.array([seed], dtype=np.float64), _MARK_MM / 2, self._geometry))
                told = translate("News", "Nothing stands out there: a ball of {length} mm to draw on. Z undoes.")
                if self._brain is not None and not self._brain[seed]:
                    told = translate("News", "That is outside the brain: a ball of {length} mm to draw on. Z undoes.")
                self._host.tell(told.format(length=numbers.length(_MARK_MM)))

        self._try(mark)

    def addition(self, candidate: Candidate) -> EditLesions:
        """What makes a lesion of something that the model saw at a lower threshold."""
        mask = candidate.mask
        for lesion in self._lesions:
            mask = mask - lesion.mask
        made = replace(
            self._new(mask, LesionOrigin.MODEL),
            mean_probability=candidate.mean_probability,
            max_probability=candidate.max_probability,
        )
        return EditLesions(f"Add {candidate.candidate_id}, {candidate.reason_words}", added=(made,))

    # Inside

    @property
    def _edit(self) -> Editing:
        return self._host.screen.edit or self._kept

    @property
    def _lesions(self) -> tuple[Lesion, ...]:
        review = self._host.screen.review
        return review.lesions if review is not None else ()

    @property
    def _lesion(self) -> Lesion:
        lesion_id = self._edit.lesion_id
        return next(each for each in self._lesions if each.lesion_id == lesion_id)

    @property
    def _geometry(self) -> Geometry:
        volume = self._host.screen.volume
        assert volume is not None, "lesions lie on images"
        return volume.geometry

    def _begin(self, lesion: Lesion) -> None:
        mark, curve = self._boundaries(lesion)
        self._host.change(
            edit=replace(
                self._kept,
                lesion_id=lesion.lesion_id,
                before=lesion.mask,
                steps_before=self._host.step_count(),
                tool=EditTool.BRUSH,
                erase=False,
                brighter_than=None,
                darker_than=None,
                live=None,
                boundary=None,
                boundary_mask=None,
                model_boundary=mark,
                curve=curve,
                grown_from=None,
                grown_mm=0.0,
                grown_to=None,
            ),
            rejecting=False,
        )

    def _set(self, **parts: Any) -> None:
        edit = self._host.screen.edit
        if edit is not None:
            self._host.change(edit=replace(edit, **parts))

    def _spared_by(self, lesion_id: str) -> tuple[Mask, ...]:
        """Voxels of the other lesions, which editing leaves alone; none where it takes them."""
        if self._edit.takes:
            return ()
        return tuple(each.mask for each in self._lesions if each.lesion_id != lesion_id)

    def _with(self, piece: Mask) -> Mask:
        edit, mask = self._edit, self._lesion.mask
        if edit.erase:
            return mask - piece
        for other in self._spared_by(edit.lesion_id):
            piece = piece - other
        return mask | piece

    def _take(self, name: str, mask: Mask, *, seen: bool = False) -> None:
        """One step: the lesion's new voxels, and what other lesions keep of theirs.

        An accepted lesion is to be judged again where it changed on slices that nobody may have looked at (not
        ``seen``), and where voxels are taken from it: it is not what was accepted.
        """
        lesion = self._lesion
        others = [each for each in self._lesions if each is not lesion and (each.mask & mask).count]
        if not self._edit.takes:
            for other in others:
                mask = mask - other.mask
            others = []
        if others:
            name = f"{name}, taken from {', '.join(str(each.number) for each in others)}"
        masks = ((lesion.lesion_id, mask), *((each.lesion_id, each.mask - mask) for each in others))
        touched = others if seen or mask.same(lesion.mask) else [lesion, *others]
        self._change(name, masks, [each for each in touched if each.status is LesionStatus.ACCEPTED])

    def _change(
        self,
        name: str,
        masks: tuple[tuple[str, Mask], ...],
        unsettled: Sequence[Lesion],
        *,
        added: tuple[NewLesion, ...] = (),
        removed: tuple[str, ...] = (),
    ) -> bool:
        """One step; its name says where a judgement goes with it."""
        told = f"{name}, pending again" if unsettled else name
        ids = tuple(each.lesion_id for each in unsettled)
        return self._do(EditLesions(told, masks, added=added, removed=removed, unsettled=ids))

    def _part(self, name: str, kept: Mask, apart: Mask) -> None:
        lesion = self._lesion
        unsettled = [lesion] if lesion.status is LesionStatus.ACCEPTED else []
        added = (self._came_off(lesion, apart),)
        self._change(f"{name} {lesion.number}", ((lesion.lesion_id, kept),), unsettled, added=added)

    def _came_off(self, lesion: Lesion, part: Mask) -> NewLesion:
        """A part of a lesion as one of its own: the model's where the model saw something in it."""
        mean, most, probability = lesion.mean_probability, lesion.max_probability, self._host.screen.probability
        if probability is not None and lesion.origin is LesionOrigin.MODEL:
            values = probability.values(part)
            mean, most = float(values.mean()), float(values.max())
            if most < LOWEST_ASKED:
                return self._new(part, LesionOrigin.READER)
        return replace(
            self._new(part, lesion.origin),
            mean_probability=mean,
            max_probability=most,
            name=lesion.name,
            source=lesion.source,
            making=lesion.making.after_an_edit,
        )

    def _new(self, mask: Mask, origin: LesionOrigin) -> NewLesion:
        taken = {lesion.lesion_id for lesion in self._lesions}
        number = next(n for n in range(1, len(taken) + 2) if f"R{n}" not in taken)
        return NewLesion(f"R{number}", mask, origin, f"2.25.{uuid.uuid4().int}")

    def _do(self, action: EditLesions) -> bool:
        return self._host.do(action)

    def _try(self, request: Callable[[], object]) -> None:
        try:
            request()
        except UsageError as error:
            self._host.tell(f"{spoken(error.sentence)} {spoken(error.remedy)}".strip())

    def _boundaries(self, lesion: Lesion) -> tuple[float, tuple[tuple[float, int], ...]]:
        """Where the model's boundary is, and the voxels at others; none where its answer does not reach the lesion."""
        boundary, mark = self._model_boundary(lesion, lesion.mask), _USUAL_BOUNDARY
        if boundary is None or lesion.max_probability <= 0:
            return mark, ()
        if not lesion.edited and not boundary.at(mark).same(lesion.mask):
            mark = max(LOWEST_ASKED, float(boundary.probability.values(lesion.mask).min()))
        curve = [(t, boundary.at(t).count) for t in sorted({*_CURVE, mark})]
        return mark, tuple(curve) if curve[0][1] else ()

    def _at_boundary(self, threshold: float) -> Mask | None:
        """The lesion with its boundary at another threshold: the model's own, or with what was drawn besides."""
        lesion, boundary = self._lesion, self._model_boundary(self._lesion, self._edit.before)
        if boundary is None or not self._edit.curve:
            return None
        return boundary.moved(lesion.mask, self._stands_at, threshold) if lesion.edited else boundary.at(threshold)

    @property
    def _stands_at(self) -> float:
        """The threshold of the lesion's boundary before the slider was moved."""
        return boundary_set(self._host.screen.history, self._edit.model_boundary)

    def _model_boundary(self, lesion: Lesion, around: Mask) -> ModelBoundary | None:
        probability = self._host.screen.probability
        if probability is None:
            return None
        return ModelBoundary(probability, around, self._spared_by(lesion.lesion_id))

    def _refuse_taken(self, seed: tuple[int, int, int]) -> None:
        place = tuple(slice(n, n + 1) for n in seed)
        if any(lesion.mask.within(place).any() for lesion in self._lesions):
            raise UsageError("That place belongs to a lesion already.", "Select it to edit it.")

    def _add(self, mask: Mask) -> None:
        for lesion in self._lesions:
            mask = mask - lesion.mask
        made = self._new(mask, LesionOrigin.READER)
        if self._do(EditLesions("Add lesion", added=(made,))):
            self.leave()
            self._host.select(made.lesion_id)
            self.begin()

    def _seen_at(self, seed: tuple[int, int, int]) -> Mask:
        volume = self._host.screen.volume
        assert volume is not None, "a lesion is added to images"
        mask = self._seen_by_the_model(seed)
        if mask.count:
            return mask
        return region.grown(volume.voxels, seed, volume.geometry, brain=self._brain)

    @property
    def _brain(self) -> BoolArray | None:
        """(Z, Y, X) bool; None where it is not known: a review without a model has an empty one."""
        brain = self._host.screen.brain_mask
        return brain if brain is not None and brain.any() else None

    def _seen_by_the_model(self, seed: tuple[int, int, int]) -> Mask:
        """The part at half of the highest that the model gave near a voxel, wherever the click met it."""
        probability = self._host.screen.probability
        if probability is None or probability.at(seed) < LOWEST_ASKED:
            return NOTHING
        near = stroke(np.array([seed], dtype=np.float64), _NEAR_MM, self._geometry)
        values = probability.values(near)
        highest = near.indices()[int(values.argmax())]
        peak = (int(highest[0]), int(highest[1]), int(highest[2]))
        return probability.part_at(peak, max(LOWEST_ASKED, float(values.max()) / 2), REACH)

    def _half_way(self) -> float | None:
        volume, mask = self._host.screen.volume, self._lesion.mask
        if volume is None:
            return None
        start, inside = surface.padded(mask, np.array([2, 2, 2]), volume.geometry)
        values = volume.voxels[tuple(slice(s, s + n) for s, n in zip(start, inside.shape, strict=True))]
        if inside.all():
            return float(values.mean())
        return float((np.median(values[inside]) + np.median(values[~inside])) / 2)


def _on_one_slice(mask: Mask, before: Mask) -> bool:
    """Whether all that differs lies on one slice: then it was drawn where the reader looked."""
    places = ((mask - before) | (before - mask)).indices()
    return len(places) == 0 or bool((np.ptp(places, axis=0) == 0).any())
