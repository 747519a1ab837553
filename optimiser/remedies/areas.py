"""What helps PCNs and the whole area: changes that several are helped by, and all first remedies together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from estates.domain.dataset import Dataset
from estates.domain.estimates import is_holder_estimated
from estates.domain.holders import Holder
from estates.domain.levels import WHOLE_AREA
from estates.domain.plan import Placement
from estates.domain.remedies import LADDER, Gain, Remedy, RemedyKind, those_that_count, without_repeats
from estates.domain.scenario.changes import Change, ConvertRooms, Share
from estates.domain.words import PlacementKind, Sharing
from optimiser.remedies.climb import Climb
from optimiser.remedies.company import Company, Reach
from optimiser.remedies.proposal import Proposal
from optimiser.remedies.replan import Standing
from optimiser.remedies.trials import Court, Trial, more_of

PLACES = frozenset(
    {RemedyKind.SHARE, RemedyKind.SURVEY, RemedyKind.OPEN, RemedyKind.SUPERVISOR, RemedyKind.CONVERT, RemedyKind.EXTEND}
)
"""Rungs that change a site, so that several may be helped by the same."""

MOST_SHARED, MOST_NAMED = 16, 12
"""As many changes that several name are tried, those that concern most unmet sessions first, each for so many."""

SHOWN_OF_PCN, SHOWN_OF_AREA = 1, 3
"""As many single changes of each rung are listed for a PCN, and for the whole area: those that gain most."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A change with those who are helped by it and what it gains."""

    proposal: Proposal
    holders: tuple[Holder, ...]
    gain: Gain


@dataclass(frozen=True, kw_only=True)
class Area:
    """A PCN, or the whole area, and those there with sessions unmet.

    ``members`` are all posts of the PCN: one may give way to another.
    """

    level: str
    code: str
    name: str
    holders: tuple[Holder, ...]
    members: frozenset[Holder]
    shown: int


def of_areas(court: Court, company: Company, climbs: Sequence[Climb], *, reach: Reach) -> list[Remedy]:
    """Return the remedies of every PCN with sessions unmet, then of the whole area."""
    options = _options(court, company, climbs, reach)
    firsts = {climb.holder: climb.helped[0][0] for climb in climbs if climb.helped}
    pcns, whole = _pcns(company), _whole(company)
    packages = {area.code: _package(firsts, area) for area in (*pcns, whole)}
    together = _together(court, company, {area: packages[area.code] for area in pcns}, reach)
    found = [row for area in pcns for row in _rows(company, area, options, (packages[area.code], together[area.code]))]
    gain = _chained(court, company, pcns, (packages[whole.code], reach))
    return [*found, *_rows(company, whole, options, (packages[whole.code], gain))]


def _options(court: Court, company: Company, climbs: Sequence[Climb], reach: Reach) -> list[Option]:
    """Return the changes that help: those that several name tried for all of them, the others as they were tried."""
    named: dict[tuple[Change, ...], list[tuple[Holder, Proposal]]] = defaultdict(list)
    for climb in climbs:
        for proposal in climb.rungs:
            if proposal.kind in PLACES and not any(hasattr(change, "post_ids") for change in proposal.changes):
                named[proposal.changes].append((climb.holder, proposal))
    shared = [asked for asked in named.values() if len(asked) > 1]
    shared.sort(key=lambda asked: -sum(company.unmet[holder] for holder, _ in asked))
    trials = [_trial(company, asked[0][1], [holder for holder, _ in asked], reach) for asked in shared[:MOST_SHARED]]
    options = [
        Option(proposal=asked[0][1], holders=tuple(holder for holder, _ in asked), gain=gain)
        for asked, gain in zip(shared, court.gains(trials), strict=False)
        if gain is not None
    ]
    return sorted(
        [*options, *_alone(climbs, {option.proposal.changes for option in options})],
        key=lambda o: (-o.gain.weighted, LADDER.index(o.proposal.kind), o.proposal.told),
    )


def _alone(climbs: Sequence[Climb], known: Collection[tuple[Change, ...]]) -> Iterable[Option]:
    """Return the other changes that helped, each once, as they gained most."""
    found: dict[tuple[Change, ...], Option] = {}
    for climb in climbs:
        for proposal, gain in climb.helped:
            before = found.get(proposal.changes)
            if proposal.changes not in known:
                holders = (*(before.holders if before else ()), climb.holder)
                best = before.gain if before and before.gain.weighted >= gain.weighted else gain
                found[proposal.changes] = Option(proposal=proposal, holders=holders, gain=best)
    return found.values()


def _trial(company: Company, proposal: Proposal, holders: Sequence[Holder], reach: Reach) -> Trial:
    named = _neediest(company, holders)
    wider = Reach(holders=2 * reach.holders, short=2 * reach.short)
    return Trial(
        changes=proposal.changes,
        named=frozenset(named),
        free=company.of(named, wider, at=sorted(proposal.sites)),
        sites=proposal.sites,
    )


def _together(
    court: Court, company: Company, packages: Mapping[Area, Sequence[Proposal]], reach: Reach
) -> dict[str, Gain | None]:
    """Return what all first remedies of each PCN gain together."""
    data = company.view.dataset
    trials = [
        replace(_package_trial(company, area, package, reach), changes=_changes(data, package))
        for area, package in packages.items()
    ]
    return {area.code: gain for area, gain in zip(packages, court.gains(trials), strict=True)}


def _package_trial(company: Company, area: Area, package: Sequence[Proposal], reach: Reach) -> Trial:
    """Return the trial of an area's posts and programmes with the sites of a package; its changes are put in later."""
    named = _neediest(company, area.holders)
    return Trial(
        changes=(),
        named=frozenset(named),
        free=company.of(named, reach),
        sites=frozenset().union(*(proposal.sites for proposal in package)),
    )


def _chained(
    court: Court, company: Company, pcns: Sequence[Area], how: tuple[Sequence[Proposal], Reach]
) -> Gain | None:
    """Return what all first remedies of the area gain together.

    PCN after PCN is placed anew in what came before, and last the programmes. Beside it runs the same search without
    the changes, which is taken off.
    """
    package, reach = how
    changes, rows, bare = _changes(company.view.dataset, package), court.standing, court.standing
    for area in (*pcns, *_short_programmes(company)):
        trial = _package_trial(company, area, package, reach)
        jobs = [court.job(trial, rows, changes)] + ([] if court.is_best else [court.job(trial, bare, ())])
        found = court.solve(jobs)
        if None in found:
            return None  # lost, so nothing can be claimed
        rows = _better(court, trial, rows, found[0])
        bare = bare if court.is_best else _better(court, trial, bare, found[1])
    # What of it could stand without the changes is luck of the search.
    kept = bare.rows if court.is_best else court.standing.allowed(rows.rows)
    before = max(bare.rows, kept, key=court.weight)
    if court.weight(rows.rows) <= court.weight(before):
        return None
    return court.gain_between(before, rows.rows, frozenset(company.unmet))


def _short_programmes(company: Company) -> Iterator[Area]:
    """Yield the programmes with sessions unmet, which are no PCN's, a few at a time."""
    whole = _whole(company)
    short = [holder for holder in whole.holders if holder[0] is PlacementKind.PROGRAMME]
    for first in range(0, len(short), MOST_NAMED):
        yield replace(whole, holders=tuple(short[first : first + MOST_NAMED]))


def _better(court: Court, trial: Trial, standing: Standing, found: tuple[Placement, ...] | None) -> Standing:
    own = [row for row in standing.rows if (row.kind, row.id) in trial.free]
    if found is None or court.weight(found) <= court.weight(own):
        return standing
    others = (row for row in standing.rows if (row.kind, row.id) not in trial.free)
    return replace(standing, rows=(*others, *found))


def _package(firsts: Mapping[Holder, Proposal], area: Area) -> tuple[Proposal, ...]:
    """Return the first remedies of an area's posts and programmes, each once."""
    found = [firsts[holder] for holder in area.holders if holder in firsts]
    return tuple({proposal.changes: proposal for proposal in found}.values())


def _changes(data: Dataset, package: Sequence[Proposal]) -> tuple[Change, ...]:
    """Return the changes of several proposals in an order in which none undoes another: the widest sharing last."""
    changes = without_repeats(change for proposal in package for change in proposal.changes)
    widths = list(Sharing)
    shares = sorted(
        (change for change in changes if isinstance(change, Share)), key=lambda c: widths.index(c.share_with)
    )
    converted: dict[tuple[str, ...], Change] = {}
    for change in changes:
        if isinstance(change, ConvertRooms):
            converted.setdefault(change.room_ids, change)
    rest = (change for change in changes if not isinstance(change, Share | ConvertRooms))
    return those_that_count(data, (*shares, *converted.values(), *rest))


def _rows(
    company: Company, area: Area, options: Iterable[Option], together: tuple[Sequence[Proposal], Gain | None]
) -> list[Remedy]:
    package, joint = together
    found: list[Remedy] = []
    if joint is not None and len(package) > 1 and _own(company, area, joint) > 0:
        told = f"The cheapest remedy of each post and programme of {area.name} at once: {len(package)} remedies."
        all_at_once = Proposal(
            kind=RemedyKind.TOGETHER,
            told=told,
            changes=_changes(company.view.dataset, package),
            estimated=any(proposal.estimated for proposal in package),
        )
        found.append(_row(company, area, Option(proposal=all_at_once, holders=area.holders, gain=joint), rank=1))
    theirs = [option for option in options if _own(company, area, option.gain) > 0]
    for option in _best_of_each_rung(list(_without_rivals(theirs, frozenset(area.holders))), area.shown):
        found.append(_row(company, area, option, rank=len(found) + 1))
    return found


def _best_of_each_rung(options: Sequence[Option], shown: int) -> Iterator[Option]:
    """Yield the options of each rung that gain most, the cheapest rung first."""
    for kind in LADDER:
        yield from islice((option for option in options if option.proposal.kind is kind), shown)


def _without_rivals(options: Iterable[Option], holders: frozenset[Holder]) -> Iterator[Option]:
    """Yield the options for some, of several conversions of one room the one that gains most."""
    converted: set[tuple[str, ...]] = set()
    for option in options:
        rooms = {change.room_ids for change in option.proposal.changes if isinstance(change, ConvertRooms)}
        if holders & set(option.holders) and not rooms & converted:
            converted |= rooms
            yield option


def _row(company: Company, area: Area, option: Option, *, rank: int) -> Remedy:
    here = [holder for holder in option.holders if holder in set(area.holders)]
    return Remedy(
        level=area.level,
        code=area.code,
        name=area.name,
        rank=rank,
        kind=option.proposal.kind,
        told=option.proposal.told,
        ids=tuple(id_ for _, id_ in here),
        unmet=sum(company.unmet[holder] for holder in area.holders),
        changes=option.proposal.changes,
        gain=replace(option.gain, own=_own(company, area, option.gain)),
        estimated=option.proposal.estimated
        or option.gain.estimated
        or any(is_holder_estimated(holder, company.view.dataset) for holder in here),
    )


def _own(company: Company, area: Area, gain: Gain) -> int:
    """Return the sessions more of an area's own posts; of the whole area, whoever has them."""
    if area.level == "icb":
        return gain.sessions
    return more_of(area.members, gain.rows, than=(company.view.placements, gain.without))


def _pcns(company: Company) -> list[Area]:
    data = company.view.dataset
    at: dict[str, list[Holder]] = defaultdict(list)
    members: dict[str, set[Holder]] = defaultdict(set)
    for post in data.posts:
        members[post.pcn_code].add((PlacementKind.POST, post.post_id))
    for kind, id_ in company.unmet:
        if kind is PlacementKind.POST:
            at[data.post_by_id[id_].pcn_code].append((kind, id_))
    return [
        Area(
            level="pcn",
            code=code,
            name=data.pcn_by_code[code].name if code in data.pcn_by_code else code,
            holders=tuple(at[code]),
            members=frozenset(members[code]),
            shown=SHOWN_OF_PCN,
        )
        for code in sorted(at)
    ]


def _whole(company: Company) -> Area:
    short = tuple(company.unmet)
    return Area(
        level="icb",
        code=WHOLE_AREA,
        name="the whole area",
        holders=short,
        members=frozenset(),  # everybody is
        shown=SHOWN_OF_AREA,
    )


def _neediest(company: Company, holders: Iterable[Holder]) -> list[Holder]:
    return sorted(holders, key=lambda holder: (-company.unmet[holder], holder))[:MOST_NAMED]
