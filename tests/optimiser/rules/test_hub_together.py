"""R11: at most ``sessions_per_week``; rooms together at one candidate site."""

from estates.domain.words import SiteKind
from optimiser.candidates import survey
from optimiser.rules.hub_together import hub_together
from tests.builders import MON_AM, MON_PM, cells, dataset, programme, room, site, travel
from tests.optimiser.one_rule import Hub, allows

HUBS: list[Hub] = [("H", "S1", MON_AM), ("H", "S1", MON_PM)]


def test_sessions_up_to_the_number_wanted_are_allowed_and_one_more_forbidden() -> None:
    """The boundary: two of two, but not two of one."""
    for wanted, is_allowed in ((2, True), (1, False)):
        data = dataset(sites=(site("S1", SiteKind.HUB),), programmes=(programme(sessions=wanted),))
        assert allows(hub_together, data, hubs=HUBS) is is_allowed


def test_a_session_needs_all_its_rooms_free_together() -> None:
    """Two rooms free in different slots hold no session of two rooms."""
    rooms = (room(cells=cells("MON_AM TUE_AM")), room("R2", cells=cells("MON_PM TUE_AM")))
    data = dataset(sites=(site("S1", SiteKind.HUB),), rooms=rooms, programmes=(programme(rooms=2),))
    (choices,) = survey(data, travel(data)).programmes
    assert [slot.value for slot in choices.slots_at["S1"]] == ["TUE_AM"]


def test_a_site_that_is_no_candidate_holds_no_session() -> None:
    """A practice site is no hub unless the programme names it."""
    data = dataset(programmes=(programme(),))
    assert survey(data, travel(data)).programmes[0].slots_at == {}
    named = dataset(programmes=(programme(candidate_sites=("S1",)),), sites=(site(),))
    assert survey(named, travel(named)).programmes[0].slots_at.keys() == {"S1"}
