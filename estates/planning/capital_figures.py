"""The frontier as a figure: what each budget buys, and beside it what no set within that budget can pass."""

from estates.domain.capital.sets import NOTHING
from estates.domain.wording import counted
from estates.planning.capital_answer import Answer, totals
from estates.planning.capital_remarks import remarks
from maps.figures.as_files import files_of_figure
from maps.figures.frame import Words
from maps.figures.frontier import FrontierPoint, frontier_figure, gain_words
from maps.figures.sheets import A4, SLIDE, Sheet, own_settings
from maps.report import data_note, made_from

MEASURE = "Weighted room sessions a week gained"
_SHEETS: tuple[tuple[str, Sheet], ...] = (("a4", A4), ("slide", SLIDE))


def frontier_files(answer: Answer) -> dict[str, bytes]:
    """Return the figure by file name, for A4 paper and for slides."""
    points, words = frontier_points(answer), frontier_words(answer)
    files: dict[str, bytes] = {}
    for name, sheet in _SHEETS:
        with own_settings():
            figure = frontier_figure(points, sheet, words=words, measure=MEASURE)
            files |= files_of_figure(f"figures/frontier-{name}", figure, sheet)
    return files


def frontier_points(answer: Answer) -> tuple[FrontierPoint, ...]:
    """Return the points of the figure in weighted sessions, so that gain and bound are told in the same measure."""
    nothing = answer.found.unmet[NOTHING]
    names = {scheme.scheme_id: scheme.name for scheme in answer.choice.schemes}
    return tuple(
        FrontierPoint(
            capital_cost=float(answer.choice.costs(point.chosen)),
            budget=float(point.budget),
            sessions_gained=nothing - point.unmet,
            plain=totals(answer.plans[point.chosen])["placed"] - totals(answer.plans[NOTHING])["placed"],
            schemes=tuple(names[code] for code in sorted(point.chosen)),
            most=nothing - point.bound,
            is_asked=point.budget == answer.found.best.budget,
        )
        for point in answer.found.points
    )


def frontier_words(answer: Answer) -> Words:
    """Return the finding, what is shown and the notes."""
    nothing = answer.plans[NOTHING].outcome
    widest = max(point.gap for point in answer.found.points)
    return Words(
        title=_finding(next(point for point in frontier_points(answer) if point.is_asked)),
        subtitle="The most that each budget of capital buys, and what no set of schemes within it can pass "
        f"({counted(len(answer.found.points), 'budget')}; widest gap {100 * widest:.2f} % of the sessions placed).",
        notes=(
            *remarks(answer),
            "Schemes are chosen in one model with the placing of all posts; a session counts by its priority.",
            f"Source: frontier.csv beside this figure, of {made_from(nothing.settings, nothing.proof)}. That "
            "dataset is the copy in plans/00, whose fingerprint is its own. What an added room holds is an estimate, "
            "so the gains are too.",
            *([data_note(nothing.settings)] if data_note(nothing.settings) else []),
        ),
    )


def _finding(best: FrontierPoint) -> str:
    """Return what the budget asked about buys; where nothing was found, what the proof leaves open."""
    budget, most = f"£{best.budget / 1e6:,.2f}m", best.most or 0.0
    if not best.schemes and most > best.sessions_gained:
        return (
            f"No set of schemes for {budget} was found in the time; a gain of up to {most:,.0f} (weighted) is not "
            "ruled out"
        )
    is_proved = most <= best.sessions_gained
    return (
        f"Of {budget} the best set{'' if is_proved else ' found'} ({counted(len(best.schemes), 'scheme')}) costs "
        f"£{best.capital_cost / 1e6:,.2f}m and wins {gain_words(best)} a week"
    )
