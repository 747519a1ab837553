"""Changes written for a scenario file are read as what they were."""

from decimal import Decimal
from pathlib import Path

import pytest

from estates.domain.practices import Pcn
from estates.domain.scenario import changes
from estates.domain.scenario.changes import Change
from estates.domain.slots import Slot
from estates.domain.words import RoomType, Sharing
from geodata.scenario.file import read_scenario
from geodata.scenario.written import changes_in_a_line
from tests.builders import MON_AM, TUE_AM, dataset, post, programme, room, site, supervision

HOSTILE = '=1+1", "]}\\ \x7f\té'
SLOTS_MORE = changes.WorkSlots(slots=(Slot.SAT_AM,))
DATA = dataset(
    sites=(site("S1"), site("S2")),
    rooms=(room("R1", free="MON_AM"), room("R2", "S2")),
    posts=(post("A"), post(HOSTILE)),
    pcns=(Pcn(pcn_code="N1", name="One"),),
    programmes=(programme(),),
    supervision=(supervision(),),
)


@pytest.mark.parametrize(
    "change",
    [
        changes.Share(site_ids=("S2",), share_with=Sharing.ANY),
        changes.OpenSessions(room_ids=("R1",), slots=(TUE_AM,)),
        changes.WorkSlots(post_ids=(HOSTILE.strip(),), slots=(TUE_AM,)),
        changes.TravelLimit(post_ids=("A",), max_travel_minutes=Decimal("32.5")),
        changes.MostSites(post_ids=("A",), max_sites=3),
        changes.Supervise(site_ids=("S1",), kind="gp", slots=(MON_AM,)),
        changes.ConvertRooms(room_ids=("R1",), room_type=RoomType.TREATMENT, features=("couch",)),
        changes.AddRooms(site_ids=("S1",), room_type=RoomType.CONSULT, rooms=2),
        changes.HubSlots(programme_ids=("H",), slots=(TUE_AM,)),
    ],
)
def test_a_change_is_read_as_it_was(tmp_path: Path, change: Change) -> None:
    """Whatever its kind, and whatever its codes hold."""
    path = tmp_path / "one.toml"
    path.write_text(f"change = [{changes_in_a_line([SLOTS_MORE, change])}]", encoding="utf-8")
    assert [named.change for named in read_scenario(path, DATA).changes] == [SLOTS_MORE, change]


def test_a_change_stands_in_one_line() -> None:
    """What is as usual is left out."""
    change = changes.Share(site_ids=("S1", "S2"), share_with=Sharing.GROUP)
    assert changes_in_a_line([change]) == '{do = "share", site_ids = ["S1", "S2"], share_with = "group"}'
