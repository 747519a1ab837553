"""The frontier as a figure: what each budget buys, and beside it what no set within that budget can pass."""

from estates.domain.capital.sets import NOTHING
from estates.domain.wording import counted
from estates.planning.capital_answer import Answer
from estates.planning.capital_remarks import remarks
from maps.figures.as_pdf import figure_pdf
from maps.figures.frame import Words
from maps.figures.frontier import FrontierPoint, frontier_figure
from maps.figures.sheets import A4, SLIDE, Sheet, image, own_settings

MEASURE = "Weighted room sessions a week gained"
_SHEETS: tuple[tuple[str, Sheet], ...] = (("a4", A4), ("slide", SLIDE))


def frontier_files(answer: Answer) -> dict[str, bytes]:
    """Return the figure by file name, for A4 paper and for slides."""
    points, words = frontier_points(answer), frontier_words(answer)
    files: dict[str, bytes] = {}
    for name, sheet in _SHEETS:
        with own_settings():
            figure = frontier_figure(points, sheet, words=words, measure=MEASURE)
            svg = image(figure, "svg")
            files |= {f"figures/frontier-{name}.svg": svg, f"figures/frontier-{name}.png": image(figure, "png")}
        files[f"figures/frontier-{name}.pdf"] = figure_pdf(svg, title=words.title, sheet=sheet)
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
            schemes=tuple(names[code] for code in sorted(point.chosen)),
            most=nothing - point.bound,
            is_asked=point.budget == answer.found.best.budget,
        )
        for point in answer.found.points
    )


def frontier_words(answer: Answer) -> Words:
    """Return the finding, what is shown and the notes."""
    best = answer.found.best
    gained, spent = answer.found.unmet[NOTHING] - best.unmet, float(answer.choice.costs(best.chosen))
    widest = max(point.gap for point in answer.found.points)
    return Words(
        title=f"Of £{float(best.budget) / 1e6:,.2f}m the best set ({counted(len(best.chosen), 'scheme')}) costs "
        f"£{spent / 1e6:,.2f}m and wins {gained:,.0f} weighted room sessions a week",
        subtitle="The most that each budget of capital buys, and what no set of schemes within it can pass "
        f"({counted(len(answer.found.points), 'budget')}; widest gap {100 * widest:.2f} % of the sessions placed).",
        notes=(
            *remarks(answer),
            "Schemes are chosen in one model with the placing of all posts; a session counts by its priority.",
            "Source: frontier.csv beside this figure. What an added room holds is an estimate, so the gains are too.",
        ),
    )
