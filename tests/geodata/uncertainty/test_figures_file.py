"""The file of uncertain figures: its defaults, its faults in the user's words, its reference, and runs on disk."""

from decimal import Decimal
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from estates.domain.uncertainty.draws import Draw
from estates.domain.uncertainty.figures import Shape, Uncertainty
from estates.domain.uncertainty.outcome import RunOutcome, RunShortfall, Score
from geodata.scenario.reference import example_toml
from geodata.uncertainty.file import read_uncertainty
from geodata.uncertainty.keys import FIGURES
from geodata.uncertainty.reference import figures_reference
from geodata.uncertainty.run_files import begin_runs, read_runs, remove_runs, runs_folder, write_run

PAGE = Path(__file__).parents[3] / "docs" / "risk-keys.md"
OUTCOME = RunOutcome(
    run=3,
    draws=(Draw(figure="bookable", code="S\0“1”", value=Decimal("0.9125")),),
    shortfall=(RunShortfall(option="as it is", level="pcn", code="=N1", wanted=4, unmet=1),),
    scores=(Score(option="as it is", value=2, bound=None),),
)


def read(folder: Path, text: str) -> Uncertainty:
    """Read a file of this text."""
    (folder / "figures.toml").write_text(text, encoding="utf-8")
    return read_uncertainty(folder / "figures.toml")


def test_what_is_left_out_keeps_its_default(tmp_path: Path) -> None:
    """A figure and a key of one."""
    assert read(tmp_path, "") == Uncertainty()
    found = read(tmp_path, "[sickness]\nhigh = 0.2\nshape = 'uniform'")
    assert (found.sickness.low, found.sickness.high) == (Uncertainty().sickness.low, Decimal("0.2"))
    assert found.sickness.shape is Shape.UNIFORM


@pytest.mark.parametrize("name", FIGURES)
def test_the_example_of_every_figure_is_its_default(tmp_path: Path, name: str) -> None:
    """So that a copied example changes nothing."""
    assert read(tmp_path, example_toml(FIGURES[name].table, f"[{name}]")) == Uncertainty()


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """With what is allowed and what to do."""
    text = "[sick]\n[recruitment]\nlow = 2\nlikely = 'x'\nmost = 1\n[growth]\nlow = 3\n[bookable]\nshape = 'round'"
    with pytest.raises(RequestError) as caught:
        read(tmp_path, text)
    told = str(caught.value)
    assert "6 faults" in told
    for part in (
        "“sick” is not a figure. Allowed: recruitment, growth, face_to_face, bookable, sickness.",
        "recruitment: “most” is not a key. Allowed: low, likely, high, shape.",
        "recruitment.low is “2”: ",
        "recruitment.likely is “x”: not a number. Allowed: a plain number from 0 to 1.",
        "growth: low 3, likely 1, high 1.5: these must rise.",
        "bookable.shape is “round”",
    ):
        assert part in told


@pytest.mark.parametrize("text", ["recruitment = 1", "[[growth]]", "low ="])
def test_what_is_no_file_of_figures_is_told_in_a_sentence(tmp_path: Path, text: str) -> None:
    """Never a traceback."""
    with pytest.raises(RequestError, match=r"not as it should be|is not TOML"):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(RequestError, match=r"none\.toml cannot be read"):
        read_uncertainty(tmp_path / "none.toml")


def test_the_page_of_keys_is_made_from_the_declarations() -> None:
    """``make docs`` writes it."""
    assert PAGE.read_text(encoding="utf-8") == figures_reference()


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """Whatever its texts hold; a run that nobody asked for is left."""
    begin_runs(tmp_path / "x.runs", "abc")
    write_run(tmp_path / "x.runs", OUTCOME)
    assert read_runs(tmp_path / "x.runs", [1, 3]) == {3: OUTCOME}
    assert read_runs(tmp_path / "x.runs", [1]) == {}


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"run": 4, "draws": [], "shortfall": [], "scores": []}', "null"])
def test_a_damaged_run_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    """It is made again."""
    (tmp_path / "run-000003.json").write_text(content, encoding="utf-8")
    assert read_runs(tmp_path, [3]) == {}


def test_runs_of_another_request_stand_in_the_way(tmp_path: Path) -> None:
    """They are neither used nor taken away; those of the same request are found again."""
    folder = runs_folder(tmp_path / "risk")
    begin_runs(folder, "abc")
    begin_runs(folder, "abc")
    with pytest.raises(RequestError, match="holds runs of another request"):
        begin_runs(folder, "xyz")
    remove_runs(folder)
    begin_runs(folder, "xyz")
