"""`proof.json`: every figure of the contract, as plain values, and back."""

import json
import math
from decimal import Decimal
from typing import Any

import pytest

from estates.domain.errors import RequestError
from estates.domain.settings import Settings
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import Standing, TravelMethod
from geodata.plan.proof import goals_of, proof_json, proof_record, standing_of
from geodata.settings_file import settings_from_dict
from tests.builders import cells, room, travel
from tests.geodata import plan_world


def record(**given: Any) -> dict[str, Any]:
    """Return the proof of the small world's plan."""
    data = given.pop("dataset", plan_world.world())
    defaults = {
        "reading": plan_world.reading(data),
        "dataset": data,
        "travel": travel(data),
        "plan": plan_world.plan(),
        "settings": Settings(),
    }
    return proof_record(**(defaults | given))


def test_a_proof_has_every_key_of_the_contract() -> None:
    """Goals with value, bound, gap and standing; what the plan was made from; what ended the solving."""
    proof = record()
    assert list(proof) == [
        "goals",
        "standing",
        "gap_asked",
        "season",
        "settings",
        "seconds",
        "seed",
        "versions",
        "input_sha256",
        "rows",
        "unknown_room_cells",
        "estimated_room_cells",
        "estimated_travel_pairs",
        "stopped_by",
    ]
    assert proof["goals"]["G3"] == {"value": 1.5, "bound": 1.25, "gap": pytest.approx(1 / 6), "standing": "feasible"}
    assert proof["rows"] == {"used": 10, "rejected": 1, "warned": 3}
    assert (proof["season"], proof["standing"], proof["stopped_by"]) == ("standard", "feasible", "work")
    assert (proof["seed"], proof["seconds"], proof["input_sha256"]) == (7, 1.235, "ab" * 32)
    assert {"planner", "python", "ortools"} <= set(proof["versions"])


def test_whole_numbers_read_as_whole_numbers() -> None:
    """12 unmet sessions are 12, not 12.0."""
    assert '"value": 12,' in proof_json(record()).decode()


def test_settings_come_back_from_their_echo() -> None:
    """`verify` works with the figures that the plan was made with."""
    assert settings_from_dict(json.loads(proof_json(record()))["settings"]) == Settings()


def test_what_is_not_known_is_counted() -> None:
    """Cells nobody has told of, cells known by estimate only, and journeys whose minutes are estimates."""
    rooms = (
        room("R1", cells=cells(free="MON_AM", unknown="TUE_AM TUE_PM")),
        room("R2", cells=cells(free="MON_AM", unknown="TUE_AM"), estimated=True),
    )
    times = TravelTimes(
        {
            ("S1", "S1"): Journey(Decimal(0), TravelMethod.SAME_SITE),
            ("S1", "HUB"): Journey(Decimal(9), TravelMethod.ESTIMATE),
            ("HUB", "S1"): Journey(Decimal(8), TravelMethod.TABLE),
        }
    )
    proof = record(dataset=plan_world.world(rooms=rooms), travel=times)
    assert proof["unknown_room_cells"] == 3
    assert proof["estimated_room_cells"] == 16
    assert proof["estimated_travel_pairs"] == 1


def test_scores_come_back_as_they_were() -> None:
    """A proof read back gives the same goals and standing."""
    read = json.loads(proof_json(record()))
    assert goals_of(read) == plan_world.plan().goals
    assert standing_of(read["standing"]) is Standing.FEASIBLE


def test_the_same_record_gives_the_same_bytes() -> None:
    """UTF-8, indented, one newline at the end."""
    content = proof_json(record())
    assert content == proof_json(record())
    assert content.endswith(b"}\n")


def test_a_figure_that_is_no_number_is_never_written() -> None:
    """A bound that is missing must not look like one: better no file at all."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        proof_json({"bound": math.inf})


@pytest.mark.parametrize(
    ("proof", "sentence"),
    [
        ({}, "gives no goals"),
        ({"goals": []}, "gives no goals"),
        ({"goals": {"G1": 3}}, "G1 has no value that is a number"),
        ({"goals": {"G1": {"value": "3", "bound": 3, "gap": 0}}}, "G1 has no value that is a number"),
        ({"goals": {"G1": {"value": True, "bound": 3, "gap": 0}}}, "G1 has no value that is a number"),
        ({"goals": {"G1": {"value": 10**400, "bound": 3, "gap": 0}}}, "G1 has no value that is a number"),
        ({"goals": {"G1": {"value": 3, "gap": 0}}}, "G1 has no bound that is a number"),
        ({"goals": {"G1": {"value": 3, "bound": 3, "gap": 0}}}, "standing of G1 must be optimal or feasible"),
        (
            {"goals": {"G1": {"value": 3, "bound": 3, "gap": 0, "standing": "best"}}},
            "standing of G1 must be optimal or feasible; found “best”",
        ),
    ],
)
def test_a_proof_of_others_that_cannot_be_read_is_told_in_a_sentence(proof: dict[str, Any], sentence: str) -> None:
    """Which goal, which figure."""
    with pytest.raises(RequestError, match=sentence):
        goals_of(proof)
