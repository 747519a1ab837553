"""The plots of the benchmark page, as SVG that is the same for the same runs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.measures import middle, short_at
from benchmarks.peers.register import PEERS, PLANNER
from benchmarks.records import Run
from benchmarks.tables import Bounds, Group

# Okabe and Ito's colours, which the colour-blind tell apart; the planner is drawn last and thickest.
COLOURS = dict(zip(PEERS, ("#000000", "#999999", "#E69F00", "#D55E00", "#56B4E9", "#009E73", "#CC79A7"), strict=True))
FLOOR = 0.0001
STYLE: Any = {"svg.hashsalt": "estates", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False}

SECONDS_SHOWN = (10, 30, 100, 300, 1_000)
"""The ticks of a scale of seconds."""


def draw_curves(path: Path, groups: Sequence[tuple[str, Group]], bounds: Bounds) -> None:
    """Draw what is short of the bound over time: a panel per group, a line per peer, the median over its seeds."""
    columns = min(3, len(groups))
    rows = -(-len(groups) // columns)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(3.4 * columns + 1.4, 2.9 * rows + 0.6), layout="constrained")
        panels = figure.subplots(rows, columns, squeeze=False, sharey=True).ravel()
        for panel, (title, group) in zip(panels, groups, strict=False):
            _draw_group(panel, title, group, bounds)
        for panel in panels[len(groups) :]:
            panel.set_axis_off()
        for panel in panels[::columns]:
            panel.set_ylabel("short of the proved bound")
        handles = {line.get_label(): line for panel in panels for line in panel.get_lines()}
        names = [name for name in PEERS if name in handles]
        figure.legend([handles[name] for name in names], names, loc="outside right center", frameon=False)
        _save(figure, path)


def draw_memory(path: Path, groups: Sequence[tuple[str, Group]]) -> None:
    """Draw the peak memory of each peer: a panel per group, a dot per seed."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 0.9 + 1.6 * len(groups)), layout="constrained")
        panels = figure.subplots(len(groups), 1, squeeze=False, sharex=True).ravel()
        for panel, (title, group) in zip(panels, groups, strict=True):
            names = [name for name in reversed(list(PEERS)) if any(name in by_peer for by_peer in group.values())]
            for height, name in enumerate(names):
                peaks = [by_peer[name].peak_mib for by_peer in group.values() if name in by_peer]
                panel.plot(peaks, [height] * len(peaks), "o", color=COLOURS[name], markersize=5, alpha=0.8)
            panel.set_yticks(range(len(names)), names)
            panel.set_title(title, loc="left", fontsize=9)
            panel.grid(axis="x", color="#dddddd", linewidth=0.6)
        panels[-1].set_xlim(left=0)
        panels[-1].set_xlabel("most memory of all its processes, MiB")
        _save(figure, path)


def draw_scaling(path: Path, runs: Sequence[Run]) -> None:
    """Draw seconds and memory over the number of counties, with the line of linear growth through the first."""
    counties = [run.entry.instance.counties for run in runs]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(8, 3.2), layout="constrained")
        cost, memory = figure.subplots(1, 2)
        cost.loglog(counties, [run.wall_seconds for run in runs], "o-", color=COLOURS[PLANNER], label="planner")
        first = runs[0].wall_seconds / counties[0]
        cost.loglog(counties, [first * number for number in counties], "--", color="#999999", label="linear")
        cost.set_ylabel("seconds to within 0.5 %")
        cost.legend(frameon=False)
        memory.plot(counties, [run.peak_mib for run in runs], "o-", color=COLOURS[PLANNER])
        memory.set_ylabel("memory of all processes, MiB")
        memory.set_ylim(bottom=0)
        for panel in (cost, memory):
            panel.set_xlabel("counties")
            panel.grid(color="#dddddd", linewidth=0.6)
        cost.set_xticks(counties, [str(number) for number in counties])
        cost.set_yticks(SECONDS_SHOWN, [str(number) for number in SECONDS_SHOWN])
        cost.minorticks_off()
        _save(figure, path)


def _draw_group(panel: Axes, title: str, group: Group, bounds: Bounds) -> None:
    limit = next(iter(next(iter(group.values())).values())).entry.seconds
    times = np.geomspace(0.1, limit, 200)
    for name in sorted(PEERS, key=lambda name: name == PLANNER):
        runs = [by_peer[name] for by_peer in group.values() if name in by_peer]
        if runs:
            short = [middle([short_at(run, time, bounds[run.entry.instance]) for run in runs]) for time in times]
            width = 2.2 if name == PLANNER else 1.2
            panel.step(times, np.maximum(short, FLOOR), where="post", color=COLOURS[name], label=name, linewidth=width)
    panel.set(xscale="log", yscale="log", ylim=(FLOOR * 0.8, 1.2), xlabel="seconds")
    panel.set_yticks([1, 0.1, 0.01, 0.001, FLOOR], ["100 %", "10 %", "1 %", "0.1 %", "0.01 % or less"])
    seconds = [time for time in (0.1, 1, 10, 60, 600, 2_400) if time <= limit]
    panel.set_xticks(seconds, [f"{time:g}" for time in seconds])
    panel.minorticks_off()
    panel.set_title(title, loc="left", fontsize=9)
    panel.grid(color="#dddddd", linewidth=0.6)


def _save(figure: Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
