"""Which series of a study stand for the sequences that a model wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.errors import AnotherSequence, StudyRefused
from core.study import Series
from core.wanted import wants_contrast, weighting_of


def main_of(names: Sequence[str]) -> str:
    """The one of a model's sequences that is reviewed: the T1 with contrast; the first where none is among them."""
    return next((name for name in names if wants_contrast(name)), names[0])


def assigned(names: Sequence[str], chosen: Series, study: Sequence[Series]) -> Mapping[str, Series]:
    """Find the series for each sequence that a model wants beside the chosen one.

    Parameters
    ----------
    names
        What the model calls its sequences.
    chosen
        The series that is reviewed; stands for the contrast-enhanced T1 where one is wanted, else for the sequence
        that it is.
    study
        All series of its study.

    Returns
    -------
    mapping
        Every name but the chosen one's, each to the usable series of its kind with the thinnest slices.

    Raises
    ------
    StudyRefused
        Naming what is missing.

    """
    own = _own(names, chosen)
    others = [each for each in study if each is not chosen and each.geometry is not None]
    found: dict[str, Series] = {}
    for name in names:
        if name != own:
            fitting = [each for each in others if _fits(each, name) and each not in found.values()]
            if fitting:
                found[name] = min(fitting, key=_slices)
    missing = [name for name in names if name != own and name not in found]
    if missing:
        raise StudyRefused(
            f"The model wants {_listed(names)}, and this study has no {_listed(missing, 'or')} that can be used.",
            "Open the folder that holds all of them, or choose a model that wants fewer.",
        )
    return found


def refuse_another(names: Sequence[str], chosen: Series) -> None:
    """See that a series is not another sequence than the one of several on which lesions are looked for.

    Raises
    ------
    AnotherSequence
        If it is, by its own headers.

    """
    if len(names) < 2:
        return
    reviewed, told = main_of(names), chosen.attributes.get("weighting", "unknown")
    if wants_contrast(reviewed) and chosen.is_dicom and told not in ("unknown", "", weighting_of(reviewed)):
        raise AnotherSequence(
            f"The model looks for lesions on {reviewed}, and this series is {chosen.kind}.",
            "Choose the T1 with contrast; the other sequences are found beside it.",
        )


def _own(names: Sequence[str], chosen: Series) -> str:
    """The name that the chosen series stands for."""
    if len(names) == 1:
        return names[0]
    reviewed = main_of(names)
    refuse_another(names, chosen)
    fitting = [name for name in names if _fits(chosen, name)]
    return reviewed if wants_contrast(reviewed) else (fitting or list(names))[0]


def _fits(series: Series, name: str) -> bool:
    """Whether a series is what a name says; of T1 also whether it was taken after contrast agent or before."""
    weighting, facts = weighting_of(name), series.attributes
    if not weighting or facts.get("weighting") != weighting:
        return False
    return weighting != "T1" or bool(facts.get("contrast")) == wants_contrast(name)


def _slices(series: Series) -> tuple[float, int]:
    assert series.geometry is not None, "only usable ones are compared"
    return round(float(series.geometry.spacing.max()), 2), -len(series.instances)


def _listed(names: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
