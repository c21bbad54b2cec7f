"""Two readers' reviews of one series, lesion by lesion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.lesion import Lesion, LesionStatus
from core.review.state import ReviewState


class Verdict(Enum):
    """How two readers' judgements of one place stand to each other."""

    BOTH = "both accepted"
    NEITHER = "both rejected"
    FIRST_ONLY = "accepted by the first alone"
    SECOND_ONLY = "accepted by the second alone"
    OPEN = "not judged by both"


@dataclass(frozen=True, eq=False)
class Pair:
    """One place in both reviews.

    Parameters
    ----------
    first, second
        What each reader has there; None where one of them marked nothing.
    dice
        Of the two masks' voxels; 0.0 where one is missing.

    """

    first: Lesion | None
    second: Lesion | None
    dice: float

    @property
    def verdict(self) -> Verdict:
        """What the two statuses say together; a lesion that is not there counts as rejected."""
        statuses = [LesionStatus.REJECTED if each is None else each.status for each in (self.first, self.second)]
        if LesionStatus.PENDING in statuses:
            return Verdict.OPEN
        one, other = (status is LesionStatus.ACCEPTED for status in statuses)
        if one and other:
            return Verdict.BOTH
        if one or other:
            return Verdict.FIRST_ONLY if one else Verdict.SECOND_ONLY
        return Verdict.NEITHER


@dataclass(frozen=True, eq=False)
class Comparison:
    """All places, largest first.

    Parameters
    ----------
    pairs
        Every lesion of either review, once.
    dice
        Of all voxels that each reader accepted, at the places judged by both; None where neither accepted any there.

    """

    pairs: tuple[Pair, ...]
    dice: float | None

    def count(self, verdict: Verdict) -> int:
        """How many places have that verdict."""
        return sum(pair.verdict is verdict for pair in self.pairs)

    @property
    def agreement(self) -> float | None:
        """Share of the places judged by both in which both said the same; None where there is none."""
        judged = len(self.pairs) - self.count(Verdict.OPEN)
        same = self.count(Verdict.BOTH) + self.count(Verdict.NEITHER)
        return same / judged if judged else None


def compare(first: ReviewState, second: ReviewState) -> Comparison:
    """Pair the lesions of two reviews of the same series.

    Lesions that share most voxels are paired first, each once; what shares none with the other's stands alone. A
    lesion without voxels is no lesion.

    Parameters
    ----------
    first, second
        Of two readers, on one grid.

    """
    ones = [each for each in first.lesions if each.mask.count]
    others = [each for each in second.lesions if each.mask.count]
    shared = sorted(
        ((each.mask & other.mask).count, m, n)
        for m, each in enumerate(ones)
        for n, other in enumerate(others)
        if not each.mask.apart(other.mask)
    )
    pairs, left, right = [], set(range(len(ones))), set(range(len(others)))
    for count, m, n in reversed(shared):
        if count and m in left and n in right:
            left.discard(m)
            right.discard(n)
            pairs.append(Pair(ones[m], others[n], 2 * count / (ones[m].mask.count + others[n].mask.count)))
    pairs += [Pair(ones[m], None, 0.0) for m in sorted(left)] + [Pair(None, others[n], 0.0) for n in sorted(right)]
    return Comparison(tuple(sorted(pairs, key=_size, reverse=True)), _dice(pairs))


def _size(pair: Pair) -> int:
    return max(each.mask.count for each in (pair.first, pair.second) if each is not None)


def _dice(pairs: list[Pair]) -> float | None:
    """Lesions of one review share no voxel, so that what all share is the sum of what each two share.

    What only one of them has judged yet says nothing of how alike they judge.
    """
    judged = [pair for pair in pairs if pair.verdict is not Verdict.OPEN]
    ones = [pair.first.mask for pair in judged if pair.first is not None and _accepted(pair.first)]
    others = [pair.second.mask for pair in judged if pair.second is not None and _accepted(pair.second)]
    total = sum(mask.count for mask in (*ones, *others))
    return 2 * sum((one & other).count for one in ones for other in others) / total if total else None


def _accepted(lesion: Lesion) -> bool:
    return lesion.status is LesionStatus.ACCEPTED
