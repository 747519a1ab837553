"""What the map's titles say is true of what is shown: under filters, of one as of many, and where several tie."""

from dataclasses import replace
from decimal import Decimal

import pytest
from playwright.sync_api import Locator

from estates.domain.practices import Pcn
from estates.domain.pseudonyms import placements_renamed, pseudonyms_of, with_posts_renamed
from estates.domain.words import Standing
from maps.extras import Extras, SchemeGain
from maps.hubs import MORE_MAY_BE_REACHED
from maps.shortfall_map import shortfall_map
from maps.wording import short_percent
from tests.browser import LAPTOP, PHONE, OpenPage, Visit
from tests.builders import post, site
from tests.maps.worlds import PLACEMENTS, county_dataset, county_plan, county_tables, full_dataset, full_tables

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def county_page() -> str:
    """Return the county's map with all views."""
    return shortfall_map(**full_tables())


def _finding(visit: Visit, **state: str) -> str:
    visit.page.evaluate("(state) => estates.go({ pcn: undefined, role: undefined, ...state })", state)
    return visit.page.locator("#finding").inner_text()


def test_one_pcn_alone_is_not_called_the_only_one(county_page: str, open_page: OpenPage) -> None:
    """A filter leaves one PCN in title, key and map; it says nothing of those that it leaves out."""
    visit = open_page(county_page, LAPTOP)
    assert _finding(visit, view="pcns", pcn="N1") == "Harbour PCN lacks rooms for 50% of its sessions"
    assert _finding(visit, view="deprivation", pcn="N1").startswith("Harbour PCN: deprivation score 31.5, 50.0% unmet")
    for view in ("pcns", "roles", "types", "schemes", "years"):
        _finding(visit, view=view, pcn="N1")
        counts = visit.page.locator("#key .count", has_text="PCN").all_inner_texts()
        assert sum(int(count.split()[0]) for count in counts) == 1, view
        assert "No sessions wanted" not in visit.page.locator("#key").inner_text()
    assert visit.page.locator(".map-label .share").all_inner_texts() == ["67%"]
    assert visit.complaints == []


def test_a_chosen_role_is_what_its_view_speaks_of(county_page: str, open_page: OpenPage) -> None:
    """Title, words beneath it and map are of the role chosen, also where nobody wants a session of it."""
    visit = open_page(county_page, LAPTOP)
    deck = visit.page.locator("#deck")
    role = "First contact physiotherapist"
    assert _finding(visit, view="roles", role="fcp_physio", pcn="N2") == f"{role}: 1 session unmet"
    assert deck.inner_text().startswith(f"{role}: 33.3% unmet: 1 of 3 sessions. The map shows {role};")
    assert _finding(visit, view="types", type="2") == "Treatment room: no sessions wanted"
    assert _finding(visit, view="hubs", pcn="N1") == "Harbour PCN has a planned hub within 30 minutes"
    assert visit.complaints == []


def test_those_that_tie_are_named_together(open_page: OpenPage) -> None:
    """Three PCNs without a single room: none of them alone is called the worst."""
    names = ("Harbour PCN", "Vale PCN", "Moor PCN")
    codes = ("N1", "N2", "N3")
    data = county_dataset(
        pcns=tuple(Pcn(pcn_code=code, name=name) for code, name in zip(codes, names, strict=True)),
        posts=tuple(post(f"A{code}", 3, pcn_code=code) for code in codes),
    )
    visit = open_page(shortfall_map(**county_tables(data, county_plan(()))), LAPTOP)
    told = "Harbour PCN, Vale PCN and Moor PCN lack rooms most: 100% of their sessions have none"
    assert _finding(visit, view="pcns") == told
    listed = "(names) => estates.listed(names).map((part) => part.textContent ?? part).join('')"
    assert visit.page.evaluate(listed, ["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
    assert visit.page.evaluate(listed, ["A"]) == "A"


def test_a_pcn_whose_staff_are_unknown_is_never_said_to_have_rooms(open_page: OpenPage) -> None:
    """Its figures are of other posts: on the area, in the key, in the finding, in the table and on its sheet."""
    trainee = post("B", 3, role_id="gpst3", base_site="S3", pcn_code="N2", practice_code="P2")
    data = county_dataset(posts=(post("A", 4), trainee))
    visit = open_page(shortfall_map(**county_tables(data)), LAPTOP)
    told = _finding(visit, view="pcns", pcn="N2")
    assert told.startswith("The staff of Vale PCN are not known; of its other posts ")
    assert "† No PCN staff are entered" in visit.page.locator("#key").inner_text()
    assert "Vale PCN †" in visit.page.locator("#view-table tbody").inner_text()
    assert _finding(visit, view="pcns", about="N2")
    assert "unknown, not nought" in visit.page.locator("#details").inner_text()
    assert visit.complaints == []


@pytest.mark.parametrize("view", ["pcns", "roles", "types", "schemes", "change", "years", "deprivation"])
def test_a_key_counts_pcns_of_unknown_staff_apart(view: str, open_page: OpenPage) -> None:
    """In a class of their own, with the mark that they bear and what it means; every PCN is counted once."""
    known = post("B", 3, base_site="S3", pcn_code="N2", practice_code="P2")
    data = full_dataset(posts=(post("A", 4, role_id="gpst3"), known))
    visit = open_page(shortfall_map(**full_tables(data)), LAPTOP)
    _finding(visit, view=view)
    key = visit.page.locator("#key")
    assert "† No PCN staff are entered" in key.inner_text()
    if view == "deprivation":
        assert "1 PCN, 1 †" in key.inner_text()
        return
    assert key.locator("li", has_text="Staff not known †").locator(".count").inner_text() == "1 PCN"
    counts = key.locator(".count", has_text="PCN").all_inner_texts()
    assert sum(int(count.split()[0]) for count in counts) == (1 if view == "years" else 2)
    assert visit.complaints == []


def test_a_scheme_is_told_with_what_it_requires_and_what_both_cost(open_page: OpenPage) -> None:
    """A second phase is not had for its own price."""
    data = full_dataset()
    first, second = data.schemes
    second = replace(second, name="Phase two", capital_cost=Decimal(100_000), requires=("X1",))
    gains = (SchemeGain(scheme_id="X1", sessions=2), SchemeGain(scheme_id="X2", sessions=3, built_with=("X1",)))
    tables = full_tables(replace(data, schemes=(first, second)), extras=Extras(gains=gains))
    visit = open_page(shortfall_map(**tables), LAPTOP)
    assert _finding(visit, view="schemes") == "Phase two with X1 gains most: 3 sessions a week for £500,000"
    assert "500,000" in visit.page.locator("#view-table tbody").inner_text()
    assert visit.complaints == []


def test_schemes_that_exclude_each_other_are_not_added_up(open_page: OpenPage) -> None:
    """Nor is a gain shown that nobody worked out; what a scheme requires is told without gains, too."""
    data = full_dataset()
    first, second = data.schemes
    wing = replace(first, scheme_id="X3", name="New wing", capital_cost=Decimal(900_000), excludes=("X1",))
    second = replace(second, name="Phase two", capital_cost=Decimal(100_000), requires=("X1",))
    visit = open_page(
        shortfall_map(**full_tables(replace(data, schemes=(first, second, wing)), extras=Extras())),
        LAPTOP,
    )
    assert _finding(visit, view="schemes") == "3 schemes; not all can be built together"
    assert "estates invest" in visit.page.locator("#deck").inner_text()
    table = visit.page.locator("#view-table")
    heads = [head.strip() for head in table.locator("thead th").all_inner_texts()]
    assert "Gain, sessions" not in heads
    rows = {row[0]: dict(zip(heads[1:], row[1:], strict=True)) for row in _rows(table)}
    assert (rows["Phase two"]["Built with"], rows["Phase two"]["Cost with those, £"]) == ("X1", "500,000")
    assert (rows["Extend the Quay Practice"]["Not built with"], rows["New wing"]["Not built with"]) == ("X3", "X1")
    assert visit.complaints == []


def _rows(table: Locator) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]


def test_a_search_says_how_many_places_it_does_not_show(open_page: OpenPage) -> None:
    """And how to come to them; what says so cannot be chosen."""
    sites = tuple(site(f"S{number}", name=f"Quay {number}") for number in range(1, 13))
    data = county_dataset(sites=(*county_dataset().sites, *sites[3:]))
    visit = open_page(shortfall_map(**county_tables(data)), LAPTOP)
    visit.page.fill("#search", "quay")
    found = visit.page.locator("#search-results [role=option]").count()
    more = visit.page.locator("#search-results .more").inner_text()
    status = visit.page.locator("#search-status").inner_text()
    assert status.endswith(f"places found, the first {found} shown")
    assert more == f"{int(status.split()[0]) - found} more: write more of the name or its code"
    for _ in range(found):
        visit.page.keyboard.press("ArrowDown")
    assert visit.page.locator("#search-results .more").get_attribute("aria-selected") is None
    assert visit.complaints == []


def test_a_map_without_land_has_no_sea(open_page: OpenPage) -> None:
    """Only where the dataset says where the land is does the rest read as water."""
    for backdrop, is_sea in ((county_dataset().backdrop, True), ((), False)):
        visit = open_page(shortfall_map(**county_tables(county_dataset(backdrop=backdrop))), LAPTOP)
        assert ("sea" in (visit.page.locator("#map").get_attribute("class") or "").split()) is is_sea


def test_a_share_just_under_a_class_keeps_a_decimal(county_page: str, open_page: OpenPage) -> None:
    """As in print: neither the figure of the next class nor one that reads as less than something."""
    page = open_page(county_page, LAPTOP).page
    for part, whole, told in ((398, 1000, "39.8%"), (39999, 100000, "39.9%"), (2, 5, "40%"), (196, 1000, "19.6%")):
        assert page.evaluate("([part, whole]) => estates.shortPercent(part, whole)", [part, whole]) == told
        assert short_percent(Decimal(part) / whole) == told


FIFTHS = (
    ((9, 100), (90, 1000), "No difference: the most and the least deprived fifth of PCNs both lack 9% of their "),
    ((96, 1000), (10, 100), "Hardly any difference: the most deprived fifth of PCNs lacks 9.6% of its sessions, "),
    ((20, 100), (9, 100), "The most deprived fifth of PCNs lacks 20% of its sessions, the least deprived 9%"),
)


def test_fifths_that_lack_alike_are_no_finding(county_page: str, open_page: OpenPage) -> None:
    """What differs by less than a percentage point says nothing of deprivation."""
    page = open_page(county_page, LAPTOP).page
    for most, least, finding in FIFTHS:
        fifths = [{"unmet": unmet, "wanted": wanted} for unmet, wanted in (most, least)]
        assert page.evaluate("([most, least]) => estates.fifthsFinding(most, least)", fifths).startswith(finding)


def test_hubs_that_are_not_proved_to_reach_most_say_so(open_page: OpenPage) -> None:
    """In the title and beneath it."""
    data = full_dataset()
    (winter,) = data.programmes
    data = replace(
        data,
        programmes=(replace(winter, pcn_codes=("N1", "N9")),),
        pcns=(*data.pcns, Pcn(pcn_code="N9", name="Far PCN")),
    )
    plan = county_plan()
    for standing, finding in (
        (Standing.OPTIMAL, "1 of 2 PCNs has no planned hub within 30 minutes"),
        (Standing.FEASIBLE, "This plan reaches 1 of 2 PCNs within 30 minutes; more may be possible"),
    ):
        goals = {**plan.goals, "G2": replace(plan.goals["G2"], standing=standing)}
        visit = open_page(shortfall_map(**full_tables(data, plan=replace(plan, goals=goals))), LAPTOP)
        assert _finding(visit, view="hubs") == finding
        is_said = MORE_MAY_BE_REACHED in visit.page.locator("#deck").inner_text()
        assert is_said is (standing is Standing.FEASIBLE)


def test_on_a_phone_a_table_shows_first_what_it_is_read_for(county_page: str, open_page: OpenPage) -> None:
    """What is unmet beside the name, codes last, and the whole of the caption."""
    page = open_page(county_page, PHONE).page
    page.locator("#tables").scroll_into_view_if_needed()
    heads = page.locator("#view-table thead th")
    assert [head.split("\xa0")[0] for head in heads.all_inner_texts()][:3] == ["PCN", "Unmet", "Unmet share"]
    assert heads.all_inner_texts()[-2].startswith("Code")
    for shown in (heads.nth(1), heads.nth(2), page.locator("#view-table caption span")):
        box = shown.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]


def test_a_worth_is_told_as_a_weight(county_page: str, open_page: OpenPage) -> None:
    """A place in two half-days holds two sessions, whatever they are worth."""
    visit = open_page(county_page, LAPTOP)
    _finding(visit, view="worth")
    told = visit.page.locator("#deck").inner_text()
    assert told.startswith("One more place there would be taken in 2 half-days of the week, a session in each.")
    assert "more sessions" not in told


def test_a_sheet_says_the_role_of_a_pseudonym_once(open_page: OpenPage) -> None:
    """In the timetable, in the list of who sits there and among the unmet."""
    names = pseudonyms_of(county_dataset())
    tables = county_tables(
        with_posts_renamed(county_dataset(), names), county_plan(placements_renamed(PLACEMENTS, names))
    )
    visit = open_page(shortfall_map(**tables), LAPTOP)
    _finding(visit, view="sites", site="S1")
    sheet = visit.page.locator("#details")
    cell = sheet.locator(".week tbody tr").first.locator("td").first
    assert cell.locator(".unseen").inner_text() == "First contact physiotherapist 1"
    assert "First contact physiotherapist First" not in sheet.inner_text()
    assert sheet.locator(".unmet-post summary b").all_inner_texts() == ["First contact physiotherapist 1"]
