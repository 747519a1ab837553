"""A change that cannot be made to a dataset."""

from collections.abc import Iterable


class ImpossibleChangeError(ValueError):
    """Why a change cannot be made: its arguments are sentences, each of which says what to do."""


def none_chosen(what: str) -> ImpossibleChangeError:
    """Return the error of a change that is for nothing in the dataset."""
    return ImpossibleChangeError(
        f"no {what} of the dataset is among those it is for. Correct the lists or leave it out."
    )


def new_id(stem: str, taken: Iterable[str]) -> str:
    """Return ``stem``, or ``stem`` with the first number that makes it a code nobody has yet."""
    codes, number, code = set(taken), 2, stem
    while code in codes:
        code, number = f"{stem}-{number}", number + 1
    return code
