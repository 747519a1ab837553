"""Which schemes can be built together, and what a set of them costs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.capital.offers import breaks_pins
from estates.domain.dataset import Dataset
from estates.domain.scenario.schemes import ready_schemes
from estates.domain.schemes import Scheme

Chosen = frozenset[str]
"""A set of schemes by code."""

NOTHING: Chosen = frozenset()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The schemes that can be chosen, in the order of the dataset, and why each of the others cannot."""

    schemes: tuple[Scheme, ...]
    left_out: Mapping[str, str]

    def costs(self, chosen: Collection[str]) -> Decimal:
        """Return the capital of a set in pounds."""
        return sum((scheme.capital_cost for scheme in self.schemes if scheme.scheme_id in chosen), Decimal(0))

    def with_all_needed(self, scheme_id: str) -> Chosen:
        """Return a scheme with everything that it requires, directly or through others."""
        by_id = {scheme.scheme_id: scheme for scheme in self.schemes}
        needed, waiting = set[str](), [scheme_id]
        while waiting:
            here = waiting.pop()
            if here not in needed:
                needed.add(here)
                waiting.extend(by_id[here].requires)
        return frozenset(needed)

    def without(self, chosen: Chosen, scheme_id: str) -> Chosen:
        """Return a set without a scheme and without all that require it."""
        return frozenset(code for code in chosen if scheme_id not in self.with_all_needed(code))

    def is_allowed(self, chosen: Collection[str]) -> bool:
        """Whether schemes can be built together: all that they require is there, and none excludes another."""
        own = [scheme for scheme in self.schemes if scheme.scheme_id in chosen]
        return len(own) == len(chosen) and all(
            set(scheme.requires) <= set(chosen) and not set(scheme.excludes) & set(chosen) for scheme in own
        )


def choice_of(dataset: Dataset, *, year: int | None = None) -> Choice:
    """Return the schemes of a dataset that can be built, by a year where one is given."""
    left_out = dict(_not_ready(dataset, year))
    for scheme in dataset.schemes:
        posts = breaks_pins(dataset, scheme)
        if posts and scheme.scheme_id not in left_out:
            left_out[scheme.scheme_id] = f"it converts a room in which {', '.join(posts)} must stay by a pin"
    while waiting := [scheme for scheme in dataset.schemes if _waits(scheme, left_out)]:
        for scheme in waiting:
            missing = [code for code in scheme.requires if code in left_out]
            left_out[scheme.scheme_id] = f"it requires {', '.join(missing)}, which cannot be built"
    kept = tuple(scheme for scheme in dataset.schemes if scheme.scheme_id not in left_out)
    return Choice(schemes=kept, left_out=left_out)


def every_set(choice: Choice, budget: Decimal) -> Iterator[Chosen]:
    """Yield every set that can be built within a budget, for areas with few schemes."""
    yield from _sets(choice, budget, choice.schemes, NOTHING)


def _sets(choice: Choice, budget: Decimal, left: Sequence[Scheme], chosen: Chosen) -> Iterator[Chosen]:
    if not left:
        if choice.is_allowed(chosen):
            yield chosen
        return
    first, rest = left[0], left[1:]
    yield from _sets(choice, budget, rest, chosen)
    grown = chosen | {first.scheme_id}
    if choice.costs(grown) <= budget:
        yield from _sets(choice, budget, rest, grown)


def _not_ready(dataset: Dataset, year: int | None) -> Iterator[tuple[str, str]]:
    if year is not None:
        ready = ready_schemes(dataset, year)
        for scheme in dataset.schemes:
            if scheme.scheme_id not in ready:
                yield scheme.scheme_id, f"it cannot be ready by {year}"


def _waits(scheme: Scheme, left_out: Mapping[str, str]) -> bool:
    return scheme.scheme_id not in left_out and any(code in left_out for code in scheme.requires)
