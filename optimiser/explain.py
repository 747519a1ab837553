"""The first reason why sessions of a post or programme are not placed, found by elimination and proved.

Each test asks one question of the plan as it stands, in an order in which every answer stays true: is there a
suitable room in reach at all, is one shared, is one ever free then, is there a supervisor, is a place left over, and
who holds the places. A reason is given where exactly what it names out of the way makes room for one session more in
the plan as it stands: that plan and the session are the proof. Where several things stand in the way at once, so that
none of them is enough by itself, no reason is proved here; ``optimiser.reasons.replanned`` then has others move.
"""

from collections.abc import Sequence

from estates.domain.dataset import Dataset
from estates.domain.demand import Demand, demands
from estates.domain.plan import Placement, Plan
from estates.domain.shortfall import Explanation, Explanations
from estates.domain.travel import TravelTimes
from estates.domain.wording import counted
from estates.domain.words import PlacementKind, Reason
from optimiser.reasons.post_situation import PostSurveyor
from optimiser.reasons.posts import explain_post
from optimiser.reasons.programme_situation import HubSituation
from optimiser.reasons.programmes import explain_programme
from optimiser.reasons.proof import proved, proved_of_programme
from optimiser.reasons.remedies import NOTHING_TO_DO
from optimiser.reasons.room_weeks import PlanView
from optimiser.remedies.openings import Openings

__all__ = ["Explanation", "explain", "explain_unmet_of"]


def explain(dataset: Dataset, travel: TravelTimes, plan: Plan) -> Explanations:
    """Return for every post and programme, by kind and id, why its unmet sessions are not placed.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it.
    travel
        Minutes between its sites.
    plan
        A plan that keeps every rule.
    """
    view = PlanView(dataset=dataset, placements=plan.placements)
    surveyor = PostSurveyor(view, travel)

    def of(demand: Demand) -> Explanation:
        if not demand.unmet:
            return _placed(demand)
        if demand.kind is PlacementKind.POST:
            situation = surveyor.situation(dataset.post_by_id[demand.id])
            return proved(Openings(situation, travel), explain_post(situation))
        hub = HubSituation(view=view, programme=dataset.programme_by_id[demand.id])
        return proved_of_programme(hub, explain_programme(hub))

    return {(demand.kind, demand.id): of(demand) for demand in demands(dataset, plan.placements)}


def explain_unmet_of(
    dataset: Dataset, travel: TravelTimes, placements: Sequence[Placement], post_id: str
) -> Explanation:
    """Return why sessions of one post are not placed in a plan that keeps every rule; some of them must be unmet."""
    surveyor = PostSurveyor(PlanView(dataset=dataset, placements=tuple(placements)), travel)
    situation = surveyor.situation(dataset.post_by_id[post_id])
    return proved(Openings(situation, travel), explain_post(situation))


def _placed(demand: Demand) -> Explanation:
    told = f"Its {counted(demand.wanted, 'room session')} are all placed."
    if demand.wanted == 1:
        told = "Its one room session is placed."
    elif not demand.wanted:
        told = "It wants no room sessions."
    return Explanation(reason=Reason.PLACED, explanation=told, remedy=NOTHING_TO_DO)
