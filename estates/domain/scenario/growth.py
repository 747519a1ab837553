"""List growth as room sessions: what the patients added by a year ask of each practice's own rooms.

The room formula turns added patients into room sessions of the practice's own staff: ``contacts per patient x share x
minutes / 60 / weeks`` are room hours a week, and a room gives ``hours open x utilisation`` of them in its ten core
half-days. Both figures, consulting/examination and treatment, are rounded half up once per practice. A practice's
trainees grow in proportion to its list. Trainees are supernumerary, so nothing is taken off the practice's own
sessions for them.

Each session becomes a post of a ``core`` role with one session and priority 9, so that the solver chooses which free
half-day of which own site goes, and no rule but the room itself holds it back. That only the practice's own sites may
take it is exact, whatever they share and however near others lie: the post needs a feature (R5) that the rooms of
these sites have and no other room has. Reach (R7) does not bind: from the main site to a practice's other sites 600
minutes are allowed, the most that the tables know; only an own site that there is no way to is left out. The post has
the practice's code and PCN, so R6 admits it wherever the site admits the practice's own people.

A list that shrinks asks for nothing, and no room is taken to be free because of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from estates.domain.dataset import Dataset
from estates.domain.posts import DEFAULT_MAX_TRAVEL_MINUTES, Post
from estates.domain.practices import Practice
from estates.domain.roles import Role
from estates.domain.room_formula import TODAY_FACE_TO_FACE, RoomFormula
from estates.domain.rounding import whole
from estates.domain.scenario.impossible import ImpossibleChangeError, new_id
from estates.domain.scenario.own_rooms import own_feature, with_own_features
from estates.domain.schemes import Growth
from estates.domain.sites import Site
from estates.domain.words import PostStatus, RoleGroup, RoomType, SiteKind

PRIORITY = 9
_FURTHEST_MINUTES = Decimal(600)
_SESSIONS_PER_WTE = Decimal(10)


@dataclass(frozen=True, kw_only=True)
class GrowthFigures:
    """The assumptions of list growth.

    ``formula`` is today's activity face to face in core hours (5.8 contacts a patient and year, 67 % of them face to
    face, NHS England appointments 2024; 15 minutes, 60 % utilisation: planning norms). ``trainees_follow_list`` is how
    far trainees grow with the list: 1 in full, 0 not at all (an assumption). ``low`` and ``high`` are the shares of the
    growth table that the band of an outlook spans (an assumption: the ends of what ``estates risk`` draws).
    """

    formula: RoomFormula = TODAY_FACE_TO_FACE
    trainees_follow_list: Decimal = Decimal(1)
    low: Decimal = Decimal("0.5")
    high: Decimal = Decimal("1.5")


@dataclass(frozen=True, kw_only=True)
class GrowthNeed:
    """What a practice's added patients ask for in a week: room sessions of its own staff, and of its trainees."""

    practice_code: str
    patients_added: int
    consult_sessions: int
    treatment_sessions: int
    trainee_sessions: int


def growth_role(room_type: RoomType, title: str) -> Role:
    """Return the role of the requests that list growth makes for one type of room."""
    return Role(
        role_id=f"list_growth_{room_type}",
        title=title,
        group=RoleGroup.CORE,
        room_types=(room_type,),
        sessions_per_wte=_SESSIONS_PER_WTE,
        face_to_face_share=Decimal(1),
        source="Room formula of the scenario, applied to the growth table",
        estimated=True,
    )


GROWTH_ROLES: tuple[Role, ...] = (
    growth_role(RoomType.CONSULT_EXAM, "List growth: the practice's own consultations"),
    growth_role(RoomType.TREATMENT, "List growth: the practice's own treatments"),
)
GROWTH_ROLE_IDS = frozenset(role.role_id for role in GROWTH_ROLES)


def patients_added(dataset: Dataset, year: int) -> dict[str, int]:
    """Return the patients added by a year, by practice: those of its last row up to that year, nought before any."""
    last: dict[str, Growth] = {}
    for row in dataset.growth:
        here = last.get(row.practice_code)
        if row.year <= year and (here is None or row.year > here.year):
            last[row.practice_code] = row
    return {code: row.patients_added for code, row in last.items()}


def with_growth_times(dataset: Dataset, factor: Decimal | Callable[[str], Decimal]) -> Dataset:
    """Return the dataset with the patients that each practice gains, or loses, multiplied by a factor or its own."""
    factor_of = factor if callable(factor) else lambda _: factor
    rows = (
        replace(row, patients_added=whole(row.patients_added * factor_of(row.practice_code))) for row in dataset.growth
    )
    return replace(dataset, growth=tuple(rows))


def growth_remark(dataset: Dataset, years: Iterable[int]) -> str | None:
    """Return what must be said of years that the growth table does not tell of: it is not there, or ends before."""
    latest = max(years, default=None)
    if latest is None:
        return None
    if not dataset.growth:
        return "The dataset has no growth table, so no list grows, and nothing here comes of growth."
    last = max(row.year for row in dataset.growth)
    if latest <= last:
        return None
    return f"The growth table ends in {last}: the lists of {last} stand for the years after it too, up to {latest}."


def growth_needs(dataset: Dataset, year: int, figures: GrowthFigures) -> tuple[GrowthNeed, ...]:
    """Return what growth asks for, for every practice whose list has grown or shrunk by a year."""
    trainees = _trainee_sessions(dataset)
    added = patients_added(dataset, year)
    return tuple(
        _need(
            dataset.practice_by_code.get(code),
            figures,
            code=code,
            patients=patients,
            trainee_sessions=sum(trainees[code].values()),
        )
        for code, patients in added.items()
        if patients
    )


def grow(dataset: Dataset, year: int, figures: GrowthFigures) -> Dataset:
    """Return the dataset as its lists are in a year: larger lists, core requests and trainees; later growth is left.

    Raises
    ------
    ImpossibleChangeError
        Where a practice that grows has no site, or a role of the dataset bears the name of ours.
    """
    needs = growth_needs(dataset, year, figures)
    rising = tuple(need for need in needs if need.consult_sessions or need.treatment_sessions or need.trainee_sessions)
    _refuse_impossible(dataset, rising)
    taken = set(dataset.post_by_id)
    new = [post for need in rising for post in _new_posts(dataset, need, taken)]
    ours = {role.role_id: role for role in GROWTH_ROLES} if rising else {}
    return replace(
        dataset,
        rooms=with_own_features(dataset, frozenset(need.practice_code for need in rising)),
        posts=(*dataset.posts, *new),
        roles=tuple((dict(dataset.role_by_id) | ours).values()),
        practices=tuple(_grown(practice, needs) for practice in dataset.practices),
        growth=_later(dataset, year),
    )


def _need(
    practice: Practice | None, figures: GrowthFigures, *, code: str, patients: int, trainee_sessions: int
) -> GrowthNeed:
    formula, rising = figures.formula, max(0, patients)
    share = Decimal(rising) / practice.list_size if practice is not None and practice.list_size else Decimal(0)
    return GrowthNeed(
        practice_code=code,
        patients_added=patients,
        consult_sessions=whole(formula.sessions(formula.consult_rooms(rising))),
        treatment_sessions=whole(formula.sessions(formula.treatment_rooms(rising))),
        trainee_sessions=whole(trainee_sessions * share * figures.trainees_follow_list),
    )


def _trainee_sessions(dataset: Dataset) -> dict[str, dict[str, int]]:
    """Return the sessions that the trainee posts of each practice want, by practice and post."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for post in dataset.posts:
        wanted = dataset.wanted_by_post[post.post_id]
        if post.practice_code and wanted and dataset.role_by_id[post.role_id].group is RoleGroup.TRAINEE:
            found[post.practice_code][post.post_id] = wanted
    return found


def _refuse_impossible(dataset: Dataset, rising: Sequence[GrowthNeed]) -> None:
    taken = [role.role_id for role in GROWTH_ROLES if dataset.role_by_id.get(role.role_id, role) != role]
    if taken:
        raise ImpossibleChangeError(f"the roles table has {' and '.join(taken)}, a name of ours. Rename that role.")
    housed = {site.practice_code for site in dataset.sites}
    homeless = [need.practice_code for need in rising if need.practice_code not in housed]
    if homeless:
        raise ImpossibleChangeError(
            f"the list of {', '.join(homeless)} grows, but no site bears that practice_code. Add it to a site, or take "
            "the rows out of the growth table."
        )


def _new_posts(dataset: Dataset, need: GrowthNeed, taken: set[str]) -> Iterator[Post]:
    """Yield a practice's requests, one session each, then what its trainees want more."""
    own = [site for site in dataset.sites if site.practice_code == need.practice_code]
    main = next((site for site in own if site.kind is SiteKind.PRACTICE), own[0])
    for role, sessions in zip(GROWTH_ROLES, (need.consult_sessions, need.treatment_sessions), strict=True):
        for number in range(1, sessions + 1):
            stem = f"growth-{need.practice_code}-{role.room_types[0]}-{number}"
            yield _request(dataset, role, main, _fresh(stem, taken), is_alone=len(own) == 1)
    yield from _trainees(dataset, need, taken)


def _fresh(stem: str, taken: set[str]) -> str:
    code = new_id(stem, taken)
    taken.add(code)
    return code


def _request(dataset: Dataset, role: Role, main: Site, post_id: str, *, is_alone: bool) -> Post:
    code = main.practice_code or ""
    practice = dataset.practice_by_code.get(code)
    return Post(
        post_id=post_id,
        role_id=role.role_id,
        pcn_code=practice.pcn_code if practice else main.pcn_code or code,
        base_site=main.site_id,
        wte=1 / _SESSIONS_PER_WTE,
        practice_code=code,
        sessions=1,
        max_travel_minutes=DEFAULT_MAX_TRAVEL_MINUTES if is_alone else _FURTHEST_MINUTES,
        max_sites=1,
        priority=PRIORITY,
        needs=frozenset({own_feature(code)}),
        status=PostStatus.PLANNED,
        estimated=True,
    )


def _trainees(dataset: Dataset, need: GrowthNeed, taken: set[str]) -> Iterator[Post]:
    """Yield further trainees: copies of the practice's own, in turn, until the sessions are used up."""
    left = need.trainee_sessions
    patterns = list(_trainee_sessions(dataset)[need.practice_code].items())
    while left > 0:
        for post_id, wanted in patterns:
            if left > 0:
                copy_id = _fresh(f"growth-{need.practice_code}-{post_id}", taken)
                sessions = min(left, wanted)
                yield replace(
                    dataset.post_by_id[post_id],
                    post_id=copy_id,
                    sessions=sessions,
                    status=PostStatus.PLANNED,
                    estimated=True,
                )
                left -= sessions


def _grown(practice: Practice, needs: Sequence[GrowthNeed]) -> Practice:
    """Return a practice with its list grown, its weighted list in proportion."""
    added = next((need.patients_added for need in needs if need.practice_code == practice.practice_code), 0)
    if not added:
        return practice
    size = max(0, practice.list_size + added)
    weighted = practice.weighted_list_size
    if weighted is not None and practice.list_size:
        weighted = (weighted * size / practice.list_size).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return replace(practice, list_size=size, weighted_list_size=weighted, estimated=True)


def _later(dataset: Dataset, year: int) -> tuple[Growth, ...]:
    """Return the growth that is still to come, counted from the year."""
    added = patients_added(dataset, year)
    return tuple(
        replace(row, patients_added=row.patients_added - added.get(row.practice_code, 0))
        for row in dataset.growth
        if row.year > year
    )
