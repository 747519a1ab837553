"""Leases of what is built on."""

from dataclasses import replace
from datetime import date

import pytest

from estates.domain.capital.leases import lease_end, lease_ends_first
from tests.builders import site

END = date(2030, 1, 1)


@pytest.mark.parametrize(
    ("tenure", "known", "until", "told"),
    [
        ("leasehold", END, 2033, ("2030-01-01", True)),
        ("leasehold", END, 2029, ("2030-01-01", False)),
        ("leasehold", END, None, ("2030-01-01", "not known")),
        (None, None, 2033, ("not known", "not known")),
        ("Freehold, partners", None, 2033, (None, None)),
    ],
)
def test_a_lease_that_nobody_knows_of_is_unknown_and_a_freehold_has_none(
    tenure: str | None, known: date | None, until: int | None, told: tuple[object, object]
) -> None:
    """Whether it ends before the years tied do is known only where both are."""
    place = replace(site("S1"), tenure=tenure, lease_end=known)
    assert (lease_end(place), lease_ends_first(place, until)) == told
