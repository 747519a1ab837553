"""Capital schemes, the outlook by year and what one more room session is worth, as the page knows them."""

from dataclasses import dataclass

from estates.domain.capital.sets import Choice
from estates.domain.schemes import Scheme, cannot_be_built_with
from estates.domain.slots import SLOT_ORDER, Slot
from estates.domain.wording import ROOM_TYPE_WORDS, counted, supervisor
from estates.domain.worth import WorthRow, worth_rows
from maps.columns import Texts
from maps.outcome import Outcome


@dataclass(frozen=True, kw_only=True)
class SchemeRecord:
    """A scheme. Costs are pounds; ``gain`` is room sessions a week when built alone, ``None`` where not worked out.

    ``together`` are the codes of what it requires, which is built with it; ``cost_together`` is what all of it costs.
    ``apart`` are the codes of the schemes that cannot be built with it, because one of the two excludes the other.
    """

    code: str
    name: str
    site: int
    cost: int
    together: tuple[str, ...]
    cost_together: int
    apart: tuple[str, ...]
    yearly: int | None
    rooms: int
    what: tuple[str, ...]
    year: int | None
    grant: float | None
    gain: int | None
    per_session: int | None
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class YearRecord:
    """Wanted and unmet room sessions a week in a year, of a PCN or a practice; of the whole area where of neither."""

    year: int
    pcn: int | None
    practice: int | None
    wanted: int
    unmet: int
    low: int | None
    high: int | None
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class WorthRecord:
    """What one more place is worth at a site in a slot, in weighted sessions; ``what`` is a place in the texts."""

    site: int
    what: int
    is_supervisor: bool
    slot: int
    worth: float
    estimated: bool


def scheme_records(outcome: Outcome) -> tuple[SchemeRecord, ...]:
    """Return a record per scheme, in the order of the dataset."""
    gains = {gain.scheme_id: gain for gain in outcome.extras.gains}
    costs = {scheme.scheme_id: scheme.capital_cost for scheme in outcome.dataset.schemes}
    records = []
    for scheme in outcome.dataset.schemes:
        gain = gains.get(scheme.scheme_id)
        together = _required(outcome, scheme) if gain is None else gain.built_with
        record = SchemeRecord(
            code=scheme.scheme_id,
            name=scheme.name,
            site=outcome.site_places[scheme.site_id],
            cost=round(scheme.capital_cost),
            together=together,
            cost_together=round(sum((costs[code] for code in together), scheme.capital_cost)),
            apart=_excluded(outcome, scheme),
            yearly=None if scheme.annual_cost is None else round(scheme.annual_cost),
            rooms=sum(count for _, count in scheme.adds),
            what=_what(scheme),
            year=scheme.earliest_year,
            grant=None if scheme.grant_share is None else float(scheme.grant_share),
            gain=None if gain is None else gain.sessions,
            per_session=None if gain is None else gain.pounds_per_session_year,
            estimated=scheme.estimated,
        )
        records.append(record)
    return tuple(records)


def year_records(outcome: Outcome) -> tuple[YearRecord, ...]:
    """Return the outlook, in order of years; rows of PCNs and practices that the dataset does not know are left out."""
    return tuple(
        YearRecord(
            year=row.year,
            pcn=outcome.pcn_places.get(row.pcn_code or ""),
            practice=outcome.practice_places.get(row.practice_code or ""),
            wanted=row.wanted,
            unmet=row.unmet,
            low=row.low,
            high=row.high,
            estimated=row.estimated,
        )
        for row in sorted(outcome.extras.outlook, key=lambda row: row.year)
        if (row.pcn_code is None or row.pcn_code in outcome.pcn_places)
        and (row.practice_code is None or row.practice_code in outcome.practice_places)
    )


def worth_records(outcome: Outcome, texts: Texts) -> tuple[WorthRecord, ...]:
    """Return where one more place is worth anything, by the prices of the plan's proof."""
    return tuple(
        WorthRecord(
            site=outcome.site_places[row.site_id],
            what=texts.place(_one_more(row)),
            is_supervisor=row.room_type is None,
            slot=SLOT_ORDER[Slot(row.slot)],
            worth=float(row.worth),
            estimated=row.estimated,
        )
        for row in worth_rows(outcome.dataset, outcome.plan.prices)
    )


def _one_more(row: WorthRow) -> str:
    return supervisor(str(row.supervision)) if row.room_type is None else ROOM_TYPE_WORDS[row.room_type]


def _required(outcome: Outcome, scheme: Scheme) -> tuple[str, ...]:
    """Return the codes of all that a scheme requires, directly or through others."""
    choice = Choice(schemes=outcome.dataset.schemes, left_out={})
    return tuple(sorted(choice.with_all_needed(scheme.scheme_id) - {scheme.scheme_id}))


def _excluded(outcome: Outcome, scheme: Scheme) -> tuple[str, ...]:
    return tuple(sorted(cannot_be_built_with(outcome.dataset.schemes, {scheme.scheme_id}) - {scheme.scheme_id}))


def _what(scheme: Scheme) -> tuple[str, ...]:
    adds = [f"adds {counted(count, ROOM_TYPE_WORDS[kind])}" for kind, count in scheme.adds]
    converts = [f"converts {counted(len(scheme.converts), 'room')}"] if scheme.converts else []
    opens = [f"opens rooms in {counted(len({slot for _, slot in scheme.opens}), 'slot')}"] if scheme.opens else []
    return (*adds, *converts, *opens)
