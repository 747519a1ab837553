"""The tables of where capital should go. Every figure that is printed or drawn stands in them or adds up from them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from estates.domain.capital.equity import ALL, FIFTH, PCN, Places, equity_rows, placed_by
from estates.domain.capital.leases import lease_end, lease_ends_first
from estates.domain.capital.money import cost_a_year, grant, life, tie_in_years
from estates.domain.capital.sets import NOTHING, Chosen
from estates.domain.schemes import Scheme
from estates.domain.wording import NOT_KNOWN
from estates.planning.capital_answer import Answer, totals
from geodata.answer_tables import Record
from optimiser.invest.gains import Pair

_FRONTIER = (
    *("budget", "asked", "schemes", "capital_cost", "annual_cost", "grant", "years", "cost_over_years"),
    *("wanted", "placed", "unmet", "sessions_gained", "G1", "G1_bound", "gap", "is_proved", "proved_by", "folder"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "frontier.csv": _FRONTIER,
    "futures.csv": ("future", "name", *_FRONTIER),
    "schemes.csv": (
        *("scheme_id", "name", "site_id", "pcn_code", "capital_cost", "annual_cost", "grant_share", "grant"),
        *("tie_in_years", "earliest_year", "in_best", "times_best", "budgets_that_can_pay", "share_best"),
        *("times_best_in_all_futures", "cases_that_can_pay", "no_regret_share"),
        *("built_with", "gain_alone", "gain_alone_weighted", "gain_alone_weighted_at_most", "last_in_gain"),
        *("last_in_gain_weighted", "last_in_weighted_at_most", "years_of_cost", "cost_a_year"),
        *("pounds_per_session_year", "pcns_that_gain", "most_deprived_fifth_gain", "why_not", "estimated"),
    ),
    "gains.csv": (
        *("scheme_id", "when", "without", "with", "level", "code", "name", "placed_without", "placed_with", "gain"),
    ),
    "equity.csv": (
        *("level", "code", "name", "patients", "weighted_patients", "capital_before", "capital_after"),
        *("capital_per_head", "capital_per_weighted_head", "wanted", "unmet_before", "unmet_after"),
        *("unmet_per_1000_before", "unmet_per_1000_after", "estimated"),
    ),
    "built_on.csv": (
        *("scheme_id", "name", "site_id", "site_name", "kind", "owner", "tenure", "lease_end", "capital_cost"),
        *("grant", "tie_in_years", "tied_until", "lease_ends_first", "estimated"),
    ),
    "free_first.csv": (
        *("number", "step", "takes_for_granted", "folder", "wanted", "placed", "unmet", "change", "share_of_shortfall"),
        *("G1", "G1_bound", "capital_cost"),
    ),
    "cuts.csv": ("cut", "schemes", "worth"),
}
_DECIMALS = Decimal("0.000001")
_PENCE = Decimal("0.01")


def capital_tables(answer: Answer) -> dict[str, list[Record]]:
    """Return the rows of every table by file name."""
    gains = [
        row
        for when, pairs in (("alone", answer.found.alone), ("last", answer.found.last))
        for pair in pairs
        for row in _gains(answer, pair, when)
    ]
    return {
        "schemes.csv": [_scheme(answer, scheme, gains) for scheme in answer.dataset.schemes],
        "gains.csv": [row for row in gains if row["gain"] or row["level"] == ALL],
        "equity.csv": _equity(answer),
        "built_on.csv": [_built_on(answer, scheme) for scheme in _best_schemes(answer)],
        "free_first.csv": _free_first(answer),
        "futures.csv": _futures(answer),
        **{f"{folder}cuts.csv": _cuts(each) for folder, each in answer.by_folder()},
        **{f"{folder}frontier.csv": _frontier(each) for folder, each in answer.by_folder()},
    }


def _cuts(answer: Answer) -> list[Record]:
    return [
        {"cut": number, "schemes": ";".join(sorted(together)), "worth": _six(amount)}
        for number, cut in enumerate(answer.found.cuts, start=1)
        for together, amount in [(NOTHING, cut.constant), *sorted(cut.worth.items(), key=_by_size)]
    ]


def _by_size(worth: tuple[Chosen, Fraction]) -> tuple[int, list[str]]:
    return len(worth[0]), sorted(worth[0])


def _futures(answer: Answer) -> list[Record]:
    """Return the frontier of every future, that asked about first, one below the other."""
    return [
        {"future": number, "name": each.name, **row, "folder": f"{folder}{row['folder']}"}
        for number, (folder, each) in enumerate(answer.by_folder())
        for row in _frontier(each)
    ]


def _best_schemes(answer: Answer) -> list[Scheme]:
    return [scheme for scheme in answer.dataset.schemes if scheme.scheme_id in answer.found.best.chosen]


def _frontier(answer: Answer) -> list[Record]:
    nothing = totals(answer.plans[NOTHING])
    rows: list[Record] = []
    for point in answer.found.points:
        schemes = [scheme for scheme in answer.choice.schemes if scheme.scheme_id in point.chosen]
        annual = sum((scheme.annual_cost or Decimal(0) for scheme in schemes), Decimal(0))
        capital = answer.choice.costs(point.chosen)
        week = totals(answer.plans[point.chosen])
        rows.append(
            {
                "budget": point.budget,
                "asked": point.budget == answer.found.best.budget,
                "schemes": ";".join(scheme.scheme_id for scheme in schemes),
                "capital_cost": capital,
                "annual_cost": annual,
                "grant": sum((grant(scheme) for scheme in schemes), Decimal(0)),
                "years": answer.years,
                "cost_over_years": capital + annual * answer.years,
                **week,
                "sessions_gained": week["placed"] - nothing["placed"],
                "G1": _six(point.unmet),
                "G1_bound": _six(point.bound),
                "gap": _six(point.gap),
                "is_proved": not point.gap,
                "proved_by": point.proved_by,
                "folder": answer.folders[point.chosen],
            }
        )
    return rows


def _gains(answer: Answer, pair: Pair, when: str) -> list[Record]:
    places = Places(answer.dataset)
    _, without = placed_by(answer.dataset, answer.found.rows[pair.without])
    _, with_it = placed_by(answer.dataset, answer.found.rows[pair.with_it])
    order = {ALL: 0, PCN: 1, FIFTH: 2}
    return [
        {
            "scheme_id": pair.scheme_id,
            "when": when,
            "without": ";".join(sorted(pair.without)),
            "with": ";".join(sorted(pair.with_it)),
            "level": place[0],
            "code": place[1],
            "name": places.name(place),
            "placed_without": without[place],
            "placed_with": with_it[place],
            "gain": with_it[place] - without[place],
        }
        for place in sorted({*without, *with_it}, key=lambda place: (order[place[0]], place[1]))
    ]


def _scheme(answer: Answer, scheme: Scheme, gains: Sequence[Record]) -> Record:
    code, found = scheme.scheme_id, answer.found
    own = {(row["when"], row["level"], row["code"]): int(str(row["gain"])) for row in gains if row["scheme_id"] == code}
    alone = next((pair for pair in found.alone if pair.scheme_id == code), None)
    last = next((pair for pair in found.last if pair.scheme_id == code), None)
    times, can_pay = _times_best([answer], code)
    times_in_all, cases = _times_best([answer, *answer.futures], code)
    gained = own.get(("alone", ALL, ALL), 0)
    together = [other for other in answer.choice.schemes if alone and other.scheme_id in alone.with_it]
    a_year = sum((cost_a_year(other, answer.years) for other in together), Decimal(0))
    has_scores = any(practice.imd_score is not None for practice in answer.dataset.practices)
    amount, years_tied = _grant(scheme)
    return {
        "scheme_id": code,
        "name": scheme.name,
        "site_id": scheme.site_id,
        "pcn_code": answer.dataset.site_by_id[scheme.site_id].pcn_code,
        "capital_cost": scheme.capital_cost,
        "annual_cost": scheme.annual_cost,
        "grant_share": scheme.grant_share,
        "grant": amount,
        "tie_in_years": years_tied,
        "earliest_year": scheme.earliest_year,
        "in_best": code in found.best.chosen,
        "times_best": times,
        "budgets_that_can_pay": can_pay,
        "share_best": _six(times / can_pay) if can_pay else None,
        "times_best_in_all_futures": times_in_all,
        "cases_that_can_pay": cases,
        "no_regret_share": _six(times_in_all / cases) if cases else None,
        "built_with": ";".join(sorted((alone.with_it if alone else NOTHING) - {code})),
        "gain_alone": gained if alone else None,
        "gain_alone_weighted": _six(alone.gain) if alone else None,
        "gain_alone_weighted_at_most": _six(alone.most) if alone else None,
        "last_in_gain": own.get(("last", ALL, ALL)) if last else None,
        "last_in_gain_weighted": _six(last.gain) if last else None,
        "last_in_weighted_at_most": _six(last.most) if last else None,
        "years_of_cost": life(scheme, answer.years),
        "cost_a_year": _pence(a_year) if alone else None,
        "pounds_per_session_year": _pence(a_year / gained) if gained > 0 else None,
        "pcns_that_gain": ";".join(
            str(place) for when, level, place in own if (when, level) == ("alone", PCN) and own[when, level, place] > 0
        ),
        "most_deprived_fifth_gain": own.get(("alone", FIFTH, "1"), 0) if alone and has_scores else None,
        "why_not": answer.choice.left_out.get(code, ""),
        "estimated": True,  # what an added room holds is an assumption, so whatever it gains is one too
    }


def _times_best(answers: Sequence[Answer], code: str) -> tuple[int, int]:
    """Return in how many points of some frontiers a scheme is in the best set, and in how many it can be paid for."""
    times = cases = 0
    for answer in answers:
        if all(scheme.scheme_id != code for scheme in answer.choice.schemes):
            continue  # built already in that future, or it cannot be built
        needed = answer.choice.costs(answer.choice.with_all_needed(code))
        cases += sum(point.budget >= needed for point in answer.found.points)
        times += sum(code in point.chosen for point in answer.found.points)
    return times, cases


def _equity(answer: Answer) -> list[Record]:
    chosen = answer.found.best.chosen
    before, after = (answer.plans[which].outcome.plan.placements for which in (NOTHING, chosen))
    estimated = any(practice.estimated for practice in answer.dataset.practices) or bool(chosen)
    rows = equity_rows(answer.dataset, chosen, before=before, after=after)
    return [
        {name: _rounded(value) for name, value in asdict(row).items()}
        | {"capital_before": Decimal(0), "capital_after": row.capital, "estimated": estimated}
        for row in rows
    ]


def _built_on(answer: Answer, scheme: Scheme) -> Record:
    site = answer.dataset.site_by_id[scheme.site_id]
    practice = answer.dataset.practice_by_code.get(site.practice_code or "")
    amount, years = _grant(scheme)
    until = scheme.earliest_year + years if scheme.earliest_year and isinstance(years, int) and years else None
    return {
        "scheme_id": scheme.scheme_id,
        "name": scheme.name,
        "site_id": site.site_id,
        "site_name": site.name,
        "kind": site.kind.value,
        "owner": practice.name if practice else site.practice_code or "no practice",
        "tenure": site.tenure or NOT_KNOWN,
        "lease_end": lease_end(site),
        "capital_cost": scheme.capital_cost,
        "grant": amount,
        "tie_in_years": years,
        "tied_until": until if until or not years else NOT_KNOWN,
        "lease_ends_first": lease_ends_first(site, until) if years else None,
        "estimated": site.estimated or scheme.estimated,
    }


def _grant(scheme: Scheme) -> tuple[Decimal | str, int | str]:
    """Return the grant in pounds and the years that it ties; that they are not known where there is no share."""
    if scheme.grant_share is None and scheme.capital_cost:
        return NOT_KNOWN, NOT_KNOWN
    return grant(scheme), tie_in_years(grant(scheme))


def _free_first(answer: Answer) -> list[Record]:
    rows: list[Record] = []
    shortfall = before = totals(answer.free[0].plan)["unmet"]
    for number, each in enumerate(answer.free):
        step, folder, plan = each.step, each.folder, each.plan
        week, score = totals(plan), plan.outcome.plan.goals["G1"]
        change = week["unmet"] - before
        built = [change for change in (step.changes if step else ()) if hasattr(change, "scheme_ids")]
        rows.append(
            {
                "number": number,
                "step": step.name if step else "As it is",
                "takes_for_granted": step.takes_for_granted if step else "",
                "folder": folder,
                **week,
                "change": change,
                "share_of_shortfall": _six(-change / shortfall) if shortfall else Decimal(0),
                "G1": _six(score.value),
                "G1_bound": _six(score.bound),
                "capital_cost": sum((answer.choice.costs(each.scheme_ids) for each in built), Decimal(0)),
            }
        )
        before = week["unmet"]
    return rows


def _rounded(value: object) -> str | int | Decimal | None:
    if isinstance(value, Decimal):
        return _pence(value)
    return value if isinstance(value, (str, int)) else None


def _pence(amount: Decimal) -> Decimal:
    return amount.quantize(_PENCE, rounding=ROUND_HALF_UP)


def _six(amount: float | Fraction) -> Decimal:
    return Decimal(repr(float(amount))).quantize(_DECIMALS)
