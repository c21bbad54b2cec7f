"""An enhanced multi-frame object as the single images it stands for, so that one sorter judges both kinds."""

from __future__ import annotations

from dataclasses import replace

from pydicom.dataset import Dataset

from core.dicom.contrast import NOT_ADMINISTERED
from core.dicom.file_bytes import NotReadable
from core.dicom.header import Header, placement

_PER_FRAME, _SHARED = "PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence"
# Functional group, what it says there, and what a single image calls it.
_SAID = (
    ("PlanePositionSequence", "ImagePositionPatient", "ImagePositionPatient"),
    ("PlaneOrientationSequence", "ImageOrientationPatient", "ImageOrientationPatient"),
    ("PixelMeasuresSequence", "PixelSpacing", "PixelSpacing"),
    ("PixelMeasuresSequence", "SliceThickness", "SliceThickness"),
    ("PixelValueTransformationSequence", "RescaleSlope", "RescaleSlope"),
    ("PixelValueTransformationSequence", "RescaleIntercept", "RescaleIntercept"),
    ("MRImageFrameTypeSequence", "FrameType", "ImageType"),
    ("MRImageFrameTypeSequence", "AcquisitionContrast", "AcquisitionContrast"),
    ("MRImageFrameTypeSequence", "ComplexImageComponent", "ComplexImageComponent"),
    ("MREchoSequence", "EffectiveEchoTime", "EchoTime"),
    ("MRModifierSequence", "InversionTimes", "InversionTime"),
    ("MRModifierSequence", "InversionRecovery", "InversionRecovery"),
    ("MRTimingAndRelatedParametersSequence", "RepetitionTime", "RepetitionTime"),
    ("MRTimingAndRelatedParametersSequence", "FlipAngle", "FlipAngle"),
    ("MRDiffusionSequence", "DiffusionBValue", "DiffusionBValue"),
    ("FrameContentSequence", "StackID", "StackID"),
    ("FrameContentSequence", "InStackPositionNumber", "InStackPositionNumber"),
    ("FrameContentSequence", "FrameAcquisitionNumber", "AcquisitionNumber"),
    ("FrameContentSequence", "TemporalPositionIndex", "TemporalPositionIdentifier"),
    ("FrameContentSequence", "FrameAcquisitionDateTime", "AcquisitionDateTime"),
    ("TemporalPositionSequence", "TemporalPositionTimeOffset", "TriggerTime"),
)


def frames_of(header: Header) -> list[Header]:
    """Return a header a frame, each with its own place; the header itself where it is a single image.

    An object whose functional groups do not match its number of frames comes back as it is, and is refused later.

    Raises
    ------
    NotReadable
        If its functional groups are damaged.

    """
    try:
        return _frames(header)
    except Exception as error:  # values without sense, in any of pydicom's ways
        raise NotReadable("damaged: what it says of its frames makes no sense") from error


def _frames(header: Header) -> list[Header]:
    groups = header.dataset.get(_PER_FRAME)
    if not groups or len(groups) != int(header.number("NumberOfFrames") or 1):
        return [header]
    shared = header.dataset.get(_SHARED) or [Dataset()]
    common = Dataset()
    common.update({tag: header.dataset.get_item(tag) for tag in header.dataset.keys()})  # noqa: SIM118 - elements stay as they are
    for keyword in (_PER_FRAME, _SHARED):
        if keyword in common:
            del common[keyword]
    _tell_agent(common)
    return [_frame(header, common, own, shared[0], number) for number, own in enumerate(groups)]


def _frame(header: Header, common: Dataset, own: Dataset, shared: Dataset, number: int) -> Header:
    single = Dataset()
    single.update(common)
    single.file_meta = header.dataset.file_meta
    for group, said, name in _SAID:
        for place in (own, shared):
            if place.get(group) and said in place[group].value[0]:
                _say(single, name, place[group].value[0][said].value)
                break
    _tell_component(single)
    _tell_direction(single, own)
    _tell_use_of_agent(single, own, shared)
    position, orientation, spacing = placement(single)
    return replace(
        header, dataset=single, position=position, orientation=orientation, pixel_spacing=spacing, frame=number
    )


def _say(single: Dataset, keyword: str, value: object) -> None:
    """Set a value of one frame alone: an element that is there already may be the one that all frames share."""
    single.pop(keyword, None)
    setattr(single, keyword, value)


def _tell_component(single: Dataset) -> None:
    """Name the part of a complex image among the words of its type, as single images do; magnitude is what is usual."""
    component = str(single.get("ComplexImageComponent", "")).upper()
    if component not in ("", "MAGNITUDE"):
        said = single.get("ImageType") or []
        _say(single, "ImageType", [*([said] if isinstance(said, str) else said), component])


def _tell_direction(single: Dataset, own: Dataset) -> None:
    """Name a diffusion gradient's direction, which lies a level deeper, as single images do."""
    diffusion = own.get("MRDiffusionSequence")
    directions = diffusion[0].get("DiffusionGradientDirectionSequence") if diffusion else None
    if directions:
        single.DiffusionGradientOrientation = directions[0].DiffusionGradientOrientation


def _tell_use_of_agent(single: Dataset, own: Dataset, shared: Dataset) -> None:
    """Name no agent where a frame says that none of those recorded had been given by then."""
    for place in (own, shared):
        used = place.get("ContrastBolusUsageSequence")
        if used:
            if all(str(each.get("ContrastBolusAgentAdministered", "")).upper() == "NO" for each in used):
                _say(single, "ContrastBolusAgent", NOT_ADMINISTERED)
            break


def _tell_agent(common: Dataset) -> None:
    """Name the contrast agent as single images do."""
    agents = common.get("ContrastBolusAgentSequence")
    if agents and "ContrastBolusAgent" not in common:
        common.ContrastBolusAgent = str(agents[0].get("CodeMeaning", ""))
