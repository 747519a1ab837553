"""Posts: the FTE that the workforce files tell, as people of at most one WTE with their room sessions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from estates.domain.roles import Role
from estates.domain.rounding import whole
from geodata.national.gp_workforce import PracticeStaff
from geodata.starter.area import StarterArea
from geodata.starter.facts import text_of
from geodata.starter.practices import AreaPractice
from geodata.starter.settings import StarterSettings
from geodata.starter.shares import shared_out
from geodata.starter.staff import PcnWorkforce


@dataclass(frozen=True, kw_only=True)
class StarterPost:
    """A post: its role, PCN, base practice, WTE and room sessions a week."""

    post_id: str
    role_id: str
    pcn_code: str
    practice_code: str
    wte: Decimal
    sessions: int = 0


def pcn_posts(workforce: PcnWorkforce, area: StarterArea) -> list[StarterPost]:
    """Return the posts of PCN staff, at most one WTE each, based at the PCN's practices in proportion to list."""
    fte: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for staff, role_id in workforce.matched:
        fte[staff.pcn_code, role_id] += staff.fte
    practices: dict[str, list[AreaPractice]] = defaultdict(list)
    for practice in area.practices:
        practices[practice.pcn_code].append(practice)
    posts = []
    for pcn_code in sorted({pcn_code for pcn_code, _ in fte}):
        parts = [
            (role_id, number, wte)
            for (code, role_id), total in sorted(fte.items())
            if code == pcn_code
            for number, wte in enumerate(_in_posts(total), start=1)
        ]
        bases = _bases([wte for _, _, wte in parts], practices[pcn_code])
        posts += [
            StarterPost(
                post_id=f"{pcn_code}-{role_id}-{number:02}",
                role_id=role_id,
                pcn_code=pcn_code,
                practice_code=base.code,
                wte=wte,
            )
            for (role_id, number, wte), base in zip(parts, bases, strict=True)
        ]
    return posts


def trainee_posts(
    staff: Mapping[str, PracticeStaff], area: StarterArea, settings: StarterSettings
) -> list[StarterPost]:
    """Return a practice's GP trainees as posts of at most one WTE, based there."""
    return [
        StarterPost(
            post_id=f"{practice.code}-{settings.trainee_role}-{number:02}",
            role_id=settings.trainee_role,
            pcn_code=practice.pcn_code,
            practice_code=practice.code,
            wte=wte,
        )
        for practice in area.practices
        if practice.code in staff
        for number, wte in enumerate(_in_posts(staff[practice.code].trainee_fte or Decimal(0)), start=1)
    ]


def with_sessions(posts: Sequence[StarterPost], roles: Mapping[str, Role]) -> tuple[StarterPost, ...]:
    """Return posts with room sessions: each PCN's and role's rounded product, shared out by largest remainder."""
    together: dict[tuple[str, str], list[StarterPost]] = defaultdict(list)
    for post in posts:
        together[post.pcn_code, post.role_id].append(post)
    sessions: dict[str, int] = {}
    for (_, role_id), mine in together.items():
        role = roles[role_id]
        wte = sum((post.wte for post in mine), Decimal(0))
        total = whole(wte * role.sessions_per_wte * role.face_to_face_share)
        shares = shared_out(total, [post.wte for post in mine])
        sessions |= {post.post_id: share for post, share in zip(mine, shares, strict=True)}
    return tuple(
        StarterPost(
            post_id=post.post_id,
            role_id=post.role_id,
            pcn_code=post.pcn_code,
            practice_code=post.practice_code,
            wte=post.wte,
            sessions=sessions[post.post_id],
        )
        for post in posts
    )


def post_row(post: StarterPost) -> dict[str, str]:
    """Return a post as a row of the dataset's ``posts`` table: based at the main site, its sessions given."""
    return {
        "post_id": post.post_id,
        "role_id": post.role_id,
        "pcn_code": post.pcn_code,
        "practice_code": post.practice_code,
        "base_site": post.practice_code,
        "wte": text_of(post.wte),
        "sessions": str(post.sessions),
        "status": "in_post",
        "estimated": "yes",
    }


def _in_posts(fte: Decimal) -> list[Decimal]:
    """Return an FTE figure as posts of one WTE and a last one of what is left."""
    count = int(fte.to_integral_value(rounding=ROUND_CEILING))
    return [min(Decimal(1), fte - place) for place in range(count)]


def _bases(wtes: Sequence[Decimal], practices: Sequence[AreaPractice]) -> list[AreaPractice]:
    """Give each post the practice that is furthest below its share of the PCN's WTE; shares go by list size."""
    patients = sum(practice.list_size for practice in practices) or 1
    whole = sum(wtes, Decimal(0))
    owed = {practice.code: whole * practice.list_size / patients for practice in practices}
    by_code = {practice.code: practice for practice in practices}
    bases = []
    for wte in wtes:
        code = max(owed, key=lambda each: owed[each])
        owed[code] -= wte
        bases.append(by_code[code])
    return bases
