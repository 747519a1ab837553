"""Cuts a part that is too large for one model into districts that share little: where it is thinnest.

Counties share a few hubs at their borders, which makes one part of a whole country. Its PCNs are joined into districts
pair by pair, those first that share most for their size, until a district would be too large for one model.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from estates.domain.slots import SiteSlot
from optimiser.candidates import Estate, ProgrammeChoices

MOST_POSTS = 900
"""A part with more posts than this, some more than the largest counties have, is cut."""

MOST_SHARED = 0.1
"""A part is left whole where districts would share more than this of all half-days of sites: too much would be lost."""


def districts(part: Estate) -> list[Estate]:
    """Return a part as districts, each with the posts of whole PCNs and with programmes; itself if it is not cut.

    A programme goes with most of the PCNs that it serves. It is left the sites that reach one of its PCNs, or that
    posts of its district use, so that not every hub of a country is a choice for it.
    """
    if len(part.posts) <= MOST_POSTS:
        return [part]
    cells = _cells_of_pcns(part)
    groups = joined(cells, Counter(choices.post.pcn_code for choices in part.posts), most=MOST_POSTS)
    if len(groups) < 2 or _share_in_common(cells, groups) > MOST_SHARED:
        return [part]
    return _as_estates(part, cells, groups)


def _cells_of_pcns(part: Estate) -> dict[str, set[SiteSlot]]:
    cells: dict[str, set[SiteSlot]] = defaultdict(set)
    for choices in part.posts:
        own = cells[choices.post.pcn_code]
        own.update((site_id, slot) for site_id, slots in choices.slots_at.items() for slot in slots)
    return cells


@dataclass(frozen=True)
class _Tie:
    """Two groups of areas, by their least names, and how many half-days of sites pairs of their areas share."""

    one: str
    other: str
    shared: int


def joined(cells: Mapping[str, Collection[SiteSlot]], posts: Mapping[str, int], *, most: int) -> list[set[str]]:
    """Return areas, by name, in groups of at most so many posts: the pair that shares most for its size comes first."""
    groups, size = {name: {name} for name in cells}, dict(posts)
    shared = _shared_by_pairs(cells)
    while ties := [tie for tie in _ties(shared) if size[tie.one] + size[tie.other] <= most]:
        best = min(ties, key=lambda tie: (-tie.shared / (size[tie.one] * size[tie.other]), tie.one, tie.other))
        groups[best.one] |= groups.pop(best.other)
        size[best.one] += size.pop(best.other)
        _join(shared, best.one, best.other)
    return [groups[name] for name in sorted(groups)]


def _shared_by_pairs(cells: Mapping[str, Collection[SiteSlot]]) -> dict[str, Counter[str]]:
    users: dict[SiteSlot, list[str]] = defaultdict(list)
    for code in sorted(cells):
        for cell in cells[code]:
            users[cell].append(code)
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for codes in users.values():
        for one, other in combinations(codes, 2):
            shared[one][other] += 1
            shared[other][one] += 1
    return shared


def _ties(shared: Mapping[str, Counter[str]]) -> Iterator[_Tie]:
    return (_Tie(one, other, own[other]) for one, own in shared.items() for other in own if one < other)


def _join(shared: dict[str, Counter[str]], one: str, other: str) -> None:
    """Let one group stand for two."""
    for third, count in shared.pop(other).items():
        del shared[third][other]
        if third != one:
            shared[one][third] += count
            shared[third][one] += count


def _share_in_common(cells: Mapping[str, Collection[SiteSlot]], groups: Sequence[Collection[str]]) -> float:
    users = Counter(cell for group in groups for cell in set[SiteSlot]().union(*(cells[code] for code in group)))
    return sum(count > 1 for count in users.values()) / max(1, len(users))


def _as_estates(
    part: Estate, cells: Mapping[str, Collection[SiteSlot]], groups: Sequence[Collection[str]]
) -> list[Estate]:
    number_of = {code: number for number, group in enumerate(groups) for code in group}
    sites = [{site_id for code in group for site_id, _ in cells[code]} for group in groups]
    programmes: list[list[ProgrammeChoices]] = [[] for _ in groups]
    for choices in part.programmes:
        home = _home(choices, number_of, sites)
        programmes[home].append(_kept_near(choices, sites[home]))
    return [
        replace(
            part,
            posts=tuple(choices for choices in part.posts if choices.post.pcn_code in group),
            programmes=tuple(programmes[number]),
            earlier=(),
        )
        for number, group in enumerate(groups)
    ]


def _home(choices: ProgrammeChoices, number_of: Mapping[str, int], sites: Sequence[Collection[str]]) -> int:
    """Return the district with most of a programme's PCNs; where none has posts, that which uses most of its sites."""
    served = Counter(number_of[code] for code in choices.programme.pcn_codes if code in number_of)
    if not served:
        served = Counter({n: sum(site in own for site in choices.slots_at) for n, own in enumerate(sites)})
    return _most(served.items())


def _most(counts: Iterable[tuple[int, int]]) -> int:
    return min(counts, key=lambda count: (-count[1], count[0]))[0]


def _kept_near(choices: ProgrammeChoices, sites: Collection[str]) -> ProgrammeChoices:
    reaching = frozenset[str]().union(*choices.sites_reaching.values())
    kept = {site_id: slots for site_id, slots in choices.slots_at.items() if site_id in sites or site_id in reaching}
    return replace(choices, slots_at=kept or choices.slots_at)
