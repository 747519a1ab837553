"""The scenario file: what it may say, and that everything wrong with it is told at once."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.practices import Pcn
from estates.domain.scenario import changes
from estates.domain.schemes import Scheme
from estates.domain.slots import Slot
from estates.domain.words import Season, Sharing
from geodata.reading.read import read_dataset
from geodata.scenario.file import read_scenario
from geodata.scenario.keys import GROWTH, SCENARIO
from geodata.scenario.kinds import KINDS
from geodata.scenario.reference import example_toml, key_reference
from tests.builders import dataset
from tests.geodata.worlds import world, write_folder

DATA = dataset(pcns=(Pcn(pcn_code="N1", name="Harbour"),))
PAGE = Path(__file__).parents[3] / "docs" / "scenario-keys.md"


def written(folder: Path, text: str) -> Path:
    """Write a scenario file and return it."""
    path = folder / "january.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str, data: Dataset = DATA) -> list[str]:
    """Return the lines that tell what is wrong, the one that counts them left out."""
    with pytest.raises(RequestError) as caught:
        read_scenario(written(folder, text), data)
    return str(caught.value).splitlines()[1:]


def test_keys_become_values(tmp_path: Path) -> None:
    """Names, season, year, figures of growth; a list of one may be its text alone."""
    text = """
    name = " Winter "
    season = "winter"
    year = 2030
    growth = { utilisation = 0.7, trainees_follow_list = 0 }
    [[change]]
    do = "share"
    name = "Open it"
    site_ids = "S1"
    share_with = "any"
    [[change]]
    do = "open_sessions"
    slots = ["SAT_AM", "MON_EVE"]
    """
    scenario = read_scenario(written(tmp_path, text), DATA)
    assert (scenario.name, scenario.season, scenario.year) == ("Winter", Season.WINTER, 2030)
    assert scenario.growth is not None
    assert scenario.growth.formula.utilisation == Decimal("0.7")
    assert [named.name for named in scenario.changes] == ["Open it", "change 2 open_sessions"]
    assert scenario.changes[0].change == changes.Share(site_ids=("S1",), share_with=Sharing.ANY)
    assert scenario.changes[1].change == changes.OpenSessions(slots=(Slot.SAT_AM, Slot.MON_EVE))


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    """It is called as its file is, and its season is the one asked for."""
    scenario = read_scenario(written(tmp_path, ""), DATA, season=Season.WINTER)
    assert (scenario.name, scenario.season, scenario.steps) == ("january", Season.WINTER, ("season",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nam = 1", "“nam” is not a key. Allowed: name, year, season, change, growth."),
        ("year = 1999", "year is “1999”: out of range. Allowed: a whole number from 2000 to 2100."),
        ('year = "2030"', "year is “2030”: not a number."),
        ("year = true", "year is “true”: not a number."),
        ('season = "Winter"', "season is “Winter”: the word is not known here. Allowed: one of standard, winter."),
        ("growth = 3", "growth is not as it should be. Write its figures under a line [growth]."),
        ("[growth]\nutilisation = nan", "growth: utilisation is “NaN”: not a plain number."),
        ("[growth]\nweeks = 3", "growth: “weeks” is not a key."),
        ("change = 3", "change is not as it should be. Write each change under a line [[change]]."),
        ("[[change]]", "change 1: do is missing. Allowed: share, open_sessions"),
        ('[[change]]\ndo = "opn"', "change 1: “opn” is not a kind of change. Allowed: share,"),
        ('[[change]]\ndo = "share"', "change 1: share_with is missing. Allowed: one of practice, pcn, group, any."),
        ('[[change]]\ndo = "share"\nshare_with = "any"\nsite_ids = ["s1"]', "Write “S1”."),
        ('[[change]]\ndo = "share"\nshare_with = "any"\nsite_ids = ["S1;S2"]', "not a list of texts"),
        ('[[change]]\ndo = "share"\nshare_with = "any"\npcn_codes = ["N9"]', "no code of the pcns table"),
        ('[[change]]\ndo = "stop_programmes"', "change 1 stop_programmes: no programme of the dataset"),
        (
            '[[change]]\ndo = "travel_limit"\nmax_travel_min = 9\nrole_ids = ["fcp_phsio"]',
            "names “fcp_phsio”, which is neither a built-in role nor one of the roles table. Do you mean fcp_physio?",
        ),
        (
            '[[change]]\ndo = "travel_limit"\nmax_travel_min = 9\nrole_ids = ["zzzzzz"]',
            "Take the role of a post, or add it to the table.",
        ),
        (
            '[[change]]\ndo = "open_sessions"\nslots = ["SUN_AM"]',
            "change 1: slots is not as it should be: “SUN_AM” is not known here. Allowed: a list of words from MON_AM",
        ),
        ('[[change]]\ndo = "scale_posts"\nfactor = 11', "factor is “11”: out of range."),
        (
            '[[change]]\ndo = "travel_limit"\nname = "a"\nmax_travel_min = 9\n' * 2,
            "more than one change is called “a”",
        ),
        (
            '[[change]]\ndo = "travel_limit"\nname = "season"\nmax_travel_min = 9\n',
            "more than one change is called “season”, or the name is ours.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_words(tmp_path: Path, text: str, told: str) -> None:
    """The key, what was found, what is allowed and what to do."""
    assert any(told in line for line in faults(tmp_path, text))


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Keys, values, codes and changes that are impossible, in one go."""
    text = 'nam = 1\nyear = 1\n[[change]]\ndo = "stop_programmes"\n[[change]]\ndo = "share"\nsite_ids = ["S9"]\n'
    told = faults(tmp_path, text)
    assert len(told) == 5
    assert sum("stop_programmes" in line for line in told) == 1


def test_faults_of_form_hide_none_of_what_the_file_names(tmp_path: Path) -> None:
    """What could be known of the mended file is told with what is to be mended: nobody mends it twice."""
    late = Scheme(scheme_id="C1", name="Late", site_id="S1", capital_cost=Decimal(1), earliest_year=2035)
    data = replace(DATA, schemes=(late,))
    text = """
    year = 2030
    season = "summer"
    growth = { utilisation = "much", low = 2, high = 1 }
    [[change]]
    name = "Twice"
    do = "build_schemes"
    scheme_ids = ["c1", "X9"]
    [[change]]
    name = "Twice"
    do = "share"
    site_ids = ["S1"]
    [[change]]
    name = "change 4 share"
    do = "stop_programmes"
    [[change]]
    do = "share"
    share_with = "any"
    sites = ["S1"]
    """
    told = faults(tmp_path, text, data)
    for part in (
        "season is “summer”",
        "utilisation is “much”",
        "low is 2, above high",
        "change 1: scheme_ids names “c1”, which is no code of the schemes table. Write “C1”.",
        "change 1: scheme_ids names “X9”",
        "Twice: scheme C1 cannot be ready before 2035",
        "change 2: share_with is missing",
        "more than one change is called “Twice”",
        "change 4 share: no programme of the dataset",
        "change 4: “sites” is not a key",
        "more than one change is called “change 4 share”",
    ):
        assert sum(part in line for line in told) == 1, part
    assert len(told) == 11


@pytest.mark.parametrize("content", [b"year = ", b"\xff\xfe", b"#" * 1_000_001])
def test_a_file_that_is_no_scenario_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    """No TOML, no UTF-8, too large."""
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(RequestError, match=r"The scenario file .* (TOML|UTF-8)"):
        read_scenario(path, DATA)
    with pytest.raises(RequestError, match="cannot be read"):
        read_scenario(tmp_path / "nowhere.toml", DATA)


def test_codes_of_a_table_that_is_not_there_are_not_doubted(tmp_path: Path) -> None:
    """A dataset may do without a table of PCNs; that nothing is chosen is told all the same."""
    text = '[[change]]\ndo = "travel_limit"\nmax_travel_min = 30\npcn_codes = ["{}"]\n'
    assert read_scenario(written(tmp_path, text.format("N1")), dataset()).steps == ("change 1 travel_limit",)
    assert faults(tmp_path, text.format("N2"), dataset()) == [
        "change 1 travel_limit: no post of the dataset is among those it is for. Correct the lists or leave it out."
    ]


@pytest.mark.parametrize("do", KINDS)
def test_the_example_of_each_kind_can_be_followed(tmp_path: Path, do: str) -> None:
    """On the example rows of the declared tables."""
    tables = world()
    tables["posts"].append(tables["posts"][0] | {"post_id": "A002", "sessions": "", "status": "vacant"})
    tables["pins"] = []
    data = read_dataset(write_folder({name: rows for name, rows in tables.items() if rows}, tmp_path / "data")).dataset
    assert data is not None
    scenario = read_scenario(written(tmp_path, example_toml(KINDS[do].table, "[[change]]")), data)
    assert isinstance(scenario.changes[0].change, KINDS[do].makes)


def test_the_examples_of_the_top_and_of_growth_can_be_followed(tmp_path: Path) -> None:
    """As the key reference shows them."""
    text = f"{example_toml(SCENARIO)}\n{example_toml(GROWTH, '[growth]')}"
    assert read_scenario(written(tmp_path, text), DATA).name == "January 2030"


def test_every_change_has_a_kind_whose_keys_it_takes() -> None:
    """The domain's changes and the file's kinds are the same."""
    assert {kind.makes for kind in KINDS.values()} == set(changes.Change.__args__)


def test_the_page_in_the_docs_is_the_one_the_declarations_make() -> None:
    """Whoever changes a key runs ``make docs``."""
    assert PAGE.read_text(encoding="utf-8") == key_reference()
