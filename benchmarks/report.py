"""The page of the benchmark: its generated part, between two marks, and its plots. What stands around it is kept."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import machine, plots, records, tables
from benchmarks.records import Run

BEGIN = "<!-- made by python -m benchmarks: begin -->"
END = "<!-- made by python -m benchmarks: end -->"
PAGE = Path("docs/benchmarks.md")
IMAGES = Path("images")
CURVES, MEMORY, SCALING = (f"benchmark-{name}.svg" for name in ("curves", "memory", "scaling"))
EXPLANATION = """Figures are medians over seeds, from runs made one after another on the same instance; ratios are
to the planner's in the same run. *Placed* counts priority × room sessions, as the judge counts them in the plan handed
over. *Short of the bound* is the share not placed of what the planner's proved bound leaves possible, so that no plan
can be below 0. The *primal integral* is the area under that share over time. Memory is that of all processes of a run
together, the data included; pages that they share count for each."""


def write_page(results: Path, page: Path = PAGE) -> None:
    """Make the generated part of the page and its plots again from stored results."""
    runs = records.read(results)
    text = page.read_text(encoding="utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    made = "\n\n".join(_parts(runs, results, page.parent / IMAGES))
    page.write_text(f"{before}{BEGIN}\n\n{made}\n\n{END}{after}", encoding="utf-8")


def _parts(runs: Sequence[Run], results: Path, images: Path) -> Iterator[str]:
    yield f"Measured on {machine.sentence(results)}."
    yield EXPLANATION
    yield from _comparison_parts(runs, images)
    if any(run.entry.peer == "planner" and not run.entry.stop_at_gap for run in runs):
        yield "### How soon the planner proves how much"
        yield "Times are the median, with the worst of the seeds or the number that never got there within the limit."
        yield tables.reach_table(runs)
    if scaling := tables.scaling_runs(runs):
        plots.draw_scaling(images / SCALING, scaling)
        yield "### How the cost grows"
        yield tables.scaling_table(scaling)
        yield tables.scaling_sentence(scaling)
        yield f"![Seconds and memory over the number of counties]({IMAGES / SCALING})"
    if failures := [run for run in runs if run.ended != "finished" or run.breaches]:
        yield "### Runs that did not end well"
        yield "\n".join(f"- {_told(run)}" for run in failures)


def _comparison_parts(runs: Sequence[Run], images: Path) -> Iterator[str]:
    groups, bounds = list(tables.comparisons(runs)), tables.bounds_of(runs)
    if not groups:
        return
    plots.draw_curves(images / CURVES, groups, bounds)
    plots.draw_memory(images / MEMORY, groups)
    yield "### Against peers"
    yield f"![What is short of the proved bound over time, by peer]({IMAGES / CURVES})"
    for title, group in groups:
        yield f"#### {title}"
        yield tables.comparison_table(group, bounds)
        yield "\n".join(f"- {sentence}" for sentence in tables.standing_sentences(group, bounds))
    yield f"![Most memory, by peer]({IMAGES / MEMORY})"


def _told(run: Run) -> str:
    what = "its plan is void" if run.breaches else run.ended
    remark = f": {run.remark}" if run.remark else ""
    return f"{run.entry.peer} on {run.entry.instance}, {run.entry.seconds:g} s: {what}{remark}"
