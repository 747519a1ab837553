"""PCNs' lists beside those of natural communities, and the pairs that could share."""

from dataclasses import replace
from decimal import Decimal

import pytest

from estates.domain.neighbourhoods import ListSize, pairs, pcn_lists
from estates.domain.practices import Pcn, Practice
from estates.domain.words import Sharing
from tests.builders import dataset, post, room, site, travel


def practice(code: str, pcn_code: str, list_size: int) -> Practice:
    """Return a practice with a list."""
    return Practice(practice_code=code, name=code, pcn_code=pcn_code, list_size=list_size)


@pytest.mark.parametrize(
    ("sizes", "standing", "outside_by"),
    [
        ([29_999], ListSize.BELOW, -1),
        ([10_000, 20_000], ListSize.WITHIN, 0),
        ([50_000], ListSize.WITHIN, 0),
        ([30_000, 20_001], ListSize.ABOVE, 1),
        ([], ListSize.NOT_KNOWN, 0),
    ],
)
def test_a_list_is_within_below_or_above(sizes: list[int], standing: ListSize, outside_by: int) -> None:
    """Of all practices together; without any it is not known."""
    practices = tuple(practice(f"P{n}", "N1", size) for n, size in enumerate(sizes))
    (found,) = pcn_lists(dataset(practices=practices))
    assert (found.standing, found.outside_by, found.practices) == (standing, outside_by, len(sizes))


SITES = (site("S1"), site("S2", practice_code="P2", pcn_code="N2"), site("S3", practice_code="P3", pcn_code="N3"))
POSTS = (post("A"), post("B", pcn_code="N2", base_site="S2"), post("C", pcn_code="N3", base_site="S3"))


def test_neighbours_are_those_who_could_reach_each_other() -> None:
    """Within the posts' own limits, one way at least; who is further off is no pair."""
    data = dataset(sites=SITES, posts=POSTS, rooms=(room(),))
    found = pairs(data, travel(data, S1_S2=20, S1_S3=21, S2_S3=21))
    assert [(pair.pcn_codes, pair.least_minutes, pair.site_ids) for pair in found] == [
        (("N1", "N2"), Decimal(20), ("S1", "S2"))
    ]


def test_a_site_that_its_owner_keeps_or_shares_already_is_not_opened() -> None:
    """Only what is shared within the PCN can be opened further."""
    sites = (replace(SITES[0], share_with=Sharing.PRACTICE), replace(SITES[1], share_with=Sharing.GROUP), SITES[2])
    data = dataset(sites=sites, posts=POSTS, rooms=(room(),))
    assert {pair.site_ids for pair in pairs(data, travel(data))} == {("S3",)}


def test_pairs_of_a_group_share_with_it_and_others_with_any() -> None:
    """Blank never matches blank."""
    pcns = (Pcn(pcn_code="N1", name="One", group="East"), Pcn(pcn_code="N2", name="Two", group="East"))
    data = dataset(sites=SITES, posts=POSTS, rooms=(room(),), pcns=(*pcns, Pcn(pcn_code="N3", name="Three")))
    found = {pair.pcn_codes: (pair.same_group, pair.share_with) for pair in pairs(data, travel(data))}
    assert found == {
        ("N1", "N2"): (True, Sharing.GROUP),
        ("N1", "N3"): (False, Sharing.ANY),
        ("N2", "N3"): (False, Sharing.ANY),
    }
