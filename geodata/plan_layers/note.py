"""The note inside ``plan.gpkg``: what each layer is, how the plan was made and what rests on estimates."""

from collections.abc import Iterator, Sequence

from estates.domain.unknown_staff import pcns_without_staff
from estates.domain.wording import counted
from geodata.plan_layers.contents import Contents
from geodata.plan_layers.layers import Layer, LayerShape, text, whole
from geodata.plan_workbook.words import proof_in_words, stopped_in_words

NOTE = "read_me"
_FIELDS = (whole("line", "Line"), text("topic", "About"), text("text", "What to know"))


def note_layer(contents: Contents, layers: Sequence[Layer]) -> Layer:
    """Return the note as a table of one row per thing to know, the layers among them."""
    lines = [*_plan(contents), *_layers(layers), *_estimates(contents)]
    return Layer(
        name=NOTE,
        title="Read me",
        about="What each layer holds, how the plan was made and what rests on estimates.",
        shape=LayerShape.NONE,
        fields=_FIELDS,
        records=[(None, (number, *line)) for number, line in enumerate(lines, start=1)],
    )


def _plan(contents: Contents) -> Iterator[tuple[str, str]]:
    proof, plan = contents.proof, contents.plan
    total = contents.rows("icb").get("all")
    wanted, placed, unmet = (total.wanted, total.placed, total.unmet) if total else (0, 0, 0)
    yield (
        "This file",
        "A plan of the Estates Capacity Planner as map layers, ready for QGIS: styles and labels are in it.",
    )
    yield (
        "The plan",
        f"{counted(wanted, 'room session')} a week wanted, {placed:,} placed, {unmet:,} unmet; {plan.season} season.",
    )
    yield "Proof", proof_in_words(proof, weighted=contents.dataset.is_weighted)
    yield (
        "Method",
        "Posts and programmes are placed in rooms marked free, half-day by half-day, by mathematical optimisation; "
        "the plan was checked again by code that never saw the solver. Solving ended because "
        f"{stopped_in_words(plan.stopped_by, plan.lost)}.",
    )
    paper = proof["settings"]["paper"]
    if paper["organisation"]:
        yield "Whose figures", paper["organisation"]
    yield (
        "Date",
        f"{paper['date'] or 'Undated: none is named in the settings'}. The plan describes one repeating week. It was "
        f"made from the input with the fingerprint (SHA-256) {proof['input_sha256']}; proof.json beside this file "
        "holds the versions used.",
    )
    yield from (("Source of the data", source) for source in paper["sources"])
    yield "Coordinates", "British National Grid (EPSG:27700), whole metres."


def _layers(layers: Sequence[Layer]) -> Iterator[tuple[str, str]]:
    for layer in layers:
        yield f"Layer {layer.name}", f"{layer.title}: {counted(len(layer.records), 'row')}. {layer.about}"


def _estimates(contents: Contents) -> Iterator[tuple[str, str]]:
    data, proof = contents.dataset, contents.proof
    yield (
        "Estimates",
        "A row whose field “estimated” says yes rests on an estimate; in QGIS its label ends in (e). "
        f"Estimated: {sum(room.estimated for room in data.rooms):,} of {counted(len(data.rooms), 'room')}, "
        f"{sum(post.estimated for post in data.posts):,} of {counted(len(data.posts), 'post')}, and "
        f"{proof['estimated_travel_pairs']:,} travel times between pairs of sites.",
    )
    areas = sum(area.estimated for area in contents.areas)
    yield (
        "PCN areas",
        f"Estimates: {areas:,} of {len(contents.areas):,}. PCNs have no official boundary. "
        "QGIS draws those with a dashed outline.",
    )
    without_staff = pcns_without_staff(data)
    if without_staff:
        names = [contents.pcn_name(code) or code for code in without_staff]
        yield "PCN staff not known", f"{', '.join(names)}: figures are of other posts; the rest is unknown, not nought."
    yield (
        "Not known",
        f"{counted(proof['unknown_room_cells'], 'room half-day')} of which nobody has said whether the room is free. "
        "They are never treated as free.",
    )
