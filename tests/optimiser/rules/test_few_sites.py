"""R8: at most ``max_sites`` different sites in the week."""

from optimiser.rules.few_sites import few_sites
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, room, site
from tests.optimiser.one_rule import Day, allows

SITES = (site(), site("S2"), site("S3"))
ROOMS = (room(), room("R2", "S2"), room("R3", "S3"))


def world(max_sites: int) -> tuple[bool, bool]:
    """Whether a post may use two sites, and three, when its limit is ``max_sites``."""
    data = dataset(sites=SITES, rooms=ROOMS, posts=(post(sessions=3, max_sites=max_sites),))
    days: list[Day] = [("A", "S1", (MON_AM,)), ("A", "S2", (MON_PM,)), ("A", "S3", (TUE_AM,))]
    return allows(few_sites, data, *days[:2]), allows(few_sites, data, *days)


def test_fewer_sites_than_the_limit_are_allowed() -> None:
    """Two and three sites where three are allowed."""
    assert world(max_sites=3) == (True, True)


def test_the_limit_itself_is_allowed_and_one_more_forbidden() -> None:
    """The boundary: two of two are allowed, three are not."""
    assert world(max_sites=2) == (True, False)


def test_a_second_site_is_forbidden_to_a_post_of_one() -> None:
    """One site all week."""
    assert world(max_sites=1) == (False, False)
