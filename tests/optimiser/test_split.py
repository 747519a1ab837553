"""Parts of an estate that share nothing are solved by themselves."""

from optimiser.candidates import survey
from optimiser.split import split
from tests.builders import dataset, post, programme, room, site, travel

TWO_PCNS = {
    "sites": (site(), site("S2", pcn_code="N2", practice_code="P2")),
    "rooms": (room(), room("R2", "S2")),
    "posts": (post("A"), post("B", pcn_code="N2", practice_code="P2", base_site="S2")),
}


def test_two_pcns_that_share_no_site_are_two_parts() -> None:
    """Each keeps to its own site."""
    data = dataset(**TWO_PCNS)
    parts = split(survey(data, travel(data)))
    assert [[choices.post.post_id for choices in part.posts] for part in parts] == [["A"], ["B"]]


def test_posts_of_one_pcn_stay_together() -> None:
    """Fairness counts them together, wherever they sit."""
    data = dataset(**(TWO_PCNS | {"posts": (post("A"), post("B", base_site="S2", practice_code="P2"))}))
    assert len(split(survey(data, travel(data, S1_S2=99)))) == 1


def test_a_programme_joins_those_whose_rooms_it_may_take() -> None:
    """It could sit at either site."""
    both = programme(pcn_codes=("N1", "N2"), candidate_sites=("S1", "S2"))
    data = dataset(**(TWO_PCNS | {"programmes": (both,)}))
    (part,) = split(survey(data, travel(data)))
    assert (len(part.posts), len(part.programmes)) == (2, 1)
