"""The layers of sessions: placements, what is unmet and why, programmes by site, and the journeys of staff."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import shapely

from estates.domain.estimates import is_estimated
from estates.domain.plan import Placement
from estates.domain.programmes import Programme
from estates.domain.shortfall import UnmetRow
from estates.domain.slots import SLOT_ORDER
from estates.domain.wording import listed, slot_in_words
from estates.domain.words import PlacementKind, TravelMethod
from geodata.plan_layers.contents import Contents
from geodata.plan_layers.layers import ESTIMATED, Layer, LayerShape, Record, number, text, whole, yes_or_no
from geodata.plan_workbook.words import REASON_WORDS

METHOD_WORDS = {
    TravelMethod.SAME_SITE: "same site",
    TravelMethod.TABLE: "travel table",
    TravelMethod.ROUTER: "road network",
    TravelMethod.ESTIMATE: "estimate",
}
_PLACEMENT_FIELDS = (
    text("kind", "Post or programme"),
    text("id", "ID"),
    text("who", "Role, or programme"),
    text("pcn_code", "PCN code of the post"),
    text("slot", "Half-day"),
    text("slot_words", "Half-day in words"),
    text("site_id", "Site"),
    text("site", "Site name"),
    text("room_id", "Room"),
    text("room", "Room name"),
    text("base_site", "Base of the post"),
    number("minutes", "Minutes from base, one way"),
    text("minutes_from", "Minutes from", "travel table, road network or estimate"),
    text("pinned", "Pinned", "yes where the dataset says that it must stand"),
    ESTIMATED,
)
_UNMET_FIELDS = (
    text("kind", "Post or programme"),
    text("id", "ID"),
    text("role_id", "Role code"),
    text("who", "Role, or programme"),
    text("pcn_code", "PCN code"),
    text("practice_code", "Practice code"),
    text("base_site", "Base of the post"),
    text("base", "Name of the base"),
    whole("wanted", "Sessions wanted", "room sessions a week"),
    whole("placed", "Sessions placed", "room sessions a week"),
    whole("unmet", "Sessions unmet", "room sessions a week without a room"),
    text("reason", "Reason code"),
    text("reason_words", "Reason"),
    text("explanation", "Explanation"),
    text("remedy", "What to look at"),
    ESTIMATED,
)
_PROGRAMME_FIELDS = (
    text("programme_id", "Programme code"),
    text("name", "Programme"),
    text("site_id", "Site"),
    text("site", "Site name"),
    whole("hub_sessions", "Hub sessions here", "half-days a week when its rooms are taken together"),
    whole("room_sessions", "Room sessions here"),
    text("half_days", "Half-days here"),
    whole("wanted", "Room sessions wanted in all"),
    whole("placed", "Room sessions placed in all"),
    whole("unmet", "Room sessions unmet in all"),
    text("pcn_codes", "PCNs served"),
    ESTIMATED,
)
_FLOW_FIELDS = (
    text("from_site", "Base"),
    text("from_name", "Name of the base"),
    text("to_site", "Site of the room"),
    text("to_name", "Name of that site"),
    whole("sessions", "Sessions a week"),
    whole("posts", "Posts that travel"),
    number("minutes", "Minutes, one way"),
    text("minutes_from", "Minutes from", "travel table, road network or estimate"),
    ESTIMATED,
)


def placements_layer(contents: Contents) -> Layer:
    """Return every room session at the site of its room."""

    def record(row: Placement) -> Record:
        data = contents.dataset
        base = contents.dataset.base_of(row.kind, row.id)
        journey = None if base is None else contents.travel.journey(base.site_id, row.site_id)
        return contents.point(row.site_id), (
            *(row.kind.value, row.id, contents.dataset.who(row.kind, row.id)),
            data.post_by_id[row.id].pcn_code if row.kind is PlacementKind.POST else None,
            *(row.slot.value, slot_in_words(row.slot), row.site_id, data.site_by_id[row.site_id].name),
            *(row.room_id, data.room_by_id[row.room_id].name, None if base is None else base.site_id),
            *((journey.minutes, METHOD_WORDS[journey.method]) if journey else (None, None)),
            *(yes_or_no(row.pinned), yes_or_no(is_estimated(row, data))),
        )

    return Layer(
        name="placements",
        title="Placements",
        about="One point per room session, at the site of its room. QGIS gathers those of a site into one mark with "
        "their number.",
        shape=LayerShape.POINT,
        fields=_PLACEMENT_FIELDS,
        records=[record(row) for row in contents.plan.placements],
    )


def unmet_layer(contents: Contents) -> Layer:
    """Return every post at its base and every programme, with what is unmet and why."""

    def record(row: UnmetRow) -> Record:
        base = contents.dataset.base_of(row.kind, row.id)
        return None if base is None else contents.point(base.site_id), (
            *(
                row.kind.value,
                row.id,
                row.role_id,
                contents.dataset.who(row.kind, row.id),
                row.pcn_code,
                row.practice_code,
            ),
            *((base.site_id, base.name) if base else (None, None)),
            *(row.wanted, row.placed, row.unmet, row.reason.value, REASON_WORDS[row.reason]),
            *(row.explanation, row.remedy, yes_or_no(row.estimated)),
        )

    return Layer(
        name="unmet",
        title="Unmet sessions",
        about="One row per post, at its base, and per programme, which has no place. QGIS draws those with unmet "
        "sessions; the table holds all.",
        shape=LayerShape.POINT,
        fields=_UNMET_FIELDS,
        records=[record(row) for row in contents.unmet],
    )


def programmes_layer(contents: Contents) -> Layer:
    """Return every programme once for each site that it uses; one without any site has a row without a place."""
    used: dict[str, dict[str, list[Placement]]] = defaultdict(lambda: defaultdict(list))
    for row in contents.plan.placements:
        if row.kind is PlacementKind.PROGRAMME:
            used[row.id][row.site_id].append(row)
    records = [
        record
        for programme in contents.dataset.programmes
        for record in _programme(contents, programme, used.get(programme.programme_id, {}))
    ]
    return Layer(
        name="programmes",
        title="Programmes by site used",
        about="One point per programme and site that it uses. A programme without any hub session has a row without a "
        "place.",
        shape=LayerShape.POINT,
        fields=_PROGRAMME_FIELDS,
        records=records,
    )


def flows_layer(contents: Contents) -> Layer:
    """Return a line for each pair of base and other site that staff travel between."""
    sessions: Counter[tuple[str, str]] = Counter()
    posts: dict[tuple[str, str], set[str]] = defaultdict(set)
    estimated: set[tuple[str, str]] = set()
    for row in contents.plan.placements:
        base = contents.dataset.base_of(row.kind, row.id)
        if base is not None and base.site_id != row.site_id:
            pair = (base.site_id, row.site_id)
            sessions[pair] += 1
            posts[pair].add(row.id)
            if is_estimated(row, contents.dataset):
                estimated.add(pair)
    records = [
        _flow(contents, pair, sessions=sessions[pair], posts=len(posts[pair]), estimated=pair in estimated)
        for pair in sorted(sessions)
    ]
    return Layer(
        name="flows",
        title="Journeys from base to a room elsewhere",
        about="One straight line from base to site for the staff whose room is elsewhere, with sessions a week and "
        "minutes one way; the line is not the road taken.",
        shape=LayerShape.LINE,
        fields=_FLOW_FIELDS,
        records=records,
    )


def _programme(contents: Contents, programme: Programme, used: dict[str, list[Placement]]) -> Iterator[Record]:
    placed = sum(len(rows) for rows in used.values())
    wanted = programme.room_sessions_wanted
    totals = (wanted, placed, max(0, wanted - placed), listed(programme.pcn_codes))
    named = (programme.programme_id, programme.name)
    if not used:
        nothing_here = (None, None, 0, 0, None)
        yield None, (*named, *nothing_here, *totals, yes_or_no(programme.estimated))
    for site_id, rows in sorted(used.items()):
        half_days = sorted({row.slot for row in rows}, key=SLOT_ORDER.__getitem__)
        here = (len(half_days), len(rows), listed([slot_in_words(slot) for slot in half_days]))
        flag = yes_or_no(any(is_estimated(row, contents.dataset) for row in rows))
        site = contents.dataset.site_by_id[site_id]
        yield contents.point(site_id), (*named, site_id, site.name, *here, *totals, flag)


def _flow(contents: Contents, pair: tuple[str, str], *, sessions: int, posts: int, estimated: bool) -> Record:
    base, site = (contents.dataset.site_by_id[site_id] for site_id in pair)
    journey = contents.travel.journey(*pair)
    rests = estimated or journey is None or journey.is_estimate
    line = shapely.LineString([(base.easting, base.northing), (site.easting, site.northing)])
    return line, (
        *(base.site_id, base.name, site.site_id, site.name, sessions, posts),
        *((journey.minutes, METHOD_WORDS[journey.method]) if journey else (None, None)),
        yes_or_no(rests),
    )
