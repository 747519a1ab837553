"""The settings file that a first dataset carries: where its figures come from, for the paper and the figures to say."""

import json
from calendar import month_name
from collections import defaultdict

from estates.domain.wording import listed
from geodata.national.source import FileKind, Source, source_of
from geodata.starter.report import StarterReport

# A line for each of what the licences ask for; no line of a settings file is longer than 300 signs.
ACKNOWLEDGEMENTS = (
    "Contains NHS England data, Open Government Licence v3.",
    "Contains OS data © Crown copyright and database right; Royal Mail data © Royal Mail copyright and database right; "
    "National Statistics data © Crown copyright and database right.",
    "Source: Office for National Statistics licensed under the Open Government Licence v3.",
)
_ESTIMATES = "Rooms, their use and supervision places: estimated from list sizes and staff figures, no survey"


def own_settings(report: StarterReport) -> str:
    """Return the settings file of a first dataset. A JSON text is a TOML text too."""
    lines = "".join(f"    {_quoted(line)},\n" for line in source_lines(report))
    return (
        "# Where the figures of this dataset come from. The planner reads this file by itself; change it as you\n"
        "# replace figures by your own, and give papers and figures a day of their own, such as November 2026.\n"
        f"[paper]\norganisation = {_quoted(report.area)}\ndate = {_quoted(_newest(report))}\nsources = [\n{lines}]\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _newest(report: StarterReport) -> str:
    """Return up to when the sources go: a first dataset is as new as its newest file, and no day is made up."""
    year, *month = max((source.dated for source in _used(report)), default="").split("-")
    return f"sources up to {' '.join([*(month_name[int(number)] for number in month[:1]), year])}" if year else ""


def _used(report: StarterReport) -> list[Source]:
    used = [source for source, _ in report.sources]
    return used + [source_of(name, FileKind.POSTCODES) for name in report.postcode_files]


def source_lines(report: StarterReport) -> tuple[str, ...]:
    """Return the acknowledgements, what is estimated, and each kind of national file that was used with its dates."""
    by_kind: dict[FileKind, list[Source]] = defaultdict(list)
    for source in _used(report):
        by_kind[source.kind].append(source)
    return (*ACKNOWLEDGEMENTS, _ESTIMATES, *(_line(kind, by_kind[kind]) for kind in FileKind if kind in by_kind))


def _line(kind: FileKind, sources: list[Source]) -> str:
    dates = sorted({source.dated for source in sources if source.dated})
    dates += ["of unknown date"] if any(not source.dated for source in sources) else []
    return f"{kind.value[:1].upper()}{kind.value[1:]}: {listed(dates, at_most=4)}"
