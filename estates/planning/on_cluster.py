"""Plan on the workers of a cluster instead of this machine alone."""

from functools import partial

from estates.planning.make_plan import Solver
from optimiser.national.cluster import Cluster
from optimiser.national.in_parts import solve_in_parts


def solver_on(address: str | None) -> Solver:
    """Return what makes plans on a cluster, or on this machine where no ``address`` is given; the plans are the same.

    Raises
    ------
    RequestError
        Where the extra for clusters is not installed, or the address is none.
    """
    return solve_in_parts if address is None else partial(solve_in_parts, workers=Cluster(address))
