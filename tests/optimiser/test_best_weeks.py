"""The best week of one post, held against every week there is."""

from itertools import product

import numpy as np
import pytest

from optimiser.pricing import chosen_days

DAYS, MOST_A_DAY = 6, 3


def random_week(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return profits of three visits, three sets of two of them, and the best profit of each set and day."""
    rng = np.random.default_rng(seed)
    profit = rng.normal(0.2, 1.0, (3, DAYS, MOST_A_DAY + 1))
    profit[rng.random(profit.shape) < 0.3] = -np.inf
    sets = np.array([[0, 1], [0, 2], [1, 2]])
    by_day = profit[sets].max(axis=1)
    by_day[:, :, 0] = 0.0
    return profit, sets, by_day


@pytest.mark.parametrize("most", [1, 4, 18])
@pytest.mark.parametrize("seed", range(20))
def test_no_week_of_any_set_of_sites_is_better(seed: int, most: int) -> None:
    """Also where the wish for sessions binds nothing, so that each day stands for itself."""
    profit, sets, by_day = random_week(seed)
    chosen = chosen_days(profit, sets, by_day, most=most)
    assert sum(size for _, _, size in chosen) <= most
    assert len({day for _, day, _ in chosen}) == len(chosen)
    assert any({visit for visit, _, _ in chosen} <= set(own) for own in sets.tolist())
    best = max(
        sum(by_day[row, day, size] for day, size in enumerate(sizes))
        for sizes in product(range(MOST_A_DAY + 1), repeat=DAYS)
        if sum(sizes) <= most
        for row in range(len(sets))
    )
    assert sum(profit[visit, day, size] for visit, day, size in chosen) == pytest.approx(best)
