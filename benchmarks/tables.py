"""The tables of the benchmark page, in Markdown, made from stored runs alone."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from benchmarks.instances import SIZE_WORDS, Instance, Size, Tightness
from benchmarks.measures import (
    best_bound,
    certified_gap,
    certified_seconds,
    first_plan_seconds,
    growth_exponent,
    middle,
    primal_integral,
    seconds_to_value,
    seconds_within,
    short_at,
    unmet_at,
)
from benchmarks.peers.register import PEERS, PLANNER
from benchmarks.records import Run

MARKS = (10.0, 60.0, 600.0)
Group = Mapping[Instance, Mapping[str, Run]]
"""Runs of equal size, tightness and time, by instance and peer."""

Bounds = Mapping[Instance, float]


def comparisons(runs: Sequence[Run]) -> Iterator[tuple[str, Group]]:
    """Yield groups in which the planner met peers, each with its title."""
    groups: dict[tuple[Size, Tightness, float], dict[Instance, dict[str, Run]]] = defaultdict(lambda: defaultdict(dict))
    order = {peer: n for n, peer in enumerate(PEERS)}
    for run in sorted(_whole(runs), key=lambda run: (run.entry.instance, order[run.entry.peer])):
        instance = run.entry.instance
        key = (instance.size, instance.tightness, run.entry.seconds)
        groups[key][instance][run.entry.peer] = run
    for (size, tightness, seconds), group in sorted(groups.items(), key=lambda pair: _order(*pair[0])):
        met = {instance: by_peer for instance, by_peer in group.items() if PLANNER in by_peer and len(by_peer) > 1}
        if met:
            yield f"{SIZE_WORDS[size]}, {tightness}, {seconds:g} s", met


def bounds_of(runs: Iterable[Run]) -> Bounds:
    """Return the planner's best bound on G1 of each instance."""
    by_instance: dict[Instance, list[Run]] = defaultdict(list)
    for run in runs:
        by_instance[run.entry.instance].append(run)
    return {instance: best_bound(here) for instance, here in by_instance.items()}


def comparison_table(group: Group, bounds: Bounds) -> str:
    """Return one row per peer: what it places at each mark, what is short at the end, how soon, and its memory."""
    limit = _all(group)[0].entry.seconds
    marks = [mark for mark in MARKS if mark < limit] + [limit]
    headings = [
        *("peer", "seeds", *(f"placed at {mark:g} s ÷ planner's" for mark in marks), "short of the bound"),
        *("within 1 %, s", "within 0.1 %, s", "primal integral ÷ planner's", "memory ÷ planner's", "no plan or void"),
    ]
    rows = [_peer_row(peer, group, bounds, marks) for peer in PEERS if any(peer in by for by in group.values())]
    return table(headings, rows)


def _peer_row(peer: str, group: Group, bounds: Bounds, marks: Sequence[float]) -> list[str]:
    pairs = [(by_peer[peer], by_peer[PLANNER]) for by_peer in group.values() if peer in by_peer]
    limit = pairs[0][0].entry.seconds

    def over_seeds(figure: Callable[[Run, float], float]) -> float:
        return middle([figure(run, bounds[run.entry.instance]) for run, _ in pairs])

    def ratio(figure: Callable[[Run], float]) -> float:
        return middle([_ratio(figure(run), figure(ours)) for run, ours in pairs])

    return [
        peer,
        str(len(pairs)),
        *(f"{ratio(lambda run, mark=mark: run.wanted - unmet_at(run, mark)):.4f}" for mark in marks),  # type: ignore[misc]
        f"{over_seeds(lambda run, bound: short_at(run, limit, bound)) * 100:.2f} %",
        seconds_told([seconds_within(run, 0.01, bounds[run.entry.instance]) for run, _ in pairs]),
        seconds_told([seconds_within(run, 0.001, bounds[run.entry.instance]) for run, _ in pairs]),
        f"{middle([_ratio(*(primal_integral(r, bounds[r.entry.instance]) for r in pair)) for pair in pairs]):.2f}",
        f"{ratio(lambda run: run.peak_mib):.2f}",
        str(sum(run.unmet == run.wanted for run, _ in pairs)),
    ]


def standing_sentences(group: Group, bounds: Bounds) -> list[str]:
    """Say whether a bound was wrong, where a peer was ahead, and when the planner had the best peer's last plan."""
    limit = _all(group)[0].entry.seconds
    marks = [mark for mark in MARKS if mark < limit] + [limit]
    ahead = [
        f"{peer} on seed {instance.seed} at {mark:g} s"
        for instance, by_peer in group.items()
        for peer, run in by_peer.items()
        for mark in marks
        if peer != PLANNER and unmet_at(run, mark) < unmet_at(by_peer[PLANNER], mark)
    ]
    reached = [
        seconds_to_value(by_peer[PLANNER], min(float(run.unmet) for peer, run in by_peer.items() if peer != PLANNER))
        for by_peer in group.values()
    ]
    wrong = [
        f"{run.entry.peer} on seed {instance.seed}"
        for instance, by_peer in group.items()
        for run in by_peer.values()
        if run.unmet < bounds[instance]
    ]
    return [
        f"A plan better than the planner's proved bound allows: {'; '.join(wrong) if wrong else 'none'}.",
        f"A peer's plan better than the planner's: {'; '.join(ahead) if ahead else 'none, on any seed at any mark'}.",
        f"Seconds until the planner had a plan as good as the best peer's last: {seconds_told(reached)}.",
    ]


def reach_table(runs: Sequence[Run]) -> str:
    """Return the planner's own times: first plan, bounds of G1, G1 exactly, the other goals; and what a checker says.

    The times are by the bounds that the planner proves, its solvers' among them; the gap certified at the end is by the
    plan's prices alone.
    """
    groups: dict[tuple[Size, Tightness, float], list[Run]] = defaultdict(list)
    for run in _whole(runs):
        if run.entry.peer == PLANNER:
            instance = run.entry.instance
            groups[instance.size, instance.tightness, run.entry.seconds].append(run)
    headings = ["size", "rooms", "limit, s", "seeds", "first plan, s", "within 0.5 %, s", "within 0.2 %, s"]
    headings += ["within 0.1 %, s", "G1 exactly, s", "G3 within 1 %, s", "G4 within 5 %, s", "G4 within 2 %, s"]
    rows = [
        [
            SIZE_WORDS[size],
            tightness.value,
            f"{seconds:g}",
            str(len(here)),
            *_times(here),
            _certified(here),
            _peak(here),
        ]
        for (size, tightness, seconds), here in sorted(groups.items(), key=lambda pair: _order(*pair[0]))
    ]
    return table([*headings, "G1's gap certified by prices", "most memory, MiB"], rows)


def _certified(runs: Sequence[Run]) -> str:
    gaps = [gap for gap in map(certified_gap, runs) if math.isfinite(gap)]
    return f"{middle(gaps) * 100:.2f} % (worst {max(gaps) * 100:.2f} %)" if gaps else "not noted"


def _times(runs: Sequence[Run]) -> list[str]:
    figures: list[Callable[[Run], float]] = [first_plan_seconds]
    figures += [lambda run, gap=gap: certified_seconds(run, gap) for gap in (0.005, 0.002, 0.001, 0.0)]  # type: ignore[misc]
    figures += [
        lambda run: certified_seconds(run, 0.01, "G3"),
        lambda run: certified_seconds(run, 0.05, "G4"),
        lambda run: certified_seconds(run, 0.02, "G4"),
    ]
    return [seconds_told([figure(run) for run in runs]) for figure in figures]


def _peak(runs: Sequence[Run]) -> str:
    return f"{max(run.peak_mib for run in runs):,.0f}"


def scaling_runs(runs: Iterable[Run]) -> list[Run]:
    """Return the runs that measure how cost grows, by number of counties."""
    return sorted((run for run in runs if run.entry.stop_at_gap), key=lambda run: run.entry.instance.counties)


def scaling_table(runs: Sequence[Run]) -> str:
    """Return one row per number of counties: what it took to prove G1 within half a per cent."""
    first = runs[0]
    rows = [
        [
            str(run.entry.instance.counties),
            f"{run.wanted:,}",
            seconds_told([certified_seconds(run, run.entry.stop_at_gap)]),
            f"{run.wall_seconds:,.0f}",
            f"{run.wall_seconds / run.entry.instance.counties / first.wall_seconds * _counties(first):.2f}",
            "" if run.cpu_seconds is None else f"{run.cpu_seconds:,.0f}",
            f"{run.peak_mib:,.0f}",
        ]
        for run in runs
    ]
    headings = ["counties", "weighted sessions wanted", "within 0.5 %, s", "whole run, s"]
    return table([*headings, "per county ÷ one county's", "processor seconds", "memory of all processes, MiB"], rows)


def scaling_sentence(runs: Sequence[Run]) -> str:
    """Say how the cost grows, among runs that got there."""
    there = [run for run in runs if math.isfinite(certified_seconds(run, run.entry.stop_at_gap))]
    if len(there) < 3:
        return "Too few runs got there to say how the cost grows."
    power = growth_exponent([_counties(run) for run in there], [run.wall_seconds for run in there])
    return f"Cost grows with the number of counties to the power {power:.2f}; 1 is linear."


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; columns of figures stand to the right."""
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def seconds_told(figures: Sequence[float]) -> str:
    """Return the median and the worst of some times, and how many never came."""
    never = sum(math.isinf(figure) for figure in figures)
    if never == len(figures):
        return "never" if never == 1 else f"never ({never} of {never})"
    if len(figures) == 1:
        return f"{figures[0]:.1f}"
    centre = middle(figures)
    shown = f"{centre:.1f}" if math.isfinite(centre) else "not half"
    return f"{shown} (never on {never})" if never else f"{shown} (worst {max(figures):.1f})"


def _order(size: Size, tightness: Tightness, seconds: float) -> tuple[int, int, float]:
    """Return the place of a group: the small before the large, the slack before the starved."""
    return list(Size).index(size), list(Tightness).index(tightness), seconds


def _counties(run: Run) -> int:
    return run.entry.instance.counties


def _ratio(figure: float, ours: float) -> float:
    return 1.0 if figure == ours else figure / ours if ours else math.inf


def _all(group: Group) -> list[Run]:
    return [run for by_peer in group.values() for run in by_peer.values()]


def _whole(runs: Iterable[Run]) -> list[Run]:
    """Return the runs that were not asked to stop early."""
    return [run for run in runs if not run.entry.stop_at_gap]
