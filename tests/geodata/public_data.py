"""Where the public files lie that some tests use, and a plain word when they are absent."""

import os
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).parents[2]


def public_file(name: str) -> Path:
    """Return a public file by its name inside ``ESTATES_PUBLIC_DATA``, or skip the test and say what is absent."""
    folder = Path(os.environ.get("ESTATES_PUBLIC_DATA", _REPOSITORY.parent / "shared" / "data"))
    path = folder / name
    if not path.exists():
        pytest.skip(f"absent: {path} (set ESTATES_PUBLIC_DATA to the folder of public files)")
    return path
