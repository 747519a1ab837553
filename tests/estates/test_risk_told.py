"""What a risk analysis says in its figures, and what it rests on."""

from dataclasses import replace
from pathlib import Path

from estates.domain.words import PostStatus, Season
from estates.planning import risk
from estates.planning.risk_drawn import figures_drawn, figures_without_effect
from estates.planning.risk_figures import risk_figures
from estates.planning.risk_options import options_of
from estates.planning.risk_run import Base
from estates.planning.risk_tables import risk_tables
from estates.planning.risk_titles import option_titles


def test_a_risk_figure_names_what_is_drawn_and_rounds_a_half_up(base: Base, area: Path) -> None:
    """Growth only where a year is planned for."""
    found = risk(base, 1, area / "footnote", workers=1)
    tables = {name: list(told) for name, told in risk_tables(found).items()}
    pcn = next(row for row in tables["shortfall.csv"] if row["option"] == "as it is" and row["level"] == "pcn")
    tables["shortfall.csv"] = [{**pcn, "code": "N1", "p10": "26.5", "p50": "27.5", "p90": "28.5", "p95": "30"}]
    today = tuple(replace(each, scenario=replace(each.scenario, year=None)) for each in base.options)
    for options, drawn in ((base.options, "Recruitment, growth, face"), (today, "Recruitment, face")):
        files = risk_figures(replace(found, base=replace(base, options=options)), tables)
        figure = next(content for name, content in files.items() if name.endswith("a4.svg")).decode()
        assert drawn in figure
        assert "is short of 27 to 29 room sessions" in figure
        assert "<!-- 28 -->" in figure


def test_a_scheme_is_named_with_those_that_it_requires(base: Base) -> None:
    """What is built with it is its gain too."""
    first, second = base.dataset.schemes
    data = replace(base.dataset, schemes=(first, replace(second, requires=("C1",))))
    options = options_of(data, (), season=Season.STANDARD, year=2030, with_schemes=True, travel=base.settings.travel)
    assert [option.title for option in options] == ["as it is", "C1: =Extend Quay", "C2 with C1: Open Saturdays"]


def test_options_that_gain_nothing_are_counted_under_the_figure(base: Base, area: Path) -> None:
    """They are not drawn."""
    found = risk(base, 1, area / "idle", workers=1)
    tables = {name: list(told) for name, told in risk_tables(found).items()}
    gain, *others = (row for row in tables["gains.csv"] if row["level"] == "icb")
    tables["gains.csv"] = [{**gain, "p95": "3"}, *({**row, "p95": "0"} for row in others)]
    files = risk_figures(found, tables)
    figure = files["figures/options-a4.svg"].decode()
    assert f"Not drawn: {len(others)} options without a gain in 19 runs of 20." in figure


def test_figures_whose_draws_move_nobody_are_named(base: Base) -> None:
    """As in a first dataset, where every post has its number of sessions; options that add posts count too."""
    posts = tuple(replace(post, sessions=2, status=PostStatus.IN_POST) for post in base.dataset.posts)
    as_it_is = replace(base.options[0], scenario=replace(base.options[0].scenario, year=None))
    still = replace(base, dataset=replace(base.dataset, posts=posts), options=(as_it_is,))
    assert list(figures_without_effect(still)) == ["recruitment", "face-to-face shares"]
    assert figures_drawn(still) == ("bookable half-days", "sickness")
    assert "recruitment" not in figures_without_effect(replace(still, options=base.options))
    assert not figures_without_effect(replace(still, dataset=replace(still.dataset, posts=(), pins=())))
    assert figures_drawn(base) == ("recruitment", "growth", "face-to-face shares", "bookable half-days", "sickness")


def test_an_option_that_wants_less_says_so_and_is_not_the_finding(base: Base, area: Path) -> None:
    """What is not wanted lacks no room."""
    found = risk(base, 1, area / "fewer", workers=1)
    tables = {name: list(told) for name, told in risk_tables(found).items()}
    whole = [row for row in tables["shortfall.csv"] if row["level"] == "icb"]
    wanted = {"as it is": "20", "scheme C1": "12", "scheme C2": "20"}
    tables["shortfall.csv"] = [{**row, "mean_wanted": wanted.get(str(row["option"]), "21")} for row in whole]
    gains = {str(row["option"]): row for row in tables["gains.csv"] if row["level"] == "icb"}
    high = dict.fromkeys(("p10", "p50", "p90", "p95"), "5")
    tables["gains.csv"] = [{**gains["scheme C1"], **high}, {**gains["scheme C2"], **dict.fromkeys(high, "2")}]
    assert option_titles(found, tables["shortfall.csv"])["scheme C1"] == "C1: =Extend Quay (8 sessions fewer wanted)"
    figure = risk_figures(found, tables)["figures/options-a4.svg"].decode()
    assert "C2: Open Saturdays leaves 2 to 2 fewer sessions" in figure
    assert "Lists are as in 2030." in figure
