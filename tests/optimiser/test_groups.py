"""Groups of posts that choose anew together."""

from random import Random

import pytest

from optimiser.candidates import survey
from optimiser.groups import few_near
from optimiser.model import build
from tests.builders import dataset, post, room, site, travel


@pytest.mark.parametrize("most", [1, 2, 3, 10])
def test_every_post_is_in_one_group_of_neighbours(most: int) -> None:
    """None is left out or taken twice, no group is too large, and the same seed gives the same groups."""
    data = dataset(
        sites=[site("S1"), site("S2")],
        rooms=[room("R1", "S1"), room("R2", "S2")],
        posts=[post(f"A{number}", base_site=f"S{number % 2 + 1}", max_travel_minutes=0) for number in range(7)],
    )
    model = build(survey(data, travel(data)))
    groups = few_near(model, most, Random(3))
    assert sorted(number for group in groups for number in group) == list(range(7))
    assert max(map(len, groups)) <= most
    assert groups == few_near(model, most, Random(3))


def test_neighbours_come_before_strangers() -> None:
    """Posts that could use the same site are in one group as long as there are any."""
    data = dataset(
        sites=[site("S1"), site("S2")],
        rooms=[room("R1", "S1"), room("R2", "S2")],
        posts=[post(f"A{number}", base_site=f"S{number % 2 + 1}", max_travel_minutes=0) for number in range(8)],
    )
    model = build(survey(data, travel(data)))
    for seed in range(5):
        for group in few_near(model, 4, Random(seed)):
            assert len({number % 2 for number in group}) == 1
