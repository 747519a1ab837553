"""Pseudonyms: role and number, the same for the same dataset."""

from dataclasses import replace

from estates.domain.practices import Pin
from estates.domain.pseudonyms import placements_renamed, pseudonyms_of, with_posts_renamed
from estates.domain.roles import built_in_roles
from tests.builders import MON_AM, dataset, hub_placed, placed, post


def test_posts_are_named_by_role_and_number_in_the_order_of_their_table() -> None:
    """Each role counts by itself."""
    data = dataset(posts=(post("x"), post("b", role_id="gpst3"), post("a")))
    assert pseudonyms_of(data) == {
        "x": "First contact physiotherapist 1",
        "b": f"{data.role_by_id['gpst3'].title} 1",
        "a": "First contact physiotherapist 2",
    }


def test_a_post_added_at_the_end_changes_no_other() -> None:
    """So a shared list stays right when somebody is hired."""
    before = pseudonyms_of(dataset(posts=(post("x"), post("a"))))
    after = pseudonyms_of(dataset(posts=(post("x"), post("a"), post("new"))))
    assert {name: after[name] for name in before} == before


def test_two_roles_of_one_title_share_the_numbers() -> None:
    """A pseudonym stands for one post alone, however roles are called."""
    roles = tuple(replace(role, title="  Same\n title ") for role in built_in_roles())
    names = pseudonyms_of(dataset(roles=roles, posts=(post("x"), post("b", role_id="gpst3"))))
    assert names == {"x": "Same title 1", "b": "Same title 2"}


def test_posts_pins_and_placements_change_their_names_and_programmes_do_not() -> None:
    """A programme may have the id of a post."""
    data = dataset(posts=(post("A"),), pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),))
    names = pseudonyms_of(data)
    renamed = with_posts_renamed(data, names)
    assert (renamed.posts[0].post_id, renamed.pins[0].post_id) == ("First contact physiotherapist 1",) * 2
    rows = placements_renamed([placed("A", MON_AM), hub_placed("A", MON_AM, "R1"), placed("?", MON_AM)], names)
    assert [row.id for row in rows] == ["First contact physiotherapist 1", "A", "?"]
