"""Reviews as JSON: masks, lesions and entries to plain values and back."""

from __future__ import annotations

import base64
import zlib
from dataclasses import asdict, fields
from typing import Any

import numpy as np

from core.lesion import UNSAID, Candidate, CandidateReason, Lesion, LesionOrigin, LesionStatus, Making, RejectReason
from core.mask import Mask
from core.review.history import Entry, Redo, Undo
from core.review.state import EditLesions, JudgeMany, NewLesion, ReadBlind, RestoreCandidate, Reveal, SetStatus

Json = dict[str, Any]

_ENTRIES: dict[str, type[Entry]] = {
    "set_status": SetStatus,
    "judge_many": JudgeMany,
    "restore_candidate": RestoreCandidate,
    "edit_lesions": EditLesions,
    "read_blind": ReadBlind,
    "reveal": Reveal,
    "undo": Undo,
    "redo": Redo,
}
_NAMES = {kind: name for name, kind in _ENTRIES.items()}


def mask_to_json(mask: Mask) -> Json:
    """Box start, box shape, and the voxels as base64 of deflated bits, first voxel in the highest bit."""
    bits = zlib.compress(np.packbits(mask.voxels).tobytes(), 6)
    return {
        "start": list(mask.start),
        "shape": list(mask.voxels.shape),
        "bits": base64.b64encode(bits).decode(),
    }


def mask_from_json(value: Json) -> Mask:
    """Inverse of :func:`mask_to_json`."""
    shape = tuple(value["shape"])
    packed = np.frombuffer(zlib.decompress(base64.b64decode(value["bits"])), dtype=np.uint8)
    voxels = np.unpackbits(packed, count=int(np.prod(shape))).astype(np.bool_).reshape(shape)
    k, j, i = value["start"]
    return Mask((k, j, i), voxels)


def lesion_to_json(lesion: Lesion) -> Json:
    """A lesion as the model (or a label map) proposed it."""
    return {
        "lesion_id": lesion.lesion_id,
        "number": lesion.number,
        "status": lesion.status.value,
        "origin": lesion.origin.value,
        "mean_probability": lesion.mean_probability,
        "max_probability": lesion.max_probability,
        "tracking_uid": lesion.tracking_uid,
        **_from_file(lesion),
        "mask": mask_to_json(lesion.mask),
    }


def lesion_from_json(value: Json) -> Lesion:
    """Inverse of :func:`lesion_to_json`."""
    return Lesion(
        lesion_id=value["lesion_id"],
        number=value["number"],
        mask=mask_from_json(value["mask"]),
        status=LesionStatus(value["status"]),
        origin=LesionOrigin(value["origin"]),
        mean_probability=value["mean_probability"],
        max_probability=value["max_probability"],
        tracking_uid=value["tracking_uid"],
        name=value.get("name", ""),
        source=value.get("source", ""),
        making=_making(value),
    )


def candidate_to_json(candidate: Candidate) -> Json:
    """A candidate with the rule that put it aside."""
    imported = {} if candidate.origin is LesionOrigin.MODEL else {"origin": candidate.origin.value}
    return {
        **imported,
        **_from_file(candidate),
        "candidate_id": candidate.candidate_id,
        "reason": candidate.reason.value,
        "reason_words": candidate.reason_words,
        "mean_probability": candidate.mean_probability,
        "max_probability": candidate.max_probability,
        "tracking_uid": candidate.tracking_uid,
        "mask": mask_to_json(candidate.mask),
    }


def candidate_from_json(value: Json) -> Candidate:
    """Inverse of :func:`candidate_to_json`."""
    return Candidate(
        candidate_id=value["candidate_id"],
        mask=mask_from_json(value["mask"]),
        reason=CandidateReason(value["reason"]),
        reason_words=value["reason_words"],
        mean_probability=value["mean_probability"],
        max_probability=value["max_probability"],
        tracking_uid=value["tracking_uid"],
        origin=LesionOrigin(value.get("origin", LesionOrigin.MODEL.value)),
        name=value.get("name", ""),
        source=value.get("source", ""),
        making=_making(value),
    )


def _from_file(finding: Lesion | Candidate | NewLesion) -> Json:
    """What a file says of what it brought in; nothing for all others, whose lines stay as they always were."""
    said = {"name": finding.name, "source": finding.source} if finding.source else {}
    made = asdict(finding.making) if finding.making != UNSAID else None
    return {**said, **({"making": made} if made else {})}


def _making(value: Json) -> Making:
    made = value.get("making") or {}
    return Making(str(made.get("algorithm", "")), str(made.get("program", "")))


def entry_to_json(entry: Entry) -> Json:
    """An entry as ``{"type": ..., its fields}``."""
    if isinstance(entry, EditLesions):
        return {"type": _NAMES[EditLesions], **_edit_to_json(entry)}
    values = {f.name: getattr(entry, f.name) for f in fields(entry)}
    plain = {name: getattr(value, "value", value) for name, value in values.items()}
    return {"type": _NAMES[type(entry)], **plain}


def entry_from_json(value: Json) -> Entry:
    """Inverse of :func:`entry_to_json`.

    Raises
    ------
    ValueError, KeyError, TypeError
        If the type or a value is unknown.

    """
    kind = _ENTRIES[value["type"]]
    if kind is EditLesions:
        return _edit_from_json(value)
    arguments = {name: each for name, each in value.items() if name != "type"}
    if kind is JudgeMany:
        arguments["lesion_ids"] = tuple(str(each) for each in arguments["lesion_ids"])
    if kind in (SetStatus, JudgeMany):
        arguments["status"] = LesionStatus(arguments["status"])
        arguments["reason"] = None if arguments["reason"] is None else RejectReason(arguments["reason"])
    return kind(**arguments)


def _edit_to_json(edit: EditLesions) -> Json:
    return {
        "name": edit.name,
        "masks": [{"lesion_id": lesion_id, "mask": mask_to_json(mask)} for lesion_id, mask in edit.masks],
        "added": [
            {
                "lesion_id": each.lesion_id,
                "origin": each.origin.value,
                "tracking_uid": each.tracking_uid,
                "mean_probability": each.mean_probability,
                "max_probability": each.max_probability,
                **_from_file(each),
                **({"number": each.number} if each.number else {}),
                "mask": mask_to_json(each.mask),
            }
            for each in edit.added
        ],
        "removed": list(edit.removed),
        **({"put_aside": [candidate_to_json(each) for each in edit.put_aside]} if edit.put_aside else {}),
        **({"unsettled": list(edit.unsettled)} if edit.unsettled else {}),
    }


def _edit_from_json(value: Json) -> EditLesions:
    return EditLesions(
        name=str(value["name"]),
        masks=tuple((str(each["lesion_id"]), mask_from_json(each["mask"])) for each in value["masks"]),
        added=tuple(
            NewLesion(
                lesion_id=str(each["lesion_id"]),
                mask=mask_from_json(each["mask"]),
                origin=LesionOrigin(each["origin"]),
                tracking_uid=str(each["tracking_uid"]),
                mean_probability=float(each["mean_probability"]),
                max_probability=float(each["max_probability"]),
                name=str(each.get("name", "")),
                source=str(each.get("source", "")),
                making=_making(each),
                number=int(each.get("number", 0)),
            )
            for each in value["added"]
        ),
        removed=tuple(str(each) for each in value["removed"]),
        put_aside=tuple(candidate_from_json(each) for each in value.get("put_aside", ())),
        unsettled=tuple(str(each) for each in value.get("unsettled", ())),
    )
