"""Where one post more could sit in a plan: options in three classes, from the one that asks least of others.

First with nobody moving; then with others moving, so that none of them has a session less; then with others of equal or
lower priority giving sessions up. A later class is looked at only where it places more. Hub sessions stay in all three.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement, in_order
from estates.domain.settings import Settings
from estates.domain.slots import SLOTS
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from optimiser.candidates import survey
from optimiser.limits import Limits
from optimiser.program import Expression, Floats, Mask, Program
from optimiser.rooms import placements
from optimiser.small_moves.board import Board
from optimiser.small_moves.changes import changed_rows
from optimiser.small_moves.kept import kept
from optimiser.small_moves.scoped import Scoped, scoped
from optimiser.small_moves.scopes import SIZES, Scope, around_post
from optimiser.small_moves.strict_order import StrictOrder
from optimiser.watch import Watch

CENTRE = 0
"""The place of the post in its scope."""

HALF = 0.5
OWN, OTHERS = "own sessions", "sessions of others"


class Asks(IntEnum):
    """What an option asks of others, from least to most."""

    NOTHING = 1
    MOVES = 2
    SESSIONS = 3


MOST = {Asks.NOTHING: 5, Asks.MOVES: 3, Asks.SESSIONS: 2}
"""As many options of each class are looked for."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A week for a post: its rows, and all rows of the plan with it."""

    asks: Asks
    rows: tuple[Placement, ...]
    plan: tuple[Placement, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """The options for a post, and the rows of the plan before it came: those of the earlier plan that stand."""

    options: tuple[Option, ...]
    before: tuple[Placement, ...]


def options(
    dataset: Dataset,
    travel: TravelTimes,
    post_id: str,
    *,
    earlier: Sequence[Placement],
    settings: Settings,
) -> Found:
    """Return options of each class for a post in a plan, the best of a class first.

    Parameters
    ----------
    dataset
        The dataset of the plan's season, with the post in it.
    travel
        Minutes between its sites.
    post_id
        The post that looks for a place; rows that the plan has of it do not count.
    earlier
        The rows of the plan; those that no longer stand are left out.
    settings
        Minutes of sites, rooms and changed rows.
    """
    rows = [row for row in earlier if row.kind is PlacementKind.PROGRAMME or row.id != post_id]
    estate = survey(dataset, travel, burden=settings.burden, earlier=rows)
    naming = kept(estate)
    standing = in_order(placements(estate, naming))
    # A move is away from where somebody sits now: what no longer stands could not be kept in any case.
    board = Board(replace(estate, earlier=standing), naming)
    centre = next(p for p, choices in enumerate(estate.posts) if choices.post.post_id == post_id)
    finder = _Finder(board, centre)
    found: list[Option] = []
    for asks in Asks:
        most = max((len(option.rows) for option in found), default=0)
        if most < min(estate.posts[centre].wanted, len(SLOTS)):
            found += finder.options(asks, more_than=most)
    return Found(options=tuple(found), before=standing)


OTHERS_MOVING: Mapping[Asks, Sequence[int]] = {Asks.NOTHING: (0,), Asks.MOVES: SIZES, Asks.SESSIONS: SIZES[-1:]}
"""How many others are looked at for each class: sessions are given up only for what many by moving cannot place."""


class _Finder:
    """Finds options of one class after the other."""

    def __init__(self, board: Board, centre: int) -> None:
        self._board, self._centre = board, centre
        self._watch = Watch(Limits())

    def options(self, asks: Asks, *, more_than: int) -> list[Option]:
        """Return the options of a class, where it places more sessions than the classes before."""
        wanted = min(self._board.estate.posts[self._centre].wanted, len(SLOTS))
        best: Option | None = None
        for size in OTHERS_MOVING[asks]:
            scope = around_post(self._board, self._centre, size) if size else Scope(posts=(self._centre,))
            part = _guarded(scoped(self._board, scope), self._board, asks)
            values = self._most_sessions(part, asks)
            option = self._option(part, values, asks)
            if len(option.rows) > max(more_than, len(best.rows) if best else 0):
                best, where = option, (part, values)
            if best and len(best.rows) >= wanted:
                break
        return [] if best is None else [best, *self._others(asks, best, *where, more_than=more_than)]

    def _others(self, asks: Asks, best: Option, part: Scoped, values: Floats, *, more_than: int) -> Iterator[Option]:
        """Yield further options of a scope: with ever fewer sessions, which ask less, then on other days or sites."""
        least = len(best.rows) if asks is Asks.NOTHING else more_than + 1
        sessions = len(best.rows)
        for _ in range(MOST[asks] - 1):
            if sessions > least:
                sessions -= 1
            else:
                part = _another(part, values)
            # That no more can be placed is known; saying so spares the solver the proof.
            part = _with_row(part, -_placed(part, own=True).coefficients, high=sessions)
            values = self._most_sessions(part, asks)
            option = self._option(part, values, asks)
            if len(option.rows) < sessions:
                return
            yield option

    def _most_sessions(self, part: Scoped, asks: Asks) -> Floats:
        """Return values with as many sessions as can be, then with as little given up and moved."""
        order = StrictOrder(part, self._watch)
        given_up = float(sum(choices.post.priority * choices.wanted for choices in part.estate.posts))
        others = [_placed(part, own=False)] if asks is Asks.SESSIONS else []  # else they all have what they had
        order.together([_placed(part, own=True), *others, changed_rows(part.full)], ranges={OTHERS: given_up})
        burden = part.full.model.goals["G4"]
        if asks is Asks.MOVES:
            order.alone(burden)  # those who move are sent no further than they must
        else:
            order.within(_own_columns(part), burden)
        return order.values

    def _option(self, part: Scoped, values: Floats, asks: Asks) -> Option:
        plan = in_order(placements(self._board.estate, part.naming(values)))
        post_id = self._board.estate.posts[self._centre].post.post_id
        rows = tuple(row for row in plan if row.kind is PlacementKind.POST and row.id == post_id)
        return Option(asks=asks, rows=rows, plan=plan)


def _placed(part: Scoped, *, own: bool) -> Expression:
    """Return the sessions of the post that looks for a place, or those of the others by their weight, to be most."""
    coefficients = np.zeros(part.full.model.program.columns)
    for pattern in part.full.model.variables.patterns:
        if own and pattern.post == CENTRE:
            coefficients[pattern.column] = -len(pattern.slots)
        elif not own and pattern.post != CENTRE:
            coefficients[pattern.column] = -len(pattern.slots) * part.estate.posts[pattern.post].post.priority
    return Expression(OWN if own else OTHERS, coefficients, 0.0)


def _own_columns(part: Scoped) -> Mask:
    """Return the columns that say where the post sits, when, in which room, and what follows for it alone."""
    full = part.full
    mask: Mask = np.zeros(full.model.program.columns, dtype=bool)
    mask[full.model.post_of_column == CENTRE] = True
    mask[[c for (p, _, _), rooms in full.seats.of_posts.items() if p == CENTRE for c in rooms.values()]] = True
    mask[[column for (p, _), column in full.seats.rooms_used.items() if p == CENTRE]] = True
    mask[[column for p, column in full.extra_rooms.items() if p == CENTRE]] = True
    return mask


def _guarded(part: Scoped, board: Board, asks: Asks) -> Scoped:
    """Return a scope in which nobody else has a session more, nor less but who may give some up.

    What is given up weighs no more than what the post gains, so that the plan as a whole is never worse in its first
    goal. Others' own wants are not this question: sessions more for them would move people for no gain of the post.
    """
    model = part.full.model
    program, weight = model.program, model.goals["G1"]
    if asks is Asks.SESSIONS:
        most = weight.value(part.start) - weight.constant + HALF
        program = program.with_row(weight.coefficients, high=most, rule=weight.name)
    for number, p in enumerate(part.scope.posts):
        if number != CENTRE:
            sessions, has = np.zeros(program.columns), len(board.sessions.get(p, ()))
            for pattern in model.variables.patterns_of_post.get(number, ()):
                sessions[pattern.column] = len(pattern.slots)
            least = 0 if asks is Asks.SESSIONS and _may_give_up(part, number) else has
            program = program.with_row(sessions, low=least, high=has, rule="R9")
    return _with_program(part, program)


def _may_give_up(part: Scoped, number: int) -> bool:
    return part.estate.posts[number].post.priority <= part.estate.posts[CENTRE].post.priority


def _another(part: Scoped, values: Floats) -> Scoped:
    """Return a scope without options that share more than half of their days and sites with the one found."""
    patterns = [pattern for pattern in part.full.model.variables.patterns if pattern.post == CENTRE]
    found = {(pattern.site_id, pattern.day) for pattern in patterns if values[pattern.column] > HALF}
    coefficients = np.zeros(part.full.model.program.columns)
    coefficients[[p.column for p in patterns if (p.site_id, p.day) in found]] = 1.0
    return _with_row(part, coefficients, high=len(found) // 2)


def _with_row(part: Scoped, coefficients: Floats, *, high: float) -> Scoped:
    return _with_program(part, part.full.model.program.with_row(coefficients, high=high, rule="option"))


def _with_program(part: Scoped, program: Program) -> Scoped:
    return replace(part, full=replace(part.full, model=replace(part.full.model, program=program)))
