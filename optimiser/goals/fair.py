"""G3 fair."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from optimiser.candidates import Estate
from optimiser.goals.terms import Terms
from optimiser.program import LinearModel
from optimiser.row_subjects import SessionsOfPcn
from optimiser.variables import Variables

GOAL = "G3"


@dataclass(frozen=True)
class Elsewhere:
    """What the posts of a PCN that are not in the estate want and lack, in room sessions."""

    wanted: int = 0
    unmet: int = 0


NOTHING = Elsewhere()


def fair(model: LinearModel, variables: Variables, estate: Estate) -> Terms:
    """Return the sum over PCNs of the squared unmet sessions over those wanted, so that the loss is spread evenly.

    With u[c] unmet and d[c] > 0 wanted sessions of the PCN's own posts, unweighted, u^2/d is the sum of unit steps
    whose cost rises, so that they fill in order:

        sum over c and j of ((2j - 1) / d[c]) step[c,j],   sum of |P| q[p,s,P] + sum over j of step[c,j] = d[c]
    """
    return fair_beside(model, variables, estate, elsewhere={})


def fair_beside(
    model: LinearModel, variables: Variables, estate: Estate, *, elsewhere: Mapping[str, Elsewhere]
) -> Terms:
    """Return the same for an estate that is a part: what other posts of a PCN lack stands, and comes first.

    What does not depend on the estate's posts is left out.
    """
    wanted: dict[str, int] = defaultdict(int)
    for choices in estate.posts:
        wanted[choices.post.pcn_code] += choices.wanted
    placed: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for pattern in variables.patterns:
        placed[estate.posts[pattern.post].post.pcn_code].append((pattern.column, len(pattern.slots)))
    terms: dict[int, float] = {}
    for pcn_code, asked in sorted(wanted.items()):
        steps = [model.add_column(whole=False) for _ in range(asked)]
        if steps:
            terms_of_pcn = [*placed[pcn_code], *((step, 1.0) for step in steps)]
            model.add_row(terms_of_pcn, rule=GOAL, low=asked, high=asked, about=SessionsOfPcn(pcn_code))
        others = elsewhere.get(pcn_code, NOTHING)
        all_asked = asked + others.wanted
        terms |= {step: cost_of_step(others.unmet + j, all_asked) for j, step in enumerate(steps, start=1)}
    return Terms(GOAL, terms, 0.0)


def cost_of_step(number: int, wanted: int) -> float:
    """Return what a PCN's unmet session of a number adds to the square of the unmet over those wanted."""
    return (2 * number - 1) / wanted
