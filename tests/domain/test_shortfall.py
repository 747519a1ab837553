"""The shortfall by hand on one small world; that its levels agree on any world is a property test."""

from decimal import Decimal

from estates.domain.practices import Pcn, Practice
from estates.domain.settings import Settings
from estates.domain.shortfall import Explanation, ShortfallRow, shortfall_rows, unmet_rows, use_rows
from estates.domain.words import PlacementKind, Reason, RoomType, SiteKind
from tests.builders import MON_AM, MON_PM, cells, dataset, hub_placed, placed, post, programme, room, site

DATA = dataset(
    sites=(site("S1"), site("S2", SiteKind.HUB)),
    rooms=(
        room("R1", places=2),
        room("R2", "S2", places=3, cells=cells(free="MON_AM", unknown="MON_PM")),
    ),
    posts=(post("A", 3), post("B", 2, role_id="splw", practice_code=None, estimated=True)),
    programmes=(programme("H", sessions=2, room_types=(RoomType.TREATMENT, RoomType.CONSULT_EXAM)),),
    practices=(Practice(practice_code="P1", name="The Surgery", pcn_code="N1", list_size=9000),),
    pcns=(Pcn(pcn_code="N1", name="North"),),
)
ROWS = (
    placed("A", MON_AM),
    placed("A", MON_PM),
    placed("B", MON_AM),
    hub_placed("H", MON_AM, "R2", "S2"),
)


def level(name: str) -> list[ShortfallRow]:
    """Return the rows of one level."""
    return [row for row in shortfall_rows(DATA, ROWS, Settings()) if row.level == name]


def figures(name: str) -> list[tuple[str, int, int, int]]:
    """Return code, wanted, placed and unmet of one level."""
    return [(row.code, row.wanted, row.placed, row.unmet) for row in level(name)]


def test_the_area_has_one_row_with_rooms_and_square_metres() -> None:
    """One physiotherapist's session (16 m²), one link worker's (8 m²) and one of the hub's (18 m²) are unmet."""
    (row,) = level("icb")
    assert (row.code, row.wanted, row.placed, row.unmet) == ("all", 7, 4, 3)
    assert row.unmet_share == Decimal("0.428571")
    assert row.rooms_equivalent == Decimal("0.3")
    assert row.area_m2 == Decimal("4.2")


def test_programmes_and_posts_without_a_code_count_under_none() -> None:
    """A programme has no PCN, practice, site or role; a post may have no practice."""
    assert figures("pcn") == [("N1", 5, 3, 2), ("none", 2, 1, 1)]
    assert figures("practice") == [("P1", 3, 2, 1), ("none", 4, 2, 2)]
    assert figures("site") == [("S1", 5, 3, 2), ("none", 2, 1, 1)]
    assert figures("role") == [("fcp_physio", 3, 2, 1), ("splw", 2, 1, 1), ("none", 2, 1, 1)]


def test_room_types_are_the_first_of_the_role_or_programme() -> None:
    """A link worker counts as an interview room wherever it sits, a programme by its own first type."""
    assert figures("room_type") == [("consult_exam", 3, 2, 1), ("interview", 2, 1, 1), ("treatment", 2, 1, 1)]


def test_slots_hold_what_is_placed_and_any_what_is_not() -> None:
    """Slots stand in the order of the week; ``any`` comes last."""
    assert figures("slot") == [("MON_AM", 3, 3, 0), ("MON_PM", 1, 1, 0), ("any", 3, 0, 3)]


def test_names_are_those_of_the_tables() -> None:
    """A reader sees names, not codes."""
    named = {(row.level, row.code): row.name for row in shortfall_rows(DATA, ROWS, Settings())}
    assert named["pcn", "N1"] == "North"
    assert named["practice", "P1"] == "The Surgery"
    assert named["role", "fcp_physio"] == "First contact physiotherapist"
    assert named["slot", "MON_AM"] == "Monday morning"


def test_estimates_are_carried_through() -> None:
    """A row is an estimate where any demand in it is one."""
    assert [(row.code, row.estimated) for row in level("role")] == [
        ("fcp_physio", False),
        ("splw", True),
        ("none", False),
    ]


def test_a_room_in_an_estimated_building_makes_an_estimate() -> None:
    """A post placed in an estimated room rests on an estimate."""
    data = dataset(rooms=(room(estimated=True),))
    (row,) = [row for row in shortfall_rows(data, [placed("A", MON_AM)], Settings()) if row.level == "icb"]
    assert row.estimated


def test_nothing_wanted_is_a_share_of_nought() -> None:
    """A dataset without demand divides by nothing."""
    (row,) = [row for row in shortfall_rows(dataset(posts=(post(sessions=0),)), [], Settings()) if row.level == "icb"]
    assert (row.wanted, row.unmet_share) == (0, Decimal(0))


def test_unmet_has_a_row_for_everyone() -> None:
    """Posts first, then programmes; what does not apply is blank."""
    why = Explanation(reason=Reason.OUTRANKED, explanation="Others hold them.", remedy="Add a room.")
    keys = [(PlacementKind.POST, "A"), (PlacementKind.POST, "B"), (PlacementKind.PROGRAMME, "H")]
    rows = unmet_rows(DATA, ROWS, dict.fromkeys(keys, why))
    assert [(row.id, row.wanted, row.placed, row.unmet, row.estimated) for row in rows] == [
        ("A", 3, 2, 1, False),
        ("B", 2, 1, 1, True),
        ("H", 2, 1, 1, False),
    ]
    assert (rows[2].role_id, rows[2].pcn_code, rows[2].practice_code) == (None, None, None)
    assert (rows[0].reason, rows[0].explanation, rows[0].remedy) == (why.reason, why.explanation, why.remedy)


def test_use_counts_free_and_placed_in_people_and_unknown_in_cells() -> None:
    """A programme fills all places of its room; closed half-days are left out."""
    used = [(row.site_id, row.slot, row.free, row.placed, row.unknown) for row in use_rows(DATA, ROWS)]
    assert used == [
        ("S1", "MON_AM", 2, 2, 0),
        ("S1", "MON_PM", 2, 1, 0),
        ("S1", "TUE_AM", 2, 0, 0),
        ("S2", "MON_AM", 3, 3, 0),
        ("S2", "MON_PM", 0, 0, 1),
    ]
