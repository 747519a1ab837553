"""What is compared in every run of a risk analysis: the area as it is, scenarios, and every scheme built by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.scenario import NamedChange, Scenario, apply
from estates.domain.scenario.schemes import ready_schemes
from estates.domain.schemes import Scheme
from estates.domain.words import Season
from geodata.scenario.file import read_scenario

AS_IT_IS = "as it is"


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something to choose: its name and scenario, and the scheme that it builds where it is a scheme by itself."""

    name: str
    scenario: Scenario
    scheme: Scheme | None = None


def options_of(
    dataset: Dataset,
    scenario_files: Sequence[Path],
    *,
    season: Season,
    year: int | None,
    with_schemes: bool,
) -> tuple[Option, ...]:
    """Return the options of a risk analysis, the area as it is first.

    Parameters
    ----------
    dataset
        The whole dataset.
    scenario_files
        The scenarios to compare with; one that gives no year takes ``year``, and season likewise.
    season, year
        What is planned for; without a year lists are as they are.
    with_schemes
        Whether every scheme that can be ready by the year is an option, with the schemes that it requires.

    Raises
    ------
    RequestError
        Where a scenario cannot be read or followed, or two have the same name.
    """
    base = Scenario(name=AS_IT_IS, season=season, year=year)
    found = [Option(name=AS_IT_IS, scenario=base)]
    for path in scenario_files:
        scenario = read_scenario(path, dataset, season=season)
        found.append(Option(name=scenario.name, scenario=replace(scenario, year=scenario.year or year)))
    if with_schemes:
        found += _schemes(dataset, base)
    names = [option.name for option in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise RequestError(f"More than one option is called {' and '.join(twice)}. Give each scenario another name.")
    for option in found:
        apply(dataset, option.scenario)  # tell at once what cannot be followed
    return tuple(found)


def schemes_left_out(dataset: Dataset, options: Sequence[Option]) -> tuple[str, ...]:
    """Return the schemes of a dataset that are no option: those that cannot be ready by the year."""
    shown = {option.scheme.scheme_id for option in options if option.scheme is not None}
    return tuple(scheme.scheme_id for scheme in dataset.schemes if scheme.scheme_id not in shown)


def _schemes(dataset: Dataset, base: Scenario) -> list[Option]:
    by_id = {scheme.scheme_id: scheme for scheme in dataset.schemes}
    ready = by_id.keys() if base.year is None else ready_schemes(dataset, base.year)
    found = []
    for scheme in dataset.schemes:
        if scheme.scheme_id in ready:
            build = BuildSchemes(scheme_ids=_with_required(scheme.scheme_id, by_id))
            changes = (NamedChange(name=scheme.name, change=build),)
            scenario = replace(base, name=f"scheme {scheme.scheme_id}", changes=changes)
            found.append(Option(name=scenario.name, scenario=scenario, scheme=scheme))
    return found


def _with_required(scheme_id: str, by_id: Mapping[str, Scheme]) -> tuple[str, ...]:
    """Return a scheme with all that it requires, and what these require."""
    found, waiting = dict[str, None](), [scheme_id]
    while waiting:
        code = waiting.pop()
        if code not in found:
            found[code] = None
            waiting += by_id[code].requires
    return tuple(found)
