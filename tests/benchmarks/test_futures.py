"""The jobs that look ahead, measured: that the measuring works, not how long they take."""

from benchmarks.futures import Job, more_schemes


def test_schemes_are_made_up_to_a_number_where_there_are_none_yet() -> None:
    """At practice sites alone, each once; those that are there stay as they are."""
    own = [{"scheme_id": "A", "name": "Own", "site_id": "S1", "capital_cost": "1", "opens": "*@SAT_AM"}]
    sites = [
        {"site_id": "S1", "name": "Quay", "kind": "practice"},
        {"site_id": "H", "name": "Hub", "kind": "hub"},
        {"site_id": "S2", "name": "Mill", "kind": "practice"},
        {"site_id": "S3", "name": "Dale", "kind": "practice"},
    ]
    found = more_schemes(own, sites, 3)
    assert found[0] == own[0]
    assert [row["site_id"] for row in found[1:]] == ["S2", "S3"]
    assert [row["opens"] for row in found[1:]] == ["", ""]
    assert len({row["scheme_id"] for row in found}) == 3
    assert len(more_schemes(own, sites, 40)) == 3
    assert more_schemes(own, sites, 1) == own


def test_a_stage_is_timed_by_the_line_that_tells_of_it() -> None:
    """The first that begins so."""
    job = Job(seconds=9.0, processor_seconds=12.0, told=((1.0, "Relaxations"), (5.0, "Frontier found."), (8.0, "x")))
    assert job.until("Frontier found") == 5.0
