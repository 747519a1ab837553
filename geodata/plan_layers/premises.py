"""The layers of premises: sites, rooms and capital schemes."""

from collections.abc import Iterator

from estates.domain.rooms import Room
from estates.domain.schemes import Scheme
from estates.domain.sites import Site
from estates.domain.slots import SLOTS
from estates.domain.wording import ROOM_TYPE_WORDS, counted, listed, slot_in_words
from estates.domain.words import Cell
from geodata.plan_layers.contents import Contents
from geodata.plan_layers.layers import ESTIMATED, Layer, LayerShape, Record, number, text, whole, yes_or_no

_SITE_FIELDS = (
    text("site_id", "Site"),
    text("name", "Name"),
    text("kind", "Kind of site", "practice, branch, hub, hospital, pop_up, mobile or office"),
    text("practice_code", "Practice code"),
    text("practice", "Practice"),
    text("pcn_code", "PCN code"),
    text("pcn", "PCN"),
    text("postcode", "Postcode"),
    text("position_from", "Position from", "grid, coordinates or postcode: what the dataset gave"),
    text("share_with", "Shared with", "whose posts may use its free rooms: practice, pcn, group or any"),
    text("tenure", "Tenure"),
    text("lease_end", "Lease ends"),
    text("condition", "Condition (A to D)"),
    number("gia_m2", "Gross internal area, m²"),
    text("step_free", "Step-free"),
    whole("rooms", "Rooms"),
    whole("wanted", "Sessions wanted by staff based here", "room sessions a week"),
    whole("placed", "Of these placed", "room sessions a week, wherever the room is"),
    whole("unmet", "Of these unmet", "room sessions a week without a room"),
    number("unmet_share", "Unmet share (0 to 1)"),
    whole("held", "Sessions held in its rooms", "room sessions a week of posts and programmes, whoever they are"),
    whole("free_left", "Free places left", "places of its rooms in half-days marked free that the plan does not use"),
    whole("unknown_cells", "Room half-days not known", "never treated as free"),
    ESTIMATED,
)
_ROOM_FIELDS = (
    text("room_id", "Room"),
    text("name", "Name"),
    text("room_type", "Room type"),
    text("room_type_words", "Room type in words"),
    text("site_id", "Site"),
    text("site", "Site name"),
    number("area_m2", "Area, m²"),
    whole("places", "Places", "people at a time"),
    text("features", "Features"),
    whole("free", "Places free in the week", "half-days marked free, times places"),
    whole("used", "Of these used by the plan", "a programme fills all places of a room"),
    number("use_share", "Share of free places used (0 to 1)", "blank where none is free"),
    whole("unknown_cells", "Half-days not known", "never treated as free"),
    ESTIMATED,
)
_SCHEME_FIELDS = (
    text("scheme_id", "Scheme"),
    text("name", "Name"),
    text("site_id", "Site"),
    text("site", "Site name"),
    text("pcn_code", "PCN code"),
    number("capital_cost", "Capital cost, £"),
    number("annual_cost", "Annual cost, £"),
    whole("life_years", "Life, years"),
    number("grant_share", "Share paid by grant (0 to 1)"),
    whole("earliest_year", "Earliest year"),
    text("changes", "What it changes", "rooms added, converted and opened"),
    text("excludes", "Rules out", "schemes that cannot be done as well"),
    text("requires", "Needs", "schemes that must be done as well"),
    ESTIMATED,
)


def sites_layer(contents: Contents) -> Layer:
    """Return every site with what its own staff want and what its rooms hold."""
    rows = contents.rows("site")

    def record(site: Site) -> Record:
        row = rows.get(site.site_id)
        figures = (row.wanted, row.placed, row.unmet, row.unmet_share) if row else (0, 0, 0, 0)
        free, used, unknown = (sum(part) for part in zip((0, 0, 0), *_weeks(contents, site), strict=True))
        return contents.point(site.site_id), (
            *(site.site_id, site.name, site.kind.value),
            *(site.practice_code, contents.practice_name(site.practice_code)),
            *(site.pcn_code, contents.pcn_name(site.pcn_code)),
            *(site.postcode, site.position_from, site.share_with.value, site.tenure),
            None if site.lease_end is None else site.lease_end.isoformat(),
            None if site.condition is None else site.condition.value,
            *(site.gia_m2, yes_or_no(site.step_free)),
            len(contents.dataset.rooms_at[site.site_id]),
            *figures,
            *(contents.held_at.get(site.site_id, 0), free - used, unknown),
            yes_or_no(_site_is_estimated(contents, site) or (row is not None and row.estimated)),
        )

    return Layer(
        name="sites",
        title="Sites",
        about="One point per building. Wanted, placed and unmet count the sessions of the staff based there; held "
        "counts the sessions in its rooms, whoever comes.",
        shape=LayerShape.POINT,
        fields=_SITE_FIELDS,
        records=[record(site) for site in contents.dataset.sites],
    )


def rooms_layer(contents: Contents) -> Layer:
    """Return every room at the place of its site, with how much of its free time the plan uses."""

    def record(room: Room) -> Record:
        site = contents.dataset.site_by_id[room.site_id]
        free, used, unknown = _week(contents, room)
        return contents.point(room.site_id), (
            *(room.room_id, room.name, room.room_type.value, ROOM_TYPE_WORDS[room.room_type].capitalize()),
            *(room.site_id, site.name, room.area_m2, room.places, ", ".join(sorted(room.features)) or None),
            *(free, used, used / free if free else None, unknown),
            yes_or_no(room.estimated or site.estimated),
        )

    return Layer(
        name="rooms",
        title="Rooms",
        about="One point per room, at the place of its site: a plan does not know where in a building a room is. QGIS "
        "draws the rooms of a site side by side.",
        shape=LayerShape.POINT,
        fields=_ROOM_FIELDS,
        records=[record(room) for room in contents.dataset.rooms],
    )


def schemes_layer(contents: Contents) -> Layer:
    """Return every capital scheme at the place of its site."""

    def record(scheme: Scheme) -> Record:
        site = contents.dataset.site_by_id[scheme.site_id]
        return contents.point(scheme.site_id), (
            *(scheme.scheme_id, scheme.name, scheme.site_id, site.name, site.pcn_code),
            *(scheme.capital_cost, scheme.annual_cost, scheme.life_years, scheme.grant_share, scheme.earliest_year),
            *(scheme_in_words(scheme), listed(scheme.excludes) or None, listed(scheme.requires) or None),
            yes_or_no(scheme.estimated or site.estimated),
        )

    return Layer(
        name="schemes",
        title="Capital schemes",
        about="One point per capital scheme of the dataset, at its site: costs and what it would change. None of them "
        "is part of this plan.",
        shape=LayerShape.POINT,
        fields=_SCHEME_FIELDS,
        records=[record(scheme) for scheme in contents.dataset.schemes],
    )


def scheme_in_words(scheme: Scheme) -> str | None:
    """Return what a scheme adds, converts and opens, in words; nothing where it changes nothing."""
    parts = [f"adds {counted(count, ROOM_TYPE_WORDS[kind])}" for kind, count in scheme.adds]
    parts += [f"turns room {room} into a {ROOM_TYPE_WORDS[kind]}" for room, kind in scheme.converts]
    opened: dict[str, list[str]] = {}
    for room, slot in scheme.opens:
        opened.setdefault("every room" if room == "*" else f"room {room}", []).append(slot_in_words(slot))
    parts += [f"opens {room} on {listed(slots)}" for room, slots in opened.items()]
    return "; ".join(parts) or None


def _weeks(contents: Contents, site: Site) -> Iterator[tuple[int, int, int]]:
    return (_week(contents, room) for room in contents.dataset.rooms_at[site.site_id])


def _week(contents: Contents, room: Room) -> tuple[int, int, int]:
    """Return a room's free places, those of them used, and its half-days that nobody knows."""
    free = room.cells.count(Cell.FREE) * room.places
    used = sum(contents.people.get((room.room_id, slot), 0) for slot in SLOTS)
    return free, used, room.cells.count(Cell.UNKNOWN)


def _site_is_estimated(contents: Contents, site: Site) -> bool:
    return site.estimated or any(room.estimated for room in contents.dataset.rooms_at[site.site_id])
