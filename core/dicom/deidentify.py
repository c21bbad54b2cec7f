"""DICOM files without identity: the standard's basic profile, carried out by keeping only what is known to be harmless.

PS3.15 table E.1-1 lists what to remove, empty or replace. Here every attribute goes that is not in ``_KEPT``; none of
these is in the table. Attributes that must be present are emptied or get a dummy, and every UID that names something of
the patient's is replaced, the same one always by the same new one. The key to that is random and is forgotten.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydicom import dcmread
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.errors import InvalidDicomError
from pydicom.sr.codedict import codes
from pydicom.uid import UID

from core.atomic import replacing
from core.dicom.deidentify_rules import DUMMIES, EMPTIED, KEPT, MR_IMAGES
from core.dicom.file_bytes import opened
from core.errors import ExportRefused

_STANDARD_ROOT = "1.2.840.10008."
_ANOTHER = "Choose a series without it."


class Deidentifier:
    """Writes files of one patient anew; UIDs that refer to each other go on doing so."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._changes: Counter[tuple[str, str]] = Counter()

    def changes(self) -> list[dict[str, Any]]:
        """What was done to which attribute, and how often; no values."""
        return [
            {"attribute": name, "done": done, "times": times} for (name, done), times in sorted(self._changes.items())
        ]

    def write_image(self, path: Path, target: Path) -> None:
        """Write one MR image.

        Raises
        ------
        ExportRefused
            If it is no MR image, or says or may be that text is burnt into its pixels.

        """
        dataset = _opened(path)
        if str(dataset.get("SOPClassUID", "")) not in MR_IMAGES:
            raise ExportRefused("An image of this series is no MR image and may show text.", _ANOTHER)
        if str(dataset.get("BurnedInAnnotation", "NO")).upper() != "NO":
            raise ExportRefused("The images carry burnt-in annotation: text in their pixels.", _ANOTHER)
        overlays = [each for each in dataset if 0x6000 <= each.tag.group <= 0x60FF]
        if any(each.tag.element == 0x0102 and each.value for each in overlays):
            raise ExportRefused("The images keep an overlay in the bits of their pixels.", _ANOTHER)
        self._write(dataset, target)

    def write_structures(self, path: Path, target: Path, series_instance_uid: str) -> None:
        """Write an RT Structure Set or Segmentation of that series.

        Raises
        ------
        ExportRefused
            If it belongs to another series.

        """
        dataset = _opened(path)
        if series_instance_uid not in {str(e.value) for e in dataset.iterall() if e.keyword == "SeriesInstanceUID"}:
            raise ExportRefused(f"{path.name} belongs to another series.", "Give the images it was made on.")
        self._write(dataset, target)

    def _write(self, dataset: FileDataset, target: Path) -> None:
        syntax = dataset.file_meta.TransferSyntaxUID
        clean = Dataset()
        self._copy(dataset, clean)
        _number_names(clean)
        if "ApprovalStatus" in clean:
            clean.ApprovalStatus = "UNAPPROVED"  # who signed it is gone
        clean.PatientIdentityRemoved = "YES"
        clean.DeidentificationMethod = "DICOM PS3.15 Basic Application Confidentiality Profile"
        code = codes.DCM.BasicApplicationConfidentialityProfile
        item = Dataset()
        item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = code.value, "DCM", code.meaning
        clean.DeidentificationMethodCodeSequence = [item]
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = clean.SOPClassUID
        meta.MediaStorageSOPInstanceUID = clean.SOPInstanceUID
        meta.TransferSyntaxUID = syntax
        whole = FileDataset("", clean, file_meta=meta, preamble=b"\0" * 128)
        with replacing(target) as aside:
            whole.save_as(aside, enforce_file_format=True)

    def _copy(self, source: Dataset, clean: Dataset) -> None:
        """Take over what is harmless, item by item."""
        for element in source:
            name = element.keyword
            if name in EMPTIED:
                clean.add_new(element.tag, element.VR, "" if element.VR != "SQ" else [])
                self._note(element, "emptied")
            elif name in DUMMIES:
                clean.add_new(element.tag, element.VR, DUMMIES[name] if element.value else "")
                self._note(element, "replaced by a dummy")
            elif name not in KEPT:
                self._note(element, "removed")
            elif element.VR == "SQ":
                clean.add_new(element.tag, "SQ", [self._item(item) for item in element.value])
            elif element.VR == "UI" and element.value:
                clean.add_new(element.tag, "UI", self._uids(element))
            else:
                clean.add(element)

    def _item(self, source: Dataset) -> Dataset:
        item = Dataset()
        self._copy(source, item)
        return item

    def _uids(self, element: DataElement) -> Any:
        several = [element.value] if isinstance(element.value, str) else list(element.value)
        new = [self._uid(str(uid)) for uid in several]
        if new != several:
            self._note(element, "UID replaced")
        return new[0] if len(new) == 1 else new

    def _uid(self, uid: str) -> UID:
        if uid.startswith(_STANDARD_ROOT):
            return UID(uid)  # names a kind of thing, not a thing
        digest = hashlib.blake2b(uid.encode(), key=self._key, digest_size=16).digest()
        return UID(f"2.25.{int.from_bytes(digest, 'big')}")

    def _note(self, element: DataElement, done: str) -> None:
        name = element.keyword or ("private attributes" if element.tag.is_private else f"{element.tag}")
        self._changes[(name, done)] += 1


def _opened(path: Path) -> FileDataset:
    try:
        return dcmread(opened(path))
    except (OSError, InvalidDicomError) as error:
        raise ExportRefused(f"{path.name} cannot be read as DICOM.", "Check the files.") from error


def _number_names(clean: Dataset) -> None:
    """Names of structures are free text: a number takes their place."""
    for keyword, name, items in (
        ("ROIName", "ROI", clean.get("StructureSetROISequence") or ()),
        ("SegmentLabel", "Segment", clean.get("SegmentSequence") or ()),
        ("TrackingID", "Segment", clean.get("SegmentSequence") or ()),
    ):
        _rename(keyword, name, items)


def _rename(keyword: str, name: str, items: Iterable[Dataset]) -> None:
    for number, item in enumerate(items, start=1):
        if keyword in item:
            setattr(item, keyword, f"{name}_{number:02d}")
