"""A plan with its settings and proof, as the figures and the paper look at it, and the words that both share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from estates.domain.errors import Fault
from estates.domain.practice_status import PracticeStatus, practice_statuses
from estates.domain.settings import Settings
from estates.domain.shortfall import ShortfallRow
from estates.domain.wording import counted
from maps.header import NO_ESTIMATES, estimates_sentence, unknown_sentence
from maps.outcome import Outcome
from maps.wording import SEASON_WORDS, proof_sentence

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True, kw_only=True)
class Report:
    """An outcome with the figures it was made with and its proof, as ``proof.json`` holds it."""

    outcome: Outcome
    settings: Settings
    proof: Mapping[str, Any]
    left_out: Sequence[Fault] = ()

    @cached_property
    def pcn_rows(self) -> tuple[ShortfallRow, ...]:
        """The shortfall of the PCNs that want sessions, the largest share first; ties by sessions, then by name."""
        rows = (row for code, row in self.outcome.rows("pcn").items() if code != "none" and row.wanted)
        return tuple(sorted(rows, key=lambda row: (-row.unmet_share, -row.unmet, row.name, row.code)))

    @cached_property
    def statuses(self) -> Mapping[str, PracticeStatus]:
        """How full each practice is after the plan, by its code."""
        return practice_statuses(self.outcome.dataset, self.outcome.plan.placements, self.settings.practice_status)

    @cached_property
    def fingerprint(self) -> str:
        """The first eight signs of the input's fingerprint: enough to tell two datasets apart."""
        return str(self.proof["input_sha256"])[:8]

    @cached_property
    def made_from(self) -> str:
        """Whose figures these are, of which day and input, in one line."""
        paper = self.settings.paper
        said = [paper.organisation, paper.date, f"dataset {self.fingerprint}", f"planner {self.version}"]
        return ", ".join(part for part in said if part)

    @property
    def version(self) -> str:
        """The planner's version."""
        return str(self.proof["versions"]["planner"])

    @cached_property
    def proof_words(self) -> str:
        """How far the shortfall is proved to be the least possible."""
        return proof_sentence(self.outcome.plan, weighted=self.outcome.is_weighted)

    def notes(self) -> Iterator[str]:
        """Yield source, season, proof, estimates and what is not known: true of every figure."""
        scenario = f"{self.outcome.scenario.name} " if self.outcome.scenario else ""
        season = f"{SEASON_WORDS[self.outcome.plan.season]}."
        yield f"Source: the plan of {self.made_from}. {scenario}{season} {self.proof_words}"
        estimates = estimates_sentence(self.outcome)
        yield f"{'' if estimates == NO_ESTIMATES else 'ESTIMATE. '}{estimates}. {self._unknown}"
        if self.settings.paper.sources:
            yield f"Data: {'; '.join(self.settings.paper.sources)}."

    @property
    def _unknown(self) -> str:
        return f"{unknown_sentence(self.outcome.unknown_room_cells)}."


def number_words(number: int) -> str:
    """Return a whole number at the start of a sentence: in words up to twelve."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def pcns_short_of_rooms(report: Report) -> str:
    """Return the finding about PCNs: how many have room for nine in ten of their sessions or fewer."""
    rows = report.pcn_rows
    if not rows:
        return "No PCN wants room sessions"
    if not any(row.unmet for row in rows):
        return "Every session of every PCN has a room"
    short = sum(row.unmet_share * 10 >= 1 for row in rows)
    if short == 0:
        return "Every PCN has room for more than nine in ten of its sessions"
    whole = counted(len(rows), "PCN")
    if short == len(rows):
        return f"{'The one PCN has' if short == 1 else f'All {whole} have'} room for nine in ten sessions or fewer"
    return f"{number_words(short)} of {whole} {'has' if short == 1 else 'have'} room for nine in ten sessions or fewer"
