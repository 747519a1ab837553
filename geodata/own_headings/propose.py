"""Proposing a ``--columns`` file where the sheets and headings of a dataset look like ours in other words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from estates.domain.errors import RequestError
from geodata.own_headings.matches import CERTAIN, NEAR, Matches, alike, match_headings
from geodata.own_headings.words import SHEET_WORDS
from geodata.sources.open import raw_headings
from geodata.sources.own_names import COLUMNS, SHEETS
from geodata.sources.raw import plain_name
from geodata.tables.columns import Table
from geodata.tables.every_table import NOT_DATA, TABLES

INTRODUCTION = """\
# Sheet and heading names that look like ours in other words, as: our_name = "your name".
# Look them over, put right what is wrong, and give this file with --columns.
"""
ENOUGH_REQUIRED = 0.5  # of a table's required columns, where the sheet's title is certain
FEWEST_TO_TELL_BY = 3  # required columns by which a sheet is told whatever its title


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A sheet taken for a table: how alike their names are, and which headings match."""

    title: str
    table: Table
    alike: float
    matches: Matches

    @property
    def is_own(self) -> bool:
        """Whether the sheet has our own name."""
        return plain_name(self.title) == self.table.name

    @property
    def share(self) -> float:
        """Share of the table's required columns that are found."""
        return self.matches.share(self.table.required_columns)

    @property
    def is_certain(self) -> bool:
        """Whether the sheet is that table: by its title and half of what is required, or by all that is required."""
        by_title = self.alike >= CERTAIN and self.share >= ENOUGH_REQUIRED
        by_headings = self.share == 1 and len(self.table.required_columns) >= FEWEST_TO_TELL_BY
        return self.is_own or by_title or by_headings

    @property
    def is_near(self) -> bool:
        """Whether the sheet is worth a look as that table."""
        return self.alike >= NEAR or (self.table.required and self.share >= ENOUGH_REQUIRED)

    @property
    def rank(self) -> tuple[bool, bool, float, int, float]:
        """What the best candidate has most of."""
        return (self.is_own, self.alike >= CERTAIN, self.share, len(self.matches.certain), self.alike)


def propose_columns(source: Path) -> str | None:
    """Propose a file of the user's own names, to be given with ``--columns``.

    Parameters
    ----------
    source
        A dataset in any of its forms.

    Returns
    -------
    str or None
        The text of the TOML file, what is less certain in comments; ``None`` where there is nothing to propose, also
        because the dataset, or a sheet of it that nobody needs, cannot be read.
    """
    try:
        headings = raw_headings(source)
    except RequestError:
        return None
    candidates = sorted(_candidates(headings), key=lambda candidate: candidate.rank, reverse=True)
    chosen = _each_once([candidate for candidate in candidates if candidate.is_certain])
    titles = {candidate.title for candidate in chosen.values()}
    others = [candidate for candidate in candidates if candidate.is_near and candidate.title not in titles]
    near = _each_once([candidate for candidate in others if candidate.table.name not in chosen])
    if not any(map(_is_worth_telling, chosen.values())) and not any(found.table.required for found in near.values()):
        return None
    columns = (line for candidate in chosen.values() for line in _column_lines(candidate))
    return "\n".join((INTRODUCTION, *_sheet_lines(chosen, near), *columns)).rstrip() + "\n"


def _is_worth_telling(candidate: Candidate) -> bool:
    """Whether there is more to tell than that an extra column is a little like an optional one of ours."""
    matches, columns = candidate.matches, candidate.table.by_name
    return not candidate.is_own or bool(matches.certain) or any(columns[name].required for name in matches.near)


def _candidates(headings: Mapping[str, Sequence[str]]) -> Iterator[Candidate]:
    for title, names in headings.items():
        if not names or plain_name(title) in NOT_DATA:
            continue
        own = [TABLES[plain_name(title)]] if plain_name(title) in TABLES else list(TABLES.values())
        for table in (table for table in own if not table.is_layer):
            name_alike = alike(title, table.name, SHEET_WORDS.get(table.name, ()))
            yield Candidate(title=title, table=table, alike=name_alike, matches=match_headings(table, names))


def _each_once(candidates: Sequence[Candidate]) -> dict[str, Candidate]:
    """Return the first candidate of each table, each sheet once, in the order of the tables."""
    chosen: dict[str, Candidate] = {}
    titles: set[str] = set()
    for candidate in candidates:
        if candidate.table.name not in chosen and plain_name(candidate.title) not in titles:
            chosen[candidate.table.name] = candidate
            titles.add(plain_name(candidate.title))
    return {name: chosen[name] for name in TABLES if name in chosen}


def _sheet_lines(chosen: Mapping[str, Candidate], near: Mapping[str, Candidate]) -> Iterator[str]:
    lines = [_line(name, candidate.title) for name, candidate in chosen.items() if not candidate.is_own]
    lines += [f"# perhaps: {_line(name, candidate.title)}" for name, candidate in near.items()]
    if lines:
        yield f"[{SHEETS}]"
        yield from lines
        yield ""


def _column_lines(candidate: Candidate) -> Iterator[str]:
    matches, table = candidate.matches, candidate.table
    certain = [_line(column, heading) for column, heading in matches.certain.items()]
    near = [f"# perhaps: {_line(column, heading)}" for column, heading in matches.near.items()]
    found = {*matches.own, *matches.certain, *matches.near}
    missing = [column.name for column in table.required_columns if column.name not in found]
    if certain or near:
        yield f"[{COLUMNS}.{table.name}]"
        yield from certain
        yield from near
        if missing:
            yield f"# required and not found: {', '.join(missing)}"
        yield ""


def _line(ours: str, theirs: str) -> str:
    # JSON's way of quoting is TOML's too, save for the letter that it leaves as it is.
    return f"{ours} = {json.dumps(theirs, ensure_ascii=False)}".replace("\x7f", "\\u007f")
