"""Posts from the FTE of the workforce files."""

from collections.abc import Sequence
from decimal import Decimal

from estates.domain.roles import built_in_roles
from geodata.national.gp_workforce import PracticeStaff
from geodata.national.pcn_workforce import PcnStaff
from geodata.national.source import FileKind, Source
from geodata.starter.area import StarterArea
from geodata.starter.posts import StarterPost, pcn_posts, post_row, trainee_posts, with_sessions
from geodata.starter.practices import AreaPractice
from geodata.starter.settings import StarterSettings
from geodata.starter.staff import pcn_workforce, practice_workforce, unknown_staff, workforce_conflicts

ROLES = {role.role_id: role for role in built_in_roles()}
SETTINGS = StarterSettings()


def area(**patients: int) -> StarterArea:
    """Return an area whose practices, all of PCN N1, have so many patients; N2 is a PCN without practices."""
    practices = tuple(
        AreaPractice(code=code, name=code, pcn_code="N1", list_size=size, postcode="")
        for code, size in patients.items()
    )
    names = {"N1": "One", "N2": "Two"}
    return StarterArea(
        code="99X", sub_icbs=frozenset({"99X"}), icb_code="", icb_names=frozenset(), practices=practices, pcns=names
    )


def staff(fte: str, role: str = "Pharmacist", pcn: str = "N1", dated: str = "2022-09") -> PcnStaff:
    """Return FTE of a PCN in a role, from a census."""
    return PcnStaff(
        pcn_code=pcn,
        pcn_name="",
        icb_code="",
        icb_name="",
        sub_icb_code="",
        group="Other Direct Patient Care staff",
        role="",
        detailed_role=role,
        fte=Decimal(fte),
        people=1,
        source=Source(name=f"census {dated}", kind=FileKind.PCN_WORKFORCE, dated=dated),
    )


def own(code: str, gp: str | None, trainee: str | None = None, dated: str = "2025-12") -> PracticeStaff:
    """Return a practice's own GPs and trainees; it has a nurse and another clinician."""
    return PracticeStaff(
        practice_code=code,
        gp_fte=None if gp is None else Decimal(gp),
        trainee_fte=None if trainee is None else Decimal(trainee),
        nurse_fte=Decimal(1),
        direct_care_fte=Decimal(1),
        source=Source(name=f"workforce {dated}", kind=FileKind.GP_WORKFORCE, dated=dated),
    )


def posts(rows: Sequence[PcnStaff], where: StarterArea) -> tuple[StarterPost, ...]:
    """Return the posts of PCN staff with their sessions."""
    return with_sessions(pcn_posts(pcn_workforce(rows, where), where), ROLES)


def test_fte_becomes_posts_of_at_most_one_wte() -> None:
    """3.2 FTE are four posts, whatever rows they come in."""
    found = posts([staff("2.2"), staff("1", "Clinical Pharmacist")], area(P1=1))
    assert [post.wte for post in found] == [1, 1, 1, Decimal("0.2")]
    assert {post.role_id for post in found} == {"clin_pharmacist"}
    assert len({post.post_id for post in found}) == 4


def test_sessions_of_a_pcn_and_role_add_up_to_the_rounded_product() -> None:
    """3.2 x 10 x 0.35 = 11.2: eleven sessions, not the 3.5 -> 4 of each post."""
    found = posts([staff("3.2")], area(P1=1))
    assert [post.sessions for post in found] == [4, 3, 3, 1]


def test_half_a_session_goes_up_and_small_posts_may_get_none() -> None:
    """A technician's 1.5 WTE x 10 x 0.1 = 1.5 becomes two sessions; 0.2 WTE beside a whole one gets none."""
    assert sum(post.sessions for post in posts([staff("1.5", "Pharmacy Technician")], area(P1=1))) == 2
    assert [post.sessions for post in posts([staff("1.2", "Pharmacy Technician")], area(P1=1))] == [1, 0]
    assert post_row(posts([staff("1.2", "Pharmacy Technician")], area(P1=1))[1])["sessions"] == "0"


def test_posts_are_based_in_proportion_to_list() -> None:
    """Four posts over lists of 30,000 and 10,000: three and one."""
    found = posts([staff("4")], area(P1=30_000, P2=10_000))
    assert sorted(post.practice_code for post in found) == ["P1", "P1", "P1", "P2"]


def test_trainees_stay_at_their_practice() -> None:
    """2.5 FTE are three posts there; 2.5 x 7 x 0.8 = 14 sessions; a practice without a figure has none."""
    where = area(P1=1, P2=1)
    known = practice_workforce([own("P1", "4", "2.5"), own("P2", "4")], where)
    found = with_sessions(trainee_posts(known, where, SETTINGS), ROLES)
    assert [(post.practice_code, post.role_id, post.sessions) for post in found] == [
        ("P1", "gpst3", 6),
        ("P1", "gpst3", 5),
        ("P1", "gpst3", 3),
    ]


def test_pcn_missing_from_the_files_is_unknown_not_nought() -> None:
    """It has no posts, and the page says that its staff is unknown."""
    where = area(P1=1)
    workforce = pcn_workforce([staff("1")], where)
    assert workforce.pcns_missing == ("N2",)
    notes = unknown_staff(workforce, {"P1": own("P1", "1", "0")}, where)
    assert notes.unknown == (
        "PCN staff of Two (N2): in no workforce file. It is unknown, not nought; enter its posts.",
    )


def test_staff_without_a_role_is_counted_and_makes_no_post() -> None:
    """The FTE stays in the total."""
    workforce = pcn_workforce([staff("1"), staff("0.5", "Other")], area(P1=1))
    assert (workforce.fte, workforce.unmatched_fte) == (Decimal("1.5"), Decimal("0.5"))
    assert len(pcn_posts(workforce, area(P1=1))) == 1


def test_newer_census_wins_and_the_older_is_a_conflict() -> None:
    """Each PCN is taken from one file as a whole; a PCN that only the older has stays."""
    where = area(P1=1)
    rows = [staff("1", dated="2022-09"), staff("2", dated="2024-03"), staff("3", pcn="N2")]
    workforce = pcn_workforce(rows, where)
    assert {row.pcn_code: row.fte for row, _ in workforce.matched} == {"N1": Decimal(2), "N2": Decimal(3)}
    (conflict,) = workforce_conflicts(rows, [], where).conflicts
    assert (conflict.code, conflict.used, conflict.other) == ("N1", "2", "1")


def test_rounding_between_files_is_no_conflict() -> None:
    """Two and three decimals of the same FTE agree; a GP more does not."""
    where = area(P1=1)
    assert workforce_conflicts([], [own("P1", "1.07"), own("P1", "1.067", dated="2024")], where).conflicts == ()
    (conflict,) = workforce_conflicts([], [own("P1", "1"), own("P1", "2", dated="2024")], where).conflicts
    assert (conflict.about, conflict.used, conflict.other) == ("qualified GP FTE", "1", "2")


def test_newest_file_that_gives_the_gps_tells_a_practices_staff() -> None:
    """A newer file with no data for the practice does not wipe out the older figure."""
    found = practice_workforce([own("P1", "3", dated="2024"), own("P1", None, dated="2025-12")], area(P1=1))
    assert found["P1"].gp_fte == 3
