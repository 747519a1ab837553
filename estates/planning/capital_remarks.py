"""What must be said of an answer that was stopped before it was whole: what may be better, and what is not there."""

from collections.abc import Iterator

from estates.domain.capital.free_options import free_steps
from estates.domain.wording import listed
from estates.domain.words import StoppedBy
from estates.planning.capital_answer import Answer

_ENDED = {
    StoppedBy.TIME: "Time ran out",
    StoppedBy.INTERRUPT: "It was stopped",
    StoppedBy.WORK: "The amount of work was used up",
}


def remarks(answer: Answer) -> tuple[str, ...]:
    """Return the remarks as sentences; none of an answer for which everything was looked at to the end."""
    return tuple(_remarks(answer))


def _remarks(answer: Answer) -> Iterator[str]:
    for each in (answer, *answer.futures):
        ended, where = each.found.sets_stopped_by, f" in the future “{each.name}”" if each is not answer else ""
        if ended in _ENDED:
            yield f"{_ENDED[ended]} before the search for sets{where} was over: better sets may well exist."
    gains = {"alone": answer.found.alone, "as the last of the best set": answer.found.last}
    lacking = [when for when, pairs in gains.items() if not pairs]
    ended = answer.found.stopped_by
    if ended in _ENDED and not answer.found.sets_stopped_by:
        yield f"{_ENDED[ended]} after the search for sets was over."
    if lacking and ended in _ENDED:
        yield f"What schemes gain {' and '.join(lacking)} was not worked out."
    steps = free_steps(answer.dataset, answer.found.best.chosen)[len(answer.free) - 1 :]
    if steps:
        yield f"Free options not looked at: {listed([f'“{step.name}”' for step in steps])}."
    if any(each.plan.outcome.plan.stopped_by is StoppedBy.TIME for each in answer.free[1:]):
        yield "Time ran out in free options: they may well change more than is said here."
    if answer.left_out:
        yield f"Futures not looked at to the end, and left out: {listed(answer.left_out)}."
