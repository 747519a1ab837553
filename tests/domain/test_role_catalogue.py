"""The catalogue's sources are printed in a committee's paper: they read as sources."""

import re

import pytest

from estates.domain.roles import SHARE_IS_ASSUMED, Role, built_in_roles
from geodata.example.write import example_tables


@pytest.mark.parametrize("role", built_in_roles(), ids=lambda role: role.role_id)
def test_a_source_names_who_says_it_and_when(role: Role) -> None:
    """Its title in words, its address and year in brackets; what nobody says is said to be general knowledge."""
    told = (role.source or "").removesuffix(SHARE_IS_ASSUMED)
    outside = re.sub(r"\([^)]*\)", "", told)
    assert not re.search(r"\w\.(uk|org|com|net)\b|[a-z]+(-[a-z]+){2,}|\bp\d+", outside)
    dated = re.findall(r"\(([^)]*)\)", told)
    assert all(re.search(r"20\d\d|undated|\.co\.uk", brackets) for brackets in dated)
    assert dated or "eneral knowledge" in told


@pytest.mark.parametrize("role", built_in_roles(), ids=lambda role: role.role_id)
def test_a_source_is_no_working_note(role: Role) -> None:
    """How sure it is stands in a column of its own."""
    assert role.source is not None
    assert not {"VERIFIED", "RECALLED"} & set(role.source.replace(";", " ").split())
    assert role.source[0] not in "(; "


def test_the_examples_schemes_are_named_in_words() -> None:
    """No slot's code stands in a name that a paper prints."""
    assert not [row["name"] for row in example_tables()["schemes"] if "_" in row["name"]]
