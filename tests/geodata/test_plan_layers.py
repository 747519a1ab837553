"""The layers of a plan: the same figures as its tables, each row at its place."""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from estates.domain.practices import Practice
from estates.domain.schemes import Scheme
from estates.domain.slots import Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import Reason, RoomType, SiteKind, TravelMethod
from geodata.plan_layers.layers import Layer
from geodata.plan_layers.plan_layers import plan_layers
from tests.builders import MON_AM, dataset, placed, post, room, site, travel
from tests.geodata import plan_world
from tests.geodata.layer_world import by_field, contents

NAMES = (
    *("shortfall_by_pcn", "shortfall_by_practice", "sites", "unmet", "flows"),
    *("programmes", "rooms", "placements", "schemes", "read_me"),
)


def layers(*given: object, **named: object) -> dict[str, Layer]:
    """Return the layers of the small plan by name."""
    return {layer.name: layer for layer in plan_layers(contents(*given, **named))}  # type: ignore[arg-type]


def test_every_layer_is_there_and_every_row_has_a_value_for_every_field() -> None:
    """The names are what users' own QGIS projects hang on."""
    made = layers()
    assert tuple(made) == NAMES
    for layer in made.values():
        assert all(len(values) == len(layer.fields) for _, values in layer.records)
        assert len({field.alias for field in layer.fields}) == len(layer.fields)


@pytest.mark.parametrize(("name", "level"), [("shortfall_by_pcn", "pcn"), ("shortfall_by_practice", "practice")])
def test_a_shortfall_layer_adds_up_to_the_whole(name: str, level: str) -> None:
    """Sessions of no PCN or practice have a row of their own, without a place."""
    rows = by_field(layers()[name])
    shown = plan_world.shown()
    whole = next(row for row in shown["shortfall"] if row.level == "icb")
    for figure in ("wanted", "placed", "unmet"):
        assert sum(row[figure] for row in rows) == getattr(whole, figure)
    nowhere = next(row for row in rows if row[f"{level}_code"] == "none")
    assert nowhere["shape"] is None


def test_a_site_tells_what_its_staff_want_and_what_its_rooms_hold() -> None:
    """The hub's rooms hold two sessions of people based nowhere; the surgery's staff want six."""
    surgery, hub = by_field(layers()["sites"])
    assert (surgery["wanted"], surgery["placed"], surgery["unmet"], surgery["held"]) == (6, 3, 3, 3)
    assert (hub["wanted"], hub["held"], hub["rooms"], hub["free_left"]) == (0, 2, 2, 0)
    assert surgery["shape"] == Point(400_000, 100_000)


def test_free_places_left_are_those_that_nobody_uses() -> None:
    """R1 has two places in two half-days; three people sit there."""
    (surgery, _), (first, *_) = by_field(layers()["sites"]), by_field(layers()["rooms"])
    assert surgery["free_left"] == 1
    assert (first["free"], first["used"], first["use_share"]) == (4, 3, 0.75)


def test_a_room_that_is_never_free_has_no_share() -> None:
    """Nothing is divided by nought."""
    data = plan_world.world(rooms=(*plan_world.world().rooms, room("R9", free="")))
    row = next(row for row in by_field(layers(data)["rooms"]) if row["room_id"] == "R9")
    assert (row["free"], row["use_share"]) == (0, None)


def test_unmet_holds_everybody_with_the_reason_in_words() -> None:
    """Posts stand at their base, a programme has no place."""
    rows = {row["id"]: row for row in by_field(layers()["unmet"])}
    assert set(rows) == {"A", "B", "C", "W"}
    assert (rows["C"]["unmet"], rows["C"]["reason"], rows["C"]["reason_words"]) == (
        3,
        Reason.IN_USE.value,
        "Rooms in reach are in use or closed",
    )
    assert rows["C"]["shape"] == Point(400_000, 100_000)
    assert rows["W"]["shape"] is None


def test_what_rests_on_an_estimate_is_marked_on_every_row() -> None:
    """B is an estimated post: its placement and its row are marked, A's are not."""
    made = layers()
    marked = {row["id"]: row["estimated"] for row in by_field(made["unmet"])}
    assert (marked["A"], marked["B"]) == ("no", "yes")
    assert {row["estimated"] for row in by_field(made["placements"]) if row["id"] == "B"} == {"yes"}
    assert {row["estimated"] for row in by_field(made["placements"]) if row["id"] == "A"} == {"no"}
    for layer in made.values():
        assert layer.name == "read_me" or "estimated" in {field.name for field in layer.fields}


def test_a_flow_counts_sessions_and_posts_and_says_where_its_minutes_come_from() -> None:
    """Two posts go from S1 to S2 for three sessions; minutes by estimate mark the row."""
    data = dataset(
        sites=(site("S1"), site("S2", easting=403_000)),
        rooms=(room("R2", "S2", free="MON_AM TUE_AM", places=2),),
        posts=(post("A", 2), post("B", 1)),
    )
    rows = [
        placed("A", MON_AM, "R2", "S2"),
        placed("A", Slot.TUE_AM, "R2", "S2"),
        placed("B", MON_AM, "R2", "S2"),
    ]
    times = TravelTimes({**travel(data).journeys, ("S1", "S2"): Journey(12, TravelMethod.ESTIMATE)})  # type: ignore[arg-type]
    (row,) = by_field(layers(data, plan_world.plan(rows), travel=times)["flows"])
    assert (row["from_site"], row["to_site"], row["sessions"], row["posts"]) == ("S1", "S2", 3, 2)
    assert (row["minutes"], row["minutes_from"], row["estimated"]) == (12, "estimate", "yes")
    assert list(row["shape"].coords) == [(400_000, 100_000), (403_000, 100_000)]
    (known,) = by_field(layers(data, plan_world.plan(rows))["flows"])
    assert (known["minutes_from"], known["estimated"]) == ("travel table", "no")


def test_a_programme_has_a_row_for_each_site_that_it_uses() -> None:
    """One hub session takes two rooms; without any, the programme is still there."""
    (row,) = by_field(layers()["programmes"])
    assert (row["site_id"], row["hub_sessions"], row["room_sessions"]) == ("HUB", 1, 2)
    assert (row["wanted"], row["placed"], row["unmet"], row["half_days"]) == (2, 2, 0, "Monday morning")
    (nowhere,) = by_field(layers(None, plan_world.plan([]))["programmes"])
    assert (nowhere["site_id"], nowhere["unmet"], nowhere["shape"]) == (None, 2, None)


def test_a_programme_and_a_post_of_one_id_are_told_apart() -> None:
    """Ids are unique in their own table only."""
    data = plan_world.world(posts=(post("W", 1, estimated=True),))
    rows = [placed("W", MON_AM), *plan_world.placements()[3:]]
    (row,) = by_field(layers(data, plan_world.plan(rows))["programmes"])
    assert (row["placed"], row["estimated"]) == (2, "no")


def test_a_practice_stands_at_its_main_building() -> None:
    """A branch that comes first in the table does not stand for its practice."""
    sites = (
        site("BR", SiteKind.BRANCH, easting=401_000),
        site("S1"),
        site("HUB", SiteKind.HUB),
    )
    row, *_ = by_field(layers(plan_world.world(sites=sites))["shortfall_by_practice"])
    assert (row["practice_code"], row["name"], row["at_site"]) == ("P1", "Quay Surgery", "S1")
    assert row["shape"] == Point(400_000, 100_000)


def test_a_practice_without_a_site_or_a_row_is_still_there() -> None:
    """Its list is known, its place is not."""
    lonely = Practice(practice_code="P9", name="Nowhere Surgery", pcn_code="N1", list_size=5)
    data = plan_world.world(practices=(*plan_world.world().practices, lonely))
    row = next(row for row in by_field(layers(data)["shortfall_by_practice"]) if row["practice_code"] == "P9")
    assert (row["name"], row["list_size"], row["wanted"], row["shape"]) == ("Nowhere Surgery", 5, 0, None)


def test_a_scheme_says_in_words_what_it_changes() -> None:
    """Rooms added, converted and opened."""
    scheme = Scheme(
        scheme_id="X",
        name="Extend",
        site_id="S1",
        capital_cost=300_000,  # type: ignore[arg-type]
        adds=((RoomType.CONSULT_EXAM, 2),),
        converts=(("R1", RoomType.TREATMENT),),
        opens=(("*", Slot.SAT_AM), ("R1", Slot.MON_EVE)),
        excludes=("Y",),
    )
    (row,) = by_field(layers(plan_world.world(schemes=(scheme,)))["schemes"])
    assert row["changes"] == (
        "adds 2 consulting/examination rooms; turns room R1 into a treatment room; "
        "opens every room on Saturday morning; opens room R1 on Monday evening"
    )
    assert (row["excludes"], row["requires"]) == ("Y", None)


def test_the_note_explains_every_layer_and_counts_the_estimates() -> None:
    """A file that is passed on alone explains itself."""
    made = layers()
    lines = {row["topic"]: row["text"] for row in by_field(made["read_me"])}
    for name in NAMES[:-1]:
        assert made[name].title in lines[f"Layer {name}"]
    assert "8 room sessions a week wanted, 5 placed, 3 unmet" in lines["The plan"]
    assert "1 of 3 posts" in lines["Estimates"]
    assert "ab" * 32 in lines["Date"]
    assert lines["Date"].startswith("Undated: none is named in the settings.")
    assert lines["PCN areas"].startswith("Estimates: 1 of 1.")


def test_a_bare_dataset_gives_layers_too() -> None:
    """No programmes, practices, PCN names or placements: empty layers, no missing ones."""
    made = layers(dataset(sites=(site(pcn_code=None, practice_code=None),)), plan_world.plan([]))
    assert tuple(made) == NAMES
    assert [len(made[name].records) for name in ("flows", "programmes", "placements", "schemes")] == [0, 0, 0, 0]
    (row,) = by_field(made["sites"])
    assert (row["pcn"], row["unmet"]) == (None, 1)


def test_a_site_whose_rooms_are_estimated_is_marked() -> None:
    """Its free places rest on them."""
    data = plan_world.world()
    rooms = tuple(replace(each, estimated=each.site_id == "HUB") for each in data.rooms)
    data = replace(data, rooms=rooms, posts=(post("A", 2),), programmes=())
    surgery, hub = by_field(layers(data, plan_world.plan([placed("A", MON_AM)]))["sites"])
    assert (surgery["estimated"], hub["estimated"]) == ("no", "yes")
