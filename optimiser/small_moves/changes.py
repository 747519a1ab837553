"""The goal ``changes``: the fewest rows of an earlier plan that the new one does not have."""

import numpy as np

from estates.domain.plan import CHANGES
from optimiser.named_model import NamedModel
from optimiser.program import Expression
from optimiser.seats import changes


def changed_rows(full: NamedModel) -> Expression:
    """Return how many of the estate's earlier rows a plan with named rooms does not have.

    earlier rows - sum over rows (p, t, r) that could stand of x[p,t,r]
    """
    estate = full.model.estate
    coefficients = np.zeros(full.model.program.columns)
    for column, kept in changes(estate, full.seats).items():
        coefficients[column] = kept
    return Expression(CHANGES, coefficients, float(len(estate.earlier)))
