"""Measured journeys of the made-up county: the chain ferry over the harbour mouth, and the road when it is laid up."""

from collections.abc import Iterator

from geodata.example.dice import Dice
from geodata.example.places import practices

Row = dict[str, str]

PENINSULA = "UW0008"
PORT = "UW0001"
FERRY_MINUTES = (14, 19)
ROAD_ROUND_MINUTES = (44, 56)
QUEUE_MINUTES = 2.5


def travel_rows() -> list[Row]:
    """Return the rows of ``travel`` between the peninsula and the port, both ways, in both seasons."""
    dice = Dice("ferry")
    here = [*_main_sites(PENINSULA), "XWH07"]
    there = ["XWH01", *_main_sites(PORT)[:3]]
    return [row for start in here for end in there for row in _crossing(start, end, dice)]


def _main_sites(network: str) -> list[str]:
    return [practice.sites[0].site_id for practice in practices() if practice.network.code == network]


def _crossing(peninsula: str, port: str, dice: Dice) -> Iterator[Row]:
    """Give both directions of a crossing; the queue on the port side makes the way back a little longer."""
    ferry, road = dice.whole(*FERRY_MINUTES), dice.whole(*ROAD_ROUND_MINUTES)
    for start, end, wait in ((peninsula, port, 0.0), (port, peninsula, QUEUE_MINUTES)):
        ends = {"from_site": start, "to_site": end}
        yield ends | {"minutes": f"{ferry + wait:g}", "season": "all", "estimated": "no"}
        yield ends | {"minutes": f"{road}", "season": "winter", "estimated": "yes"}
