"""Method, assumptions, data sources and proof: what a finance committee asks for."""

from collections import Counter
from collections.abc import Iterator, Mapping

from estates.domain.practice_status import rule_in_words
from estates.domain.roles import SHARE_IS_ASSUMED, Role
from estates.domain.wording import counted
from estates.domain.words import StoppedBy, TravelMethod
from geodata.plan_workbook.words import GAP_BASE, GOAL_WORDS, figure, percentage, standing_in_words, stopped_in_words
from maps.header import areas_note, estimates_sentence, unknown_sentence
from maps.paper.blocks import Bullets, Column, Paragraph, Section, Table
from maps.paper.glossary import glossary
from maps.paper.wording import NONE, name, room_type, sentence
from maps.report import Report
from maps.wording import SEASON_WORDS

_METHOD = (
    "A session is one person, or one room of a programme, in one room for one half-day. There are 17 half-days a week: "
    "mornings, afternoons and evenings of weekdays, and two on Saturday.",
    "Every funded post and every programme asks for its sessions. The planner places them in rooms so that every rule "
    "is kept: one place at a time, one site a day, only rooms that are free, suitable and shared, within the travel "
    "limits, supervised where that is needed, and every pin as given.",
    "It leaves as few sessions unmet as possible, then reaches as many PCNs with hubs as possible, then spreads what "
    "is unmet evenly over PCNs, then spares staff travel and moves. A later goal never costs an earlier one.",
    "What is not placed is the shortfall. Rooms short is unmet sessions ÷ the half-days that one more room gives; area "
    "short is that × the norm of the room type.",
    "The plan was checked against every rule and goal by code that never saw the solver.",
)
_ASSUMED = "(† a planning assumption, to be replaced by what is known locally; the source is for the rest)"


def method_sections(report: Report, number: int) -> list[Section]:
    """Return the sections on method, assumptions, data and proof, numbered from ``number``."""
    return [
        Section(title=f"{number} Method, assumptions and proof", level=1, new_page=True),
        Section(title=f"{number}.1 Method", level=2, blocks=(Bullets((*_METHOD, areas_note(report.outcome))),)),
        Section(
            title=f"{number}.2 Assumptions", level=2, blocks=(*_scenario(report), _settings(report), _roles(report))
        ),
        Section(
            title=f"{number}.3 Data and its dates", level=2, blocks=(_sources(report), _tables(report), _doubts(report))
        ),
        Section(
            title=f"{number}.4 Proof",
            level=2,
            blocks=(Paragraph(report.proof_words), _goals(report), Paragraph(GAP_BASE, "note"), _run(report)),
        ),
        Section(title=f"{number}.5 Words", level=2, blocks=(glossary(),)),
    ]


def _scenario(report: Report) -> tuple[Table, ...]:
    """Return every change of the scenario that the plan is of; none where the area is planned as it is."""
    scenario = report.outcome.scenario
    if scenario is None or not scenario.changes:
        return ()
    return (
        Table(
            caption="Changes of the scenario, each on top of those before it",
            columns=(Column("Change", 2), Column("What it does", 3)),
            rows=[(name(change), does) for change, does in scenario.changes],
        ),
    )


def _settings(report: Report) -> Table:
    settings = report.settings
    travel, burden = settings.travel, settings.burden
    rows = [
        ("Half-days a week that one more room gives", f"{settings.sessions_per_room.normalize():f}"),
        ("Road km for each straight-line km, where minutes are estimated", f"{travel.road_factor}"),
        ("Minutes before and after a drive", f"{travel.start_minutes}"),
    ]
    for place, band in enumerate(travel.bands):
        stretch = (
            "the rest" if band.length_km is None else f"the {'next' if place else 'first'} {band.length_km} road km"
        )
        rows.append((f"Speed over {stretch}, km per hour", f"{band.km_per_hour}"))
    rows += [
        ("Minutes that a post's second site in a week counts as", f"{burden.extra_site_minutes}"),
        ("Minutes that a post's second room in a week counts as", f"{burden.extra_room_minutes}"),
    ]
    rows += [(f"{room_type(kind)}, norm in m²", f"{norm}") for kind, norm in settings.room_norms_m2.items()]
    rows.append(("When a practice is full", rule_in_words(settings.practice_status)))
    return Table(
        caption="Figures of the run; each is a planning assumption that the settings file can change",
        columns=(Column("Assumption", 3), Column("Value", 3)),
        rows=rows,
    )


def _roles(report: Report) -> Table:
    data = report.outcome.dataset
    posts = Counter(post.role_id for post in data.posts)
    roles = [role for role in data.role_by_id.values() if posts[role.role_id]]
    return Table(
        caption=f"Roles of the dataset: half-days a week of one WTE, and their share that needs a room {_ASSUMED}",
        columns=(
            Column("Role", 2),
            Column("Posts", 0.6, True),
            Column("Half-days", 0.7, True),
            Column("Share in a room", 0.7, True),
            Column("Source", 7),
        ),
        rows=[_role(role, posts) for role in roles],
        if_empty="The dataset has no posts.",
    )


def _role(role: Role, posts: Mapping[str, int]) -> tuple[str, ...]:
    source = role.source or "the dataset's own"
    mark = " †" if source.endswith(SHARE_IS_ASSUMED) else ""
    return (
        name(role.title),
        f"{posts[role.role_id]:,}",
        f"{role.sessions_per_wte.normalize():f}",
        f"{role.face_to_face_share:.0%}{mark}",
        sentence(source.removesuffix(SHARE_IS_ASSUMED)),
    )


def _sources(report: Report) -> Bullets | Paragraph:
    given = report.settings.paper.sources
    if given:
        return Bullets(tuple(sentence(line) for line in given))
    return Paragraph(
        "The dataset does not say where its figures come from and of which date they are. Name them in the settings "
        "file (section paper, sources) and make the paper again."
    )


def _tables(report: Report) -> Table:
    data = report.outcome.dataset
    tables = (
        "sites rooms posts practices pcns supervision programmes pins areas barriers backdrop "
        "patients_by_area travel schemes growth"
    )
    rows = []
    for table in tables.split():
        values = getattr(data, table)
        if values:
            estimated = sum(row.estimated for row in values)
            rows.append((table, f"{len(values):,}", f"{estimated:,}"))
    return Table(
        caption="Rows of the dataset that the plan rests on",
        columns=(Column("Table", 3), Column("Rows", 1, True), Column("Marked as estimates", 1, True)),
        rows=rows,
    )


def _doubts(report: Report) -> Bullets:
    methods = Counter(journey.method for journey in report.outcome.travel.journeys.values())
    ways = counted(methods[TravelMethod.TABLE], "pair of sites", "pairs of sites")
    guessed = counted(methods[TravelMethod.ESTIMATE], "pair is an estimate", "pairs are estimates")
    said = [
        f"{estimates_sentence(report.outcome)}.",
        f"{unknown_sentence(report.outcome)}.",
        f"Travel: the dataset gives the minutes of {ways}; {guessed} from straight lines.",
    ]
    if report.left_out:
        said.append(
            f"Left out with faults, as asked: {counted(report.proof['rows']['rejected'], 'row')} (rejected.csv)."
        )
    return Bullets(tuple(said))


def _goals(report: Report) -> Table:
    rows = [
        (
            goal,
            GOAL_WORDS[goal],
            figure(score["value"]),
            figure(score["bound"]),
            percentage(score["gap"]),
            standing_in_words(goal, score),
        )
        for goal, score in report.proof["goals"].items()
    ]
    return Table(
        caption="The goals in their order: value, proven bound and gap (the least is best)",
        columns=(
            Column("Goal", 0.7),
            Column("What it counts", 3),
            Column("Value", 0.9, True),
            Column("Bound", 0.9, True),
            Column("Gap", 0.7, True),
            Column("In words", 3),
        ),
        rows=rows,
    )


def _run(report: Report) -> Table:
    return Table(caption="The run", columns=(Column("Fact", 1.4), Column("Value", 4)), rows=list(_facts(report)))


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    proof = report.proof
    rows = proof["rows"]
    yield "Standing of the plan", str(proof["standing"])
    yield "Season", SEASON_WORDS[report.outcome.plan.season]
    yield "Solving ended because", stopped_in_words(StoppedBy(proof["stopped_by"]), proof.get("lost", ""))
    yield "Seed", str(proof["seed"])
    yield "Rows", f"{rows['used']:,} used, {rows['warned']:,} of them with a warning; {rows['rejected']:,} left out"
    yield "Fingerprint of the input", f"SHA-256 {proof['input_sha256']}"
    yield "Versions", ", ".join(f"{package} {number}" for package, number in proof["versions"].items()) or NONE
