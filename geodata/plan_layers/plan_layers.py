"""Every layer of a plan, in the order in which they stand in ``plan.gpkg``."""

from collections.abc import Callable

from geodata.plan_layers.contents import Contents
from geodata.plan_layers.layers import Layer
from geodata.plan_layers.note import note_layer
from geodata.plan_layers.premises import rooms_layer, schemes_layer, sites_layer
from geodata.plan_layers.sessions import flows_layer, placements_layer, programmes_layer, unmet_layer
from geodata.plan_layers.shortfall import pcn_layer, practice_layer

_LAYERS: tuple[Callable[[Contents], Layer], ...] = (
    pcn_layer,
    practice_layer,
    sites_layer,
    unmet_layer,
    flows_layer,
    programmes_layer,
    rooms_layer,
    placements_layer,
    schemes_layer,
)


def plan_layers(contents: Contents) -> tuple[Layer, ...]:
    """Return the layers of a plan and, last, the note on them."""
    layers = tuple(layer(contents) for layer in _LAYERS)
    return (*layers, note_layer(contents, layers))
