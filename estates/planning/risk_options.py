"""What is compared in every run of a risk analysis: the area as it is, scenarios, and every scheme built by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from estates.domain.capital.sets import choice_of
from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.scenario import NamedChange, Scenario, apply
from estates.domain.scenario.told import AS_IT_IS
from estates.domain.schemes import Scheme
from estates.domain.settings import TravelSettings
from estates.domain.wording import listed
from estates.domain.words import Season
from geodata.reading.pins import pin_faults
from geodata.scenario.file import read_scenario


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something to choose: its name and scenario, and the scheme that it builds where it is a scheme by itself."""

    name: str
    scenario: Scenario
    scheme: Scheme | None = None

    @property
    def title(self) -> str:
        """Return the option's name for readers: a scheme's code and name, with the codes of those it requires."""
        if self.scheme is None:
            return self.name
        code = self.scheme.scheme_id
        built = [named.change.scheme_ids for named in self.scenario.changes if isinstance(named.change, BuildSchemes)]
        required = [each for ids in built for each in ids if each != code]
        return f"{code}{f' with {listed(required)}' if required else ''}: {self.scheme.name}"


def options_of(
    dataset: Dataset,
    scenario_files: Sequence[Path],
    *,
    season: Season,
    year: int | None,
    with_schemes: bool,
    travel: TravelSettings,
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
        Whether every scheme that can be built by the year is an option, with the schemes that it requires.
    travel
        The figures of the travel estimate, for the test of pins.

    Raises
    ------
    RequestError
        Where a scenario cannot be read or followed, or breaks a pin, or two have the same name.
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
        _try(dataset, option, travel)  # tell at once what cannot be followed
    return tuple(found)


def schemes_left_out(dataset: Dataset, options: Sequence[Option]) -> Mapping[str, str]:
    """Return the schemes of a dataset that can be no option, by code, and why: too late, or a pin in their way.

    Nothing where no scheme is an option, since none was asked for, or none is there that can be built.
    """
    if all(option.scheme is None for option in options):
        return {}
    return choice_of(dataset, year=options[0].scenario.year).left_out


def _try(dataset: Dataset, option: Option, travel: TravelSettings) -> None:
    """Refuse an option that cannot be followed, or leaves a pin where it may not stand."""
    scenario = option.scenario
    changed = apply(dataset, scenario).for_season(scenario.season)
    first_row = 2  # as a spreadsheet counts, below the headings
    rows = range(first_row, first_row + len(changed.pins))
    faults = pin_faults(changed, rows, settings=travel, season=scenario.season) if option.scheme is None else ()
    told = [fault.sentence() for fault in faults]
    if told:
        raise RequestError("\n".join([f"The scenario “{scenario.name}” breaks the dataset.", *told]))


def _schemes(dataset: Dataset, base: Scenario) -> list[Option]:
    choice, found = choice_of(dataset, year=base.year), []
    for scheme in choice.schemes:
        needed = choice.with_all_needed(scheme.scheme_id)
        build = BuildSchemes(scheme_ids=tuple(each.scheme_id for each in choice.schemes if each.scheme_id in needed))
        changes = (NamedChange(name=scheme.name, change=build),)
        scenario = replace(base, name=f"scheme {scheme.scheme_id}", changes=changes)
        found.append(Option(name=scenario.name, scenario=scenario, scheme=scheme))
    return found
