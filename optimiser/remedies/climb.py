"""Climbing the ladder: everybody with sessions unmet tries its rungs from the cheapest up, until one helps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder
from estates.domain.remedies import Gain, Remedy
from estates.domain.words import PlacementKind
from optimiser.remedies.company import Company, Reach
from optimiser.remedies.ladder import proposals
from optimiser.remedies.ladder_of_programmes import hub_proposals
from optimiser.remedies.proposal import Proposal
from optimiser.remedies.trials import Court, Trial


@dataclass
class Climb:
    """Somebody on the ladder: the rungs found for them, how many were tried, and those that helped."""

    holder: Holder
    rungs: Sequence[Proposal]
    tried: int = 0
    helped: list[tuple[Proposal, Gain]] = field(default_factory=list)


def starts(company: Company) -> list[Climb]:
    """Return everybody with sessions unmet at the foot of the ladder."""
    return [Climb(holder=holder, rungs=_rungs(company, holder)) for holder in company.unmet]


def climb(court: Court, company: Company, climbs: Iterable[Climb], *, reach: Reach, rungs: int) -> None:
    """Let those whom nothing has helped yet try their next rungs; one helps that gives them and the area more."""
    climbing = [each for each in climbs if not each.helped]
    tries = [(each, rung) for each in climbing for rung in each.rungs[each.tried : each.tried + rungs]]
    free = {each.holder: company.of([each.holder], reach, at=_home(company, each.holder)) for each in climbing}
    trials = [
        Trial(changes=rung.changes, named=frozenset({each.holder}), free=free[each.holder], sites=rung.sites)
        for each, rung in tries
    ]
    for (each, rung), gain in zip(tries, court.gains(trials), strict=True):
        if gain is not None and gain.own > 0:
            each.helped.append((rung, gain))
    for each in climbing:
        each.tried += rungs


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
            estimated=proposal.estimated or gain.estimated or is_estimated(data, climbed.holder),
        )
        for rank, (proposal, gain) in enumerate(climbed.helped, start=1)
    ]


def is_estimated(data: Dataset, holder: Holder) -> bool:
    """Whether what somebody wants, or where they are based, is an estimate."""
    kind, id_ = holder
    if kind is PlacementKind.PROGRAMME:
        return data.programme_by_id[id_].estimated
    post = data.post_by_id[id_]
    return post.estimated or data.role_by_id[post.role_id].estimated or data.site_by_id[post.base_site].estimated


def _rungs(company: Company, holder: Holder) -> Sequence[Proposal]:
    kind, id_ = holder
    if kind is PlacementKind.POST:
        return tuple(proposals(company.openings[id_]))
    return tuple(hub_proposals(company.situation(id_)))


def _home(company: Company, holder: Holder) -> tuple[str, ...]:
    base = company.view.dataset.base_of(*holder)
    return () if base is None else (base.site_id,)
