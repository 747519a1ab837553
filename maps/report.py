"""A plan with its settings and proof, as the figures and the paper look at it, and the words that both share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from estates.domain import unknown_staff
from estates.domain.errors import Fault
from estates.domain.practice_status import PracticeStatus, practice_statuses
from estates.domain.settings import Settings
from estates.domain.shortfall import ShortfallRow
from estates.domain.wording import counted
from maps.header import estimates_sentence, unknown_sentence
from maps.outcome import Outcome
from maps.wording import SEASON_WORDS, proof_sentence

STAFF_UNKNOWN = f"† {unknown_staff.STAFF_UNKNOWN}"
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
    def made_from(self) -> str:
        """Whose figures these are, of which day and input, in one line."""
        return made_from(self.settings, self.proof)

    def staff_mark(self, pcn_code: str) -> str:
        """Return the mark of a PCN whose staff the dataset does not hold, to stand after its name."""
        return " †" if pcn_code in self.outcome.pcns_without_staff else ""

    @cached_property
    def proof_words(self) -> str:
        """How far the shortfall is proved to be the least possible."""
        return proof_sentence(self.outcome.plan, weighted=self.outcome.dataset.is_weighted)

    def notes(self) -> Iterator[str]:
        """Yield source, season, proof, estimates and what is not known: true of every figure."""
        scenario = f"{self.outcome.scenario.name} " if self.outcome.scenario else ""
        season = f"{SEASON_WORDS[self.outcome.plan.season]}."
        yield f"Source: the plan of {self.made_from}. {scenario}{season} {self.proof_words}"
        estimates = estimates_sentence(self.outcome)
        yield f"{estimates.replace('Estimates:', 'ESTIMATE:', 1)}. {self._unknown}"
        yield from self.data_note

    @property
    def data_note(self) -> tuple[str, ...]:
        """Where the data come from, as one note; none where the settings do not say."""
        said = data_note(self.settings)
        return (said,) if said else ()

    @property
    def _unknown(self) -> str:
        return f"{unknown_sentence(self.outcome)}."


def made_from(settings: Settings, proof: Mapping[str, Any]) -> str:
    """Return whose figures a plan's are, of which day and input, in one line; a day comes only from the settings.

    The first eight signs of the input's fingerprint are enough to tell two datasets apart.
    """
    dataset, planner = str(proof["input_sha256"])[:8], proof["versions"]["planner"]
    day, undated = (settings.paper.date, "") if settings.paper.date else ("", "undated")
    said = [settings.paper.organisation, day, f"dataset {dataset}", f"planner {planner}", undated]
    return ", ".join(part for part in said if part)


def data_note(settings: Settings) -> str:
    """Return where the data come from, with the acknowledgements of licences; blank where the settings do not say."""
    sources = [source.removesuffix(".") for source in settings.paper.sources]
    return f"Data: {'; '.join(sources)}." if sources else ""


def number_words(number: int) -> str:
    """Return a whole number at the start of a sentence: in words up to twelve."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def pcns_short_of_rooms(report: Report) -> str:
    """Return the finding about PCNs: how many lack rooms for a tenth of their sessions or more.

    Those of whose staff nothing is known are not among the PCNs counted, unless there are no others: the keys of the
    maps count them apart, too.
    """
    rows = report.pcn_rows
    known = [row for row in rows if not report.staff_mark(row.code)] or rows
    among = " whose staff are known" if len(known) < len(rows) else ""
    if not rows:
        return "No PCN wants room sessions"
    if not any(row.unmet for row in known):
        return f"Every session of every PCN{among} has a room"
    short = sum(row.unmet_share * 10 >= 1 for row in known)
    if short == 0:
        return f"No PCN{among} lacks rooms for a tenth of its sessions"
    lack = f"{'lacks' if short == 1 else 'lack'} rooms for a tenth of sessions or more"
    if short < len(known):
        return f"{number_words(short)} of {counted(len(known), 'PCN')}{among} {lack}"
    who = "The one PCN" if short == 1 else f"All {counted(short, 'PCN')}"
    return f"{who}{among} {lack}"
