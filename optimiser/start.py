"""A first plan: every post in turn takes its best week in what is left, at prices that say what others would give."""

from dataclasses import dataclass

import numpy as np

from optimiser.model import Model
from optimiser.pricing import ROUNDING, Weeks, best_days, best_week
from optimiser.program import ByColumn, Floats, Integers, Mask, Program

SHARED = ("R3", "R10")
"""The rules whose rows several posts share."""


def completed(model: Model, chosen: Floats) -> Floats:
    """Return values with every column that follows from the chosen patterns and hub sessions worked out.

    Follow: sites visited, extra sites, PCNs reached by a programme and the steps of unmet sessions of a PCN.
    """
    values = np.where(model.is_choice, chosen, 0.0)
    pattern, visit, extra = model.visits_of_patterns
    values[visit[values[pattern] > 0]] = 1.0
    visits, owner = np.unique(visit, return_index=True)
    np.add.at(values, extra[owner], values[visits])
    posts = np.unique(extra)
    values[posts] = np.maximum(values[posts] - 1, 0.0)
    return goal_columns_filled(model.program, values)


def goal_columns_filled(program: Program, values: Floats) -> Floats:
    """Fill the columns of G2 and G3, which only their own rows hold, in the order of their numbers."""
    for row in np.flatnonzero(np.isin(program.row_rule, ("G2", "G3"))):
        entries = program.entry_row == row
        columns = program.entry_column[entries]
        own = columns[~program.whole[columns]]
        values[own] = 0.0
        activity = float(program.entry[entries] @ values[columns])
        missing = program.row_low[row] - activity if np.isfinite(program.row_low[row]) else -activity
        values[own[np.argsort(own)][: round(missing)]] = 1.0
    return values


@dataclass
class _Table:
    """Entries of the shared rows by column, and what is left of every row."""

    entries: ByColumn
    left: Floats

    def take(self, column: int, times: float = 1.0) -> None:
        own = self.entries.of(column)
        self.left[self.entries.row[own]] -= times * self.entries.entry[own]

    def fits(self, columns: Integers) -> Mask:
        """Whether each of a run of neighbouring columns fits into what is left by itself."""
        first = self.entries.first
        own = slice(first[columns[0]], first[columns[-1] + 1])
        short = np.append(self.left[self.entries.row[own]] < self.entries.entry[own] - 1e-9, False)
        starts = first[columns] - own.start
        is_empty = first[columns] == first[columns + 1]
        fits: Mask = ~np.logical_or.reduceat(short, starts) | is_empty
        return fits


def first_plan(model: Model, weeks: Weeks, cost: Floats, prices: Floats) -> Floats:
    """Return the values of a legal plan.

    First all take their best week at ``prices`` of the shared rows, pinned posts and high priorities first; then
    each gives back its week and takes the best for itself in what is left.
    """
    program = model.program
    shared = np.where(np.isin(program.row_rule, SHARED), np.minimum(prices, 0.0), 0.0)
    table = _Table(program.by_column(np.isin(program.row_rule, SHARED)), program.row_high.copy())
    values = np.zeros(program.columns)
    _seat_pins(model, table, values)
    order = _in_order(model)
    priced = program.pull(shared) - cost
    _hold_hubs(model, table, values, priced)
    for profits in (priced, -cost):
        for post in order:
            _reseat(weeks, table, values, post, profits=profits)
        _hold_hubs(model, table, values, -cost)
    return completed(model, values)


def filled(model: Model, weeks: Weeks, cost: Floats, values: Floats) -> Floats:
    """Return a legal plan in which every post short of a session takes its best week in what others leave.

    Nobody has less than before: a post's own week is among those it may take.
    """
    program = model.program
    left = program.row_high - program.activity(np.where(model.is_choice, values, 0.0))
    table = _Table(program.by_column(np.isin(program.row_rule, SHARED)), left)
    new = values.copy()
    for post in _in_order(model):
        if is_short(weeks, values, post):
            _reseat(weeks, table, new, post, profits=-cost)
    return completed(model, new)


def is_short(weeks: Weeks, values: Floats, post: int) -> bool:
    """Whether a post has fewer sessions in a plan than it wants."""
    own = slice(weeks.first_pattern[post], weeks.first_pattern[post + 1])
    placed = weeks.size[own] @ (values[weeks.column[own]] > 0.5)
    return bool(placed < weeks.wanted[post])


def _in_order(model: Model) -> list[int]:
    return sorted(range(len(model.estate.posts)), key=lambda p: (-model.estate.posts[p].post.priority, p))


def _seat_pins(model: Model, table: _Table, values: Floats) -> None:
    for pattern in model.variables.patterns:
        pins = model.estate.posts[pattern.post].pins
        if pins and all(slot in pins for slot in pattern.slots):
            values[pattern.column] = 1.0
            table.take(pattern.column)


def _hold_hubs(model: Model, table: _Table, values: Floats, profits: Floats) -> None:
    """Hold hub sessions from the most profitable down, outside cells where rooms of several places are taken whole."""
    left = [choices.programme.sessions_per_week for choices in model.estate.programmes]
    for (g, _, _), column in model.variables.hubs.items():
        left[g] -= round(values[column])
    for (g, site_id, slot), column in sorted(model.variables.hubs.items(), key=lambda hub: (-profits[hub[1]], hub[1])):
        is_open = not values[column] and left[g] > 0 and profits[column] > 0
        if is_open and not model.variables.cells[site_id, slot].is_mixed and table.fits(np.array([column]))[0]:
            values[column] = 1.0
            left[g] -= 1
            table.take(column)


def _reseat(weeks: Weeks, table: _Table, values: Floats, post: int, *, profits: Floats) -> None:
    """Give a post the best week for it in what the others leave; its own where no better one is looked at."""
    own = slice(weeks.first_pattern[post], weeks.first_pattern[post + 1])
    columns = weeks.column[own]
    if not len(columns):
        return
    before = columns[values[columns] > 0]
    for column in before:
        table.take(column, -1.0)
    values[columns] = 0.0
    open_profits = profits.copy()
    open_profits[columns[~table.fits(columns)]] = -np.inf
    week = best_week(weeks, best_days(weeks, open_profits, patterns=own), post)
    for column in week if profits[week].sum() >= profits[before].sum() - ROUNDING else before:
        values[column] = 1.0
        table.take(column)
