"""R10: learners of a kind at a site in a slot are at most the supervision places."""

from estates.domain.practices import Supervision
from optimiser.rules.supervised import supervised
from tests.builders import MON_AM, MON_PM, dataset, post, room, supervision
from tests.optimiser.one_rule import Day, allows

LEARNERS = (post("A", role_id="gpst3"), post("B", role_id="gpst3"))
DAYS: list[Day] = [("A", "S1", (MON_AM,)), ("B", "S1", (MON_AM,))]


def allowed(*rows: Supervision) -> tuple[bool, bool]:
    """Whether one learner, and two, may be there under the supervision given."""
    data = dataset(posts=LEARNERS, rooms=(room(places=2),), supervision=rows)
    return allows(supervised, data, *DAYS[:1]), allows(supervised, data, *DAYS)


def test_as_many_learners_as_places_are_allowed_and_one_more_forbidden() -> None:
    """The boundary, at one place and at two."""
    assert allowed(supervision(MON_AM=1)) == (True, False)
    assert allowed(supervision(MON_AM=2)) == (True, True)


def test_no_row_of_supervision_means_no_place() -> None:
    """Neither a missing row nor one of another kind or slot lets a learner in."""
    assert allowed() == (False, False)
    assert allowed(supervision(kind="nurse", MON_AM=2)) == (False, False)
    assert allowed(supervision(MON_PM=2)) == (False, False)


def test_who_needs_no_supervisor_is_not_counted() -> None:
    """A qualified post stands beside the learner."""
    data = dataset(posts=(LEARNERS[0], post("B")), rooms=(room(places=2),), supervision=(supervision(MON_AM=1),))
    assert allows(supervised, data, *DAYS)
    assert allows(supervised, data, ("B", "S1", (MON_PM,)))
