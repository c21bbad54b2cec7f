"""The report's words in the language it is written in, which need not be the window's."""

from __future__ import annotations

from collections.abc import Callable

from core.review_report import CONTOURS, LIMITS, NO_PLACE, NO_PLACES, NOT_ACCEPTED, PROOF
from ui.core_words import said
from ui.language import noted

PICTURES = noted(
    "Report",
    "Axial, coronal and sagittal through each lesion's middle; in the axial and coronal picture the patient's right "
    "is at the left. The bar is 5 mm.",
)


def speaker(language: str) -> Callable[[str], str]:
    """Return what says English words of the report in a language: the report's own, else what core calls things."""

    def say(text: str) -> str:
        found = said(text, language, "Report")
        return found if found != text else said(text, language)

    return say


TEXTS = (
    noted("Report", "Brain metastases: review report"),
    noted("Report", "Patient"),
    noted("Report", "Born"),
    noted("Report", "Study"),
    noted("Report", "Series"),
    noted("Report", "Series UID"),
    noted("Report", "Models"),
    noted("Report", "none recorded"),
    noted("Report", "Reader"),
    noted("Report", "approved"),
    noted("Report", "unapproved"),
    noted("Report", "Made"),
    noted("Report", "Totals"),
    noted("Report", "Lesions"),
    noted("Report", "Total volume"),
    noted("Report", "Largest"),
    noted("Report", "RANO-BM sum of longest diameters"),
    noted("Report", "{sum} mm over {count}"),
    noted("Report", "no lesion is measurable"),
    noted("Report", "Exported lesions"),
    noted("Report", "measurable"),
    noted("Report", "not measurable"),
    noted("Report", "under 10 mm"),
    noted("Report", "under 5 mm across"),
    noted("Report", "on one slice only"),
    noted("Report", "{size} mm, axial"),
    noted("Report", "RANO-BM: {words}"),
    noted("Report", "Contour: {words}"),
    noted("Report", "Read back: {volume} mm³"),
    noted("Report", "reader"),
    noted("Report", "model"),
    noted("Report", "model, edited by the reader"),
    noted("Report", "{source}, edited by the reader"),
    noted("Report", "a file"),
    noted("Report", "Lesion | Place | Volume mm³ | Diameters mm | RANO-BM | Contour"),
    noted("Report", "Not exported"),
    noted("Report", "Put aside, for a second look"),
    noted("Report", "looked at"),
    noted("Report", "not looked at in this sitting"),
    noted("Report", "Rejected by the reader, not exported: {names}."),
    noted("Report", "Not judged, not exported: {names}."),
    noted("Report", "Put aside by post-processing, not exported: {names}."),
    noted("Report", "{count} {words}"),
    noted("Report", "outside the brain"),
    noted("Report", "too small"),
    noted("Report", "below the threshold"),
    noted("Report", "brought in by a file, over a lesion"),
    noted("Report", "marked by the reader before the model was revealed"),
    noted("Report", "Planning system"),
    noted("Report", "Contours"),
    noted("Report", "exact, along the voxels' edges"),
    noted(
        "Report",
        "smooth: areas are kept, but programs that round points to pixels read small lesions too large, "
        "+174 % at 2–3 mm, +55 % at 4–6 mm",
    ),
    noted("Report", "Margin (PTV)"),
    noted("Report", "{margin} mm"),
    noted("Report", "{margin} mm, kept inside the brain"),
    noted("Report", "place not known"),
    noted("Report", "In the label map and not accepted, not exported: {names}."),
    noted("Report", "Places are not told: there was no brain mask."),
    noted("Report", "Limits"),
    noted("Report", "Receipt"),
    noted("Report", "Structure"),
    noted("Report", "Kind"),
    noted("Report", "Approved mm³"),
    noted("Report", "Read back mm³"),
    noted("Report", "Difference"),
    noted("Report", "Dice"),
    noted("Report", "Shift mm"),
    noted("Report", "Slices"),
    noted("Report", "Files written before this report, with their SHA-256; receipt.json holds all."),
    noted("Report", "{number} of {count}"),
    noted(
        "Report",
        "Read back from disk: {count} of {count} structures, largest difference of a volume {worst} %, "
        "largest shift of a centroid {shift} mm.",
    ),
    noted("Report", "Research software, not a medical device. Not for clinical decisions."),
    noted(
        "Report",
        "Volumes are voxels times voxel volume; "
        "diameters are taken on the slices nearest to the patient's axial plane.",
    ),
    noted("Report", "Places are approximate, from the brain mask's shape."),
    noted("Report", "A lesion that neither the model nor the reader marked is not in this report."),
)
assert {*LIMITS, *CONTOURS.values(), NO_PLACE, NO_PLACES, NOT_ACCEPTED, PROOF} <= set(TEXTS), (
    "what core says is listed here for the translators"
)
