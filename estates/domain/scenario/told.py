"""A scenario in a sentence: its name, its year and what it changes, for whoever holds a plan of it in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.scenario.effects import Effect
from estates.domain.scenario.scenario import GROWTH_STEP, SEASON_STEP, Scenario
from estates.domain.wording import counted

AS_IT_IS = "as it is"
"""The name of a scenario that nobody wrote."""
MOST_NAMED = 6


@dataclass(frozen=True, kw_only=True)
class ScenarioTold:
    """Which scenario a plan is of, and what is to be said of it at the head of a page; both are whole sentences.

    ``changes`` are all its changes, in the order of the scenario, each with what it does in words.
    """

    name: str
    sentence: str
    changes: tuple[tuple[str, str], ...] = ()


def told(scenario: Scenario, effects: Sequence[Effect], *, remark: str | None = None) -> ScenarioTold | None:
    """Return what a scenario is in words, with a remark on its growth; ``None`` where it is the area as it is."""
    parts = [
        *([f"scenario “{scenario.name}”"] if scenario.name != AS_IT_IS else []),
        *([f"year {scenario.year}"] if scenario.year is not None else []),
    ]
    changed = [effect.step for effect in effects if _is_told(effect)]
    if not parts and not changed:
        return None
    name = _sentence(", ".join(parts) or "changed")
    capital = sum((effect.capital_cost for effect in effects), Decimal(0))
    said = [*([_named(changed)] if changed else []), *([f"£{capital:,.0f} of capital"] if capital else [])]
    whole = f"{name[:-1]}: {'; '.join(said)}." if said else name
    return ScenarioTold(
        name=name,
        sentence=f"{whole} {remark}" if remark else whole,
        changes=tuple((effect.step, _in_words(effect)) for effect in effects),
    )


def _is_told(effect: Effect) -> bool:
    """Whether a step is worth a word: the season is said elsewhere, and growth may ask for nothing."""
    return effect.step != SEASON_STEP and (effect.step != GROWTH_STEP or effect.wanted > 0)


def _in_words(effect: Effect) -> str:
    """Return what a change adds and takes away, with its price."""
    counts = (
        (effect.posts, "post", "posts"),
        (effect.wanted, "room session wanted", "room sessions wanted"),
        (effect.rooms, "room", "rooms"),
        (effect.free_half_days, "free half-day", "free half-days"),
    )
    said = [f"{counted(abs(many), *words)} {'more' if many > 0 else 'fewer'}" for many, *words in counts if many]
    said += [f"£{effect.capital_cost:,.0f} of capital"] if effect.capital_cost else []
    said += [f"£{effect.annual_cost:,.0f} a year"] if effect.annual_cost else []
    return ", ".join(said) or "posts, rooms and free half-days are as many as before"


def _named(changes: Sequence[str]) -> str:
    more = len(changes) - MOST_NAMED
    return ", ".join(changes[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
