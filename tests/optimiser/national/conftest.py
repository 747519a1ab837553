"""Parts of a tiny country, treated as if they were large."""

import pytest

from optimiser.national import districts, divide

AS_LARGE = 10


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one model hold ten posts, so that tiny counties are parcels by themselves and a larger part is cut."""
    monkeypatch.setattr(districts, "MOST_POSTS", AS_LARGE)
    monkeypatch.setattr(divide, "MOST_POSTS", AS_LARGE)
