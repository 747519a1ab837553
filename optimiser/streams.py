"""Work under way: a search hands out tasks batch by batch, and goes on once it has the answers to all of a batch.

Several may run side by side, each waiting for its own answers alone. None may look at what another writes, or a plan
would depend on which is faster.
"""

from collections.abc import Generator
from dataclasses import dataclass, field

from optimiser.engine import Answer, Job

Steps = Generator[list[Job], list[Answer | None], None]


@dataclass(eq=False)
class Stream:
    """Steps with their present batch.

    ``waiting`` are the numbers of its tasks that nobody works on yet, ``lost`` of those whose worker died.
    """

    steps: Steps
    tasks: list[Job] = field(default_factory=list)
    answers: list[Answer | None] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    missing: int = 0
    work: float = 0.0
    has_begun: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether all answers of the batch are there."""
        return not self.missing

    @property
    def handed_out(self) -> int:
        """How many tasks of the batch somebody works on or has worked on."""
        return len(self.tasks) - len(self.waiting)

    def answer(self, number: int, answer: Answer | None) -> None:
        """Take in the answer to a task; ``None`` where it was stopped or lost."""
        self.answers[number] = answer
        self.missing -= 1
        self.work += 0.0 if answer is None else answer.work

    def lose(self, number: int) -> None:
        """Have a task done again whose worker died; what a second one dies of stays without an answer."""
        if number in self.lost:
            self.answer(number, None)
        else:
            self.lost.add(number)
            self.waiting.insert(0, number)

    def give_up(self) -> None:
        """Leave all tasks that are missing without an answer."""
        self.waiting, self.missing = [], 0

    def go_on(self) -> bool:
        """Hand the answers over, take the next batch, and say whether there is one."""
        try:
            self.tasks = self.steps.send(self.answers) if self.has_begun else next(self.steps)
        except StopIteration:
            return False
        self.has_begun = True
        self.answers = [None] * len(self.tasks)
        self.waiting, self.missing, self.lost = list(range(len(self.tasks))), len(self.tasks), set()
        return True
