"""The page about scenarios: its example can be followed on the example county and does what the page says."""

import re
from pathlib import Path

import pytest

from estates.domain.scenario.effects import effects
from geodata.example.write import write_example
from geodata.reading.read import read_dataset
from geodata.scenario.file import read_scenario

PAGE = (Path(__file__).parents[1] / "docs" / "scenarios.md").read_text(encoding="utf-8")


def test_the_example_does_to_the_county_what_the_page_says(tmp_path: Path) -> None:
    """Row by row of the table below it."""
    write_example(tmp_path / "county")
    data = read_dataset(tmp_path / "county").dataset
    assert data is not None
    example, *_ = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    (tmp_path / "january-2030.toml").write_text(example, encoding="utf-8")
    found = effects(data, read_scenario(tmp_path / "january-2030.toml", data))
    for effect in found:
        figures = (effect.posts, effect.wanted, effect.rooms, effect.free_half_days)
        told = " | ".join(f"{figure:+}" if figure else "0" for figure in figures)
        assert f"| {effect.step} | {told} | {effect.capital_cost:,} |" in PAGE


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+\.md)", PAGE))))
def test_the_pages_it_links_to_are_there(link: str) -> None:
    """In the docs."""
    assert (Path(__file__).parents[1] / "docs" / link).is_file()
