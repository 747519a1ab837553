"""The figures say their finding, hide nothing, survive grey and come out the same every time."""

import io
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pikepdf
import pytest
import shapely
from PIL import Image

from estates.domain.layers import Backdrop
from estates.domain.practices import Pcn
from estates.domain.settings import PaperSettings, Settings
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import BackdropKind, Standing
from maps.figures.as_files import figure_pdf, files_of_figure
from maps.figures.frame import Space, Words
from maps.figures.frontier import FrontierPoint, frontier_figure
from maps.figures.ground import ground
from maps.figures.hatches import HATCHES
from maps.figures.hub_reach import reaches
from maps.figures.key import Key, write_key
from maps.figures.league import _finding
from maps.figures.make import drawings, figure_files
from maps.figures.names import LABEL, TOWN, AreaName, KeptClear, draw_names
from maps.figures.outlook import OutlookPoint, outlook_figure
from maps.figures.room_use import Use, _draw
from maps.figures.sheets import A4, IN_TEXT, SLIDE, PrintFigure, Sheet, image, new_figure, own_settings
from maps.figures.unmet_matrix import unmet_matrix
from maps.hubs import MORE_MAY_BE_REACHED
from maps.palette import NO_FIGURES, SHARE_CLASSES, STAFF_NOT_KNOWN
from maps.paper.county import hub_sentence
from maps.report import Report
from tests.builders import placed, post, room
from tests.maps.figures.pdf_texts import pdf_text
from tests.maps.figures.texts import outside, overlaps, texts
from tests.maps.reports import county_report
from tests.maps.worlds import county_dataset, county_plan

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("shortfall-map", "league", "unmet-by-role-and-pcn", "room-use", "hub-reach")
TOWNS = {"Quayport": (397_500, 104_500), "مركز": (412_500, 98_000)}
HOSTILE = (
    "$x_1$ \\alpha",
    "<script>alert(1)</script>",
    "\u202eevil\u202c עברית",
    "😀 \x07\x00 末",
    "W" * 10_000,
    "a " * 5_000,
)


def drawn(report: Report, name: str, sheet: Sheet = A4) -> PrintFigure:
    """Return a figure of a report."""
    with own_settings():
        return drawings(report)[name](sheet)


@pytest.mark.parametrize("sheet", [A4, SLIDE], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_lies_on_another_or_over_the_edge(name: str, sheet: Sheet) -> None:
    """Titles, labels, keys, notes and numbers."""
    with own_settings():
        figure = drawn(county_report(), name, sheet)
        assert overlaps(figure) == []
        assert outside(figure) == []


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("shortfall-map", "All 2 PCNs lack rooms for a tenth of sessions or more"),
        ("league", "Harbour PCN lacks a room for 50.0% of its sessions, Vale PCN for 33.3%"),
        (
            "unmet-by-role-and-pcn",
            "First contact physiotherapist: 3 sessions a week without a room, 42.9% of what",
        ),
        ("room-use", "No half-day has more free places left than Thursday morning: 1 of 1 that"),
        ("hub-reach", "Winter hub: all 2 PCNs have a hub within 30 minutes"),
    ],
)
def test_the_title_says_the_finding(name: str, finding: str) -> None:
    """In words, from the tables."""
    assert str(drawn(county_report(), name).get_label()).startswith(finding)


def test_core_hours_and_the_rest_are_compared_where_both_have_free_places() -> None:
    """One of two core places is used, and neither of two evening ones."""
    rooms = (room("R1", free="MON_AM TUE_AM"), room("R2", free="MON_EVE SAT_AM"))
    plan = county_plan((placed("A", Slot.MON_AM, "R1", "S1"),), prices=())
    figure = drawn(county_report(data=county_dataset(rooms=rooms, programmes=()), plan=plan), "room-use")
    assert figure.get_label() == (
        "Of free places in rooms that a role can use, 50.0% are used in core hours, 0.0% in evenings and on Saturdays"
    )


def test_figures_of_neighbouring_half_days_do_not_touch() -> None:
    """However long they are: all grow smaller together."""
    week = dict.fromkeys(SLOTS, Use(free=1305, placed=1284, unknown=1))
    with own_settings():
        figure = new_figure(IN_TEXT)
        _draw(figure, Space(left=0.02, bottom=0.02, width=6.66, height=4.46), (IN_TEXT, {"Consulting room": week}))
        figures = [text.get_window_extent() for text in texts(figure) if "/" in text.get_text()]
    gaps = [right.x0 - left.x1 for left, right in pairwise(sorted(figures, key=lambda box: box.x0))]
    assert len(gaps) == len(SLOTS) - 1
    assert min(gaps) > 2


@pytest.mark.parametrize(
    ("standing", "finding"),
    [
        (Standing.OPTIMAL, "Winter hub: 1 of 2 PCNs has a hub within 30 minutes"),
        (Standing.FEASIBLE, "Winter hub: this plan reaches 1 of 2 PCNs within 30 minutes; more may be possible"),
    ],
)
def test_reach_that_is_not_proved_is_said_to_be_this_plans(standing: Standing, finding: str) -> None:
    """On figure and paper; what all plans of as many sessions reach at most is a finding only where it is proved."""
    plan = county_plan()
    goals = {**plan.goals, "G2": replace(plan.goals["G2"], standing=standing)}
    plan = replace(plan, goals=goals)
    winter = county_dataset().programmes[0]
    data = county_dataset(programmes=(replace(winter, pcn_codes=("N1", "N9")),))
    data = replace(data, pcns=(*data.pcns, Pcn(pcn_code="N9", name="Far PCN")))
    report = county_report(data=data, plan=plan)
    figure = drawn(report, "hub-reach")
    assert figure.get_label() == finding
    (reach,) = reaches(report.outcome)
    for told in (figure.description, hub_sentence(reach)):
        assert (MORE_MAY_BE_REACHED in told) is (standing is Standing.FEASIBLE)


def test_every_figure_names_source_season_proof_and_estimates() -> None:
    """The day and the sources too, where the settings give them."""
    paper = PaperSettings(organisation="NHS Quay", date="1 May 2026", sources=("Lists: NHS England, April 2026",))
    report = county_report(Settings(paper=paper))
    for name in NAMES:
        said = " ".join(text.get_text() for text in texts(drawn(report, name)))
        for words in (
            "NHS Quay, 1 May 2026",
            "01234567",
            "Standard season",
            "Proved",
            "ESTIMATE: ",
            "NHS England, April",
        ):
            assert words in said
        assert "Estimates:" not in said


def test_the_numbers_of_the_matrix_are_those_of_the_shortfall() -> None:
    """By PCN, by role and in all."""
    outcome = county_report().outcome
    matrix = unmet_matrix(outcome)
    assert matrix.total == outcome.icb.unmet == 3
    assert {pcn: matrix.of_pcn(pcn) for pcn in matrix.pcns} == {"Harbour": 2, "Vale": 1}


def test_a_county_that_wants_nothing_is_drawn_too() -> None:
    """Without posts and programmes there is still a map, and no figure fails."""
    data = county_dataset(posts=(), programmes=(), areas=())
    report = county_report(data=data, plan=county_plan(()), areas=())
    titles = {name: str(drawn(report, name).get_label()) for name in drawings(report)}
    assert titles["shortfall-map"] == "No PCN wants room sessions"
    assert titles["unmet-by-role-and-pcn"] == "No room sessions are wanted"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_drawn_as_text(text: str) -> None:
    """No mark-up is read, nothing runs over the edge, nothing warns."""
    data = county_dataset()
    renamed = county_dataset(
        pcns=tuple(replace(pcn, name=text) for pcn in data.pcns),
        sites=tuple(replace(one, name=text) for one in data.sites),
    )
    report = county_report(data=renamed)
    with own_settings():
        for name in NAMES:
            figure = drawn(report, name)
            image(figure, "png")
            assert outside(figure) == []


def test_a_key_of_a_hundred_numbers_ends_in_how_many_more_there_are() -> None:
    """It stays above the notes, whatever the length of the names; a short one is whole."""
    with own_settings():
        figure = new_figure(A4)
        space = Space(left=1.0, bottom=3.0, width=2.0, height=3.0)
        Key(figure, space, A4).numbered("By number", [f"{number}  A name of some length" for number in range(100)])
        said = texts(figure)
        assert said[-1].get_text().endswith(" more: see the tables")
        assert len(said) - 2 + int(said[-1].get_text().split()[1]) == 100
        assert min(text.get_window_extent().y0 for text in said) >= space.bottom * figure.dpi - 2
        short = new_figure(A4)
        Key(short, space, A4).numbered("By number", ["1 A name", "2 Another"])
        assert [text.get_text() for text in texts(short)] == ["By number", "1 A name", "2 Another"]


@pytest.mark.parametrize(("height", "is_whole"), [(4.0, True), (2.6, True), (2.1, False)])
def test_a_key_grows_smaller_before_it_leaves_anything_out(height: float, *, is_whole: bool) -> None:
    """Its letters, too; no text of it runs below its space, and it tells how many numbers it explains."""

    def write(key: Key) -> None:
        for step in SHARE_CLASSES:
            key.patch(step.words, facecolor=step.colour)
        key.numbered("By number", [f"{number}  A name" for number in range(1, 9)])

    with own_settings():
        figure = new_figure(SLIDE)
        space = Space(left=1.0, bottom=2.0, width=2.5, height=height)
        told = write_key(figure, space, SLIDE, write)
        said = texts(figure)
    assert told == sum(text.get_text().endswith("A name") for text in said)
    assert (told == 8) is is_whole
    assert any("more: see the tables" in text.get_text() for text in said) is not is_whole
    assert min(text.get_window_extent().y0 for text in said) >= space.bottom * figure.dpi - 2
    assert overlaps(figure) == []


def test_a_number_that_the_key_cannot_explain_is_not_drawn() -> None:
    """A reader never meets a number without its name: how many PCNs have none is said instead."""
    data = county_dataset()
    areas = county_report(data=data).outcome.areas
    with own_settings():
        figure = new_figure(A4)
        here = ground(figure, Space(left=1, bottom=1, width=0.4, height=0.4), [area.shape for area in areas])
        names = [AreaName(area=area, figure="50%") for area in areas]
        asked: list[str] = []

        def explain_one(lines: list[str]) -> int:
            asked.extend(lines)
            return 1

        draw_names(here, A4, names, KeptClear(), explain=explain_one)
        assert [line.split()[0] for line in asked] == ["1", "2"]
        assert [text.get_text() for text in texts(figure, LABEL)] == ["1"]


def test_a_town_whose_signs_have_no_slanted_form_stands_upright() -> None:
    """The slanted face lacks Arabic; a missing sign would be a warning, and warnings are errors."""
    towns = [Backdrop(kind=BackdropKind.TOWN, name=name, shape_wkb=shapely.Point(at).wkb) for name, at in TOWNS.items()]
    with own_settings():
        figure = drawings(county_report(data=county_dataset(backdrop=tuple(towns))))["shortfall-map"](A4)
        styles = {text.get_text(): text.get_fontstyle() for text in texts(figure, TOWN)}
        assert image(figure, "png")
    assert styles == {"Quayport": "italic", "مركز": "normal"}


def test_the_same_plan_gives_the_same_bytes() -> None:
    """In all three formats."""

    def files() -> dict[str, bytes]:
        with own_settings():
            return files_of_figure("map", drawn(county_report(), "shortfall-map"), A4)

    first = files()
    assert set(first) == {"map.svg", "map.png", "map.pdf"}
    assert files() == first


def test_a_figure_comes_as_svg_png_and_tagged_pdf_on_both_sheets() -> None:
    """Under names that say so."""
    files = figure_files(county_report())
    assert set(files) == {
        f"figures/{name}-{sheet}.{form}"
        for name in NAMES
        for sheet in ("a4", "slide")
        for form in ("svg", "png", "pdf")
    }
    with pikepdf.open(io.BytesIO(files["figures/league-a4.pdf"])) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert "Harbour PCN lacks" in str(pdf.docinfo["/Title"])
        assert "3 without a room" in str(pdf.docinfo["/Subject"])
        assert str(pdf.Root.Lang) == "en-GB"


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_figure_can_be_searched_in_its_pdf(name: str) -> None:
    """Title, labels, key, numbers and notes; towns alone, which a halo sets off from the ground, are outlines."""
    with own_settings():
        figure = drawings(county_report())[name](A4)
        said = pdf_text(figure_pdf(figure, A4))
        shown = [text.get_text() for text in texts(figure) if text.get_gid() != TOWN]
        missing = [text for text in shown if text.replace(" ", "") not in said]
    assert missing == []


@pytest.mark.parametrize("sheet", [A4, SLIDE, IN_TEXT], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_figure_stands_at_a_slant(name: str, sheet: Sheet) -> None:
    """Readers of PDFs take its letters for words of their own: it could not be searched."""
    assert {text.get_rotation() % 90 for text in texts(drawn(county_report(), name, sheet))} == {0}


@pytest.mark.parametrize("name", NAMES)
def test_an_svg_says_its_finding_and_needs_no_font(name: str) -> None:
    """Its letters are outlines, so that Word shows it as drawn; title and description are for who cannot see it."""
    with own_settings():
        figure = drawings(county_report())[name](A4)
        svg = ElementTree.fromstring(image(figure, "svg"))
    title, description = svg[0], svg[1]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert (title.text, description.text) == (figure.get_label(), figure.description)
    assert "Source: the plan of" in figure.description
    assert svg.get("role") == "img"
    assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == (title.get("id"), description.get("id"))
    assert svg.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert svg.find(f".//{SVG}text") is None


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_of_a_figure_stay_words(text: str) -> None:
    """Whatever a PCN is called, the SVG and the PDF hold it as text and are whole."""
    pcn = replace(county_dataset().pcns[0], name=text)
    report = county_report(data=county_dataset(pcns=(pcn, *county_dataset().pcns[1:])))
    with own_settings():
        files = files_of_figure("league", drawings(report)["league"](A4), A4)
    tags = [element.tag for element in ElementTree.fromstring(files["league.svg"]).iter()]
    assert f"{SVG}script" not in tags
    assert "lacksaroom" in pdf_text(files["league.pdf"])


def test_classes_differ_by_hatching_and_by_grey() -> None:
    """So a photocopy tells neighbours in the scale apart."""
    patterns = [HATCHES[step.words] for step in SHARE_CLASSES]
    assert all(one != other for one, other in pairwise(patterns))
    assert HATCHES[NO_FIGURES.words] != HATCHES[STAFF_NOT_KNOWN.words]
    assert not {HATCHES[NO_FIGURES.words], HATCHES[STAFF_NOT_KNOWN.words]} & set(patterns)


def test_a_grey_print_keeps_the_bars_of_the_league() -> None:
    """Dark ink on a light ground: more than one grey in two hundred stands out."""
    with own_settings():
        png = image(drawn(county_report(), "league"), "png")
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
    assert (grey < 110).mean() > 0.005


def test_a_post_without_a_pcn_name_is_shown_by_its_code() -> None:
    """The table of PCNs may be missing."""
    data = county_dataset(pcns=(), posts=(post("A", 4),), programmes=())
    report = county_report(data=data, plan=county_plan(()), areas=())
    assert unmet_matrix(report.outcome).pcns == ("N1",)


def test_an_outlook_draws_the_table_it_is_given() -> None:
    """Each line ends in its name and last value; a band is drawn where there is one."""
    words = Words(title="Unmet sessions double by 2028", subtitle="Made up", notes=("Source: a test.",))
    points = [
        OutlookPoint(line="As now", year=2026 + step, value=10.0 * step, low=0, high=20.0 * step) for step in range(3)
    ]
    with own_settings():
        figure = outlook_figure(points, SLIDE, words=words, unit="sessions")
        said = [text.get_text() for text in texts(figure)]
        assert "As now: 20" in said
        assert overlaps(figure) == []
    with pytest.raises(ValueError, match="1 to 4 lines; 0 given"):
        outlook_figure([], SLIDE, words=words, unit="sessions")


def test_a_frontier_draws_the_table_it_is_given() -> None:
    """The last point carries its sessions and its pounds."""
    words = Words(title="Two schemes win most", subtitle="Made up", notes=("Source: a test.",))
    points = [FrontierPoint(capital_cost=0, sessions_gained=0), FrontierPoint(capital_cost=2e6, sessions_gained=40)]
    with own_settings():
        said = [text.get_text() for text in texts(frontier_figure(points, A4, words=words))]
    assert "40 sessions for £2.0m" in said
    with pytest.raises(ValueError, match="at least one point"):
        frontier_figure([], A4, words=words)


def test_every_pcn_of_the_map_has_its_label() -> None:
    """Name and share."""
    said = [text.get_text() for text in texts(drawn(county_report(), "shortfall-map"), LABEL)]
    assert {"Harbour", "50%", "Vale", "33%"} <= set(said)


def test_a_pcn_whose_staff_are_unknown_is_marked_on_map_and_league() -> None:
    """Its share is one of the posts that are known: it has a class of its own in the key, and a mark."""
    trainee = post("B", 3, role_id="gpst3", base_site="S3", pcn_code="N2", practice_code="P2")
    report = county_report(data=county_dataset(posts=(post("A", 4), trainee)))
    figure = drawn(report, "shortfall-map")
    assert "33% †" in {text.get_text() for text in texts(figure, LABEL)}
    key = [text.get_text() for text in texts(figure)]
    assert figure.get_label() == "The one PCN whose staff are known lacks rooms for a tenth of sessions or more", (
        "as the key"
    )
    assert {"Staff not known †: 1 PCN", "20% to under 40%: 0 PCNs", "40% or more: 1 PCN"} <= set(key)
    assert "† No PCN staff are entered" in " ".join(key)
    league = {text.get_text() for text in texts(drawn(report, "league"))}
    assert {"Vale PCN * †", "Harbour PCN"} <= league
    assert any(said.startswith("* ") and "† No PCN staff are entered" in said for said in league)
    assert "Harbour PCN lacks a room for 50.0% of its sessions" in league, "an unknown share is no finding"


def test_a_note_of_many_sources_says_where_it_is_cut() -> None:
    """The first of them stand; what is left out leaves a mark."""
    sources = tuple(f"{number} {'source ' * 30}" for number in range(40))
    said = [
        text.get_text()
        for text in texts(drawn(county_report(Settings(paper=PaperSettings(sources=sources))), "league"))
    ]
    assert any(line.startswith("Data: 0 source") for line in said)
    assert said[-1].endswith(" …") or any(line.endswith(" …") for line in said)


@pytest.mark.parametrize(
    ("shares", "finding"),
    [
        ((1.0, 1.0, 0.5), "One and Two lack a room for 100.0% of their sessions, Three for 50.0%"),
        ((1.0, 0.0, 0.0), "One lacks a room for 100.0% of its sessions, Two and Three for 0.0%"),
        ((1.0, 1.0, 1.0), "All 3 PCNs lack a room for 100.0% of their sessions"),
        ((1.0, 0.0, 0.0, 0.0), "One lacks a room for 100.0% of its sessions, 3 PCNs for 0.0%"),
    ],
)
def test_pcns_of_one_share_are_named_together(shares: tuple[float, ...], finding: str) -> None:
    """None of them is said to lack most alone."""
    row = county_report().pcn_rows[0]
    names = ("One", "Two", "Three", "Four")
    rows = [
        replace(row, name=name, unmet_share=Decimal(str(share)), unmet=int(share * 10))
        for name, share in zip(names, shares, strict=False)
    ]
    assert _finding(tuple(rows)) == finding
