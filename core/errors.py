"""Errors that a reader may see: one sentence that names the rule and the value, and a way out."""

from __future__ import annotations


class MetsReviewError(Exception):
    """Base of every foreseen error.

    Parameters
    ----------
    sentence
        What is wrong, one sentence in words a reader knows, with the value that broke the rule.
    remedy
        What to do about it, one sentence.

    """

    exit_code = 1

    def __init__(self, sentence: str, remedy: str = "") -> None:
        self.sentence = sentence
        self.remedy = remedy
        super().__init__(f"{sentence} {remedy}".strip())

    def __reduce__(self) -> tuple[type[MetsReviewError], tuple[str, str]]:
        """Keep both parts on the way from a child process."""
        return type(self), (self.sentence, self.remedy)


def as_the_system_told(error: OSError) -> OSError:
    """Return the error that says what is wrong: libraries raise it anew, with other words and without its number."""
    known: BaseException | None = error
    while known is not None:
        if isinstance(known, OSError) and known.errno is not None:
            return known
        known = known.__cause__ or known.__context__
    return error


def reason_of(error: OSError) -> str:
    """Why a file could not be read or written, in the system's few words: never what a library wrote around them."""
    return as_the_system_told(error).strerror or "the disk refuses"


class UsageError(MetsReviewError):
    """The command was called wrongly."""

    exit_code = 2


class StudyRefused(MetsReviewError):  # noqa: N818 - the words of the product: a study is refused
    """The study or series cannot be used; its geometry is never guessed."""

    exit_code = 3


class AnotherSequence(StudyRefused):
    """A series is not the one of several sequences on which the model looks for lesions."""


class PackageRefused(MetsReviewError):  # noqa: N818
    """The model package is damaged, unknown or unsafe."""

    exit_code = 4


class NotEnoughMemory(MetsReviewError):  # noqa: N818
    """A package needs more memory than there is: here it cannot be run."""

    exit_code = PackageRefused.exit_code


class ExportRefused(MetsReviewError):  # noqa: N818
    """The export would not be what was approved, or may not be written."""

    exit_code = 5


class ReviewRefused(MetsReviewError):  # noqa: N818
    """A review on disk is damaged, or belongs to another series or run."""

    exit_code = 3


class OfOtherImages(ReviewRefused):
    """A model's answer lies on another grid than the images at hand."""


class Unwritable(ReviewRefused):
    """A review's file cannot be written, or not be kept from being written twice; it can be read."""


class AlreadyReviewed(ReviewRefused):
    """A review is to be begun where there is one, another window's perhaps, begun a moment ago."""


class OpenElsewhere(ReviewRefused):
    """Another window or process has the review open; here it can be read."""


class NotRegistered(MetsReviewError):  # noqa: N818 - what is wrong, as the reader would say it
    """Two series whose coordinates are not the same patient's space: laying one over the other would be a guess."""

    exit_code = 3


class NetworkRefused(MetsReviewError):  # noqa: N818
    """A node does not answer, does not let us in, or did not take what was sent."""

    exit_code = 6


class Cancelled(Exception):  # noqa: N818
    """The reader stopped a run; nothing was changed."""
