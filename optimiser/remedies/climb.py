"""Climbing the ladder: everybody with sessions unmet tries its rungs from the cheapest up, until one helps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from estates.domain.estimates import is_holder_estimated
from estates.domain.holders import Holder
from estates.domain.remedies import LADDER, Gain, Remedy
from estates.domain.words import PlacementKind
from optimiser.remedies.company import Company, Reach
from optimiser.remedies.ladder import proposals
from optimiser.remedies.ladder_of_programmes import hub_proposals
from optimiser.remedies.proposal import Proposal
from optimiser.remedies.trials import Court, Trial


@dataclass
class Climb:
    """Somebody on the ladder: the rungs found for them, how many were tried, and those that helped.

    ``further`` are those that might help if others move.
    """

    holder: Holder
    rungs: Sequence[Proposal]
    further: Sequence[Proposal] = ()
    tried: int = 0
    helped: list[tuple[Proposal, Gain]] = field(default_factory=list)


def starts(company: Company, *, others_move: bool) -> list[Climb]:
    """Return everybody with sessions unmet at the foot of the ladder."""
    return [_start(company, holder, others_move=others_move) for holder in company.unmet]


def climb(court: Court, company: Company, climbs: Iterable[Climb], *, reach: Reach, rungs: int) -> None:
    """Let those whom nothing has helped yet try their next rungs; one helps that gives them and the area more."""
    climbing = [each for each in climbs if not each.helped]
    tries = [(each, rung) for each in climbing for rung in each.rungs[each.tried : each.tried + rungs]]
    _try(court, company, tries, reach)
    for each in climbing:
        each.tried += rungs


def climb_if_others_move(court: Court, company: Company, climbs: Sequence[Climb], *, reach: Reach) -> None:
    """Let everybody try what might help if others move, where that is cheaper than all that has helped so far."""
    _try(court, company, [(each, rung) for each in climbs for rung in _cheaper(each)], reach)
    for each in climbs:
        each.helped.sort(key=lambda found: LADDER.index(found[0].kind))


def _cheaper(climbed: Climb) -> list[Proposal]:
    least = min((LADDER.index(rung.kind) for rung, _ in climbed.helped), default=len(LADDER))
    return [rung for rung in climbed.further if LADDER.index(rung.kind) < least]


def _try(court: Court, company: Company, tries: Sequence[tuple[Climb, Proposal]], reach: Reach) -> None:
    climbing = {each.holder: each for each, _ in tries}
    free = {holder: company.of([holder], reach, at=_home(company, holder)) for holder in climbing}
    trials = [
        Trial(changes=rung.changes, named=frozenset({each.holder}), free=free[each.holder], sites=rung.sites)
        for each, rung in tries
    ]
    for (each, rung), gain in zip(tries, court.gains(trials), strict=True):
        if gain is not None and gain.own > 0:
            each.helped.append((rung, gain))


def remedies_of(company: Company, climbed: Climb) -> list[Remedy]:
    """Return what helps one post or programme, the cheapest first."""
    kind, id_ = climbed.holder
    data = company.view.dataset
    return [
        Remedy(
            level=kind.value,
            code=id_,
            name=data.who(kind, id_),
            rank=rank,
            kind=proposal.kind,
            told=proposal.told,
            ids=(id_,),
            unmet=company.unmet[climbed.holder],
            changes=proposal.changes,
            gain=gain,
            estimated=proposal.estimated or gain.estimated or is_holder_estimated(climbed.holder, data),
        )
        for rank, (proposal, gain) in enumerate(climbed.helped, start=1)
    ]


def _start(company: Company, holder: Holder, *, others_move: bool) -> Climb:
    kind, id_ = holder
    if kind is PlacementKind.POST:
        found = list(proposals(company.openings[id_], others_move=others_move))
    else:
        found = list(hub_proposals(company.situation(id_), others_move=others_move))
    return Climb(
        holder=holder,
        rungs=[each for each in found if not each.if_others_move],
        further=[each for each in found if each.if_others_move],
    )


def _home(company: Company, holder: Holder) -> tuple[str, ...]:
    base = company.view.dataset.base_of(*holder)
    return () if base is None else (base.site_id,)
