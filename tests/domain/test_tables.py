"""The judge of tables: figures that follow from the plan, in any order and with or without rows of nothing."""

import pytest

from estates.domain.checks import table_breaches

UNMET = {
    "kind": "post",
    "id": "A",
    "role_id": "fcp_physio",
    "pcn_code": "N1",
    "practice_code": "",
    "wanted": "3",
    "placed": "2",
    "unmet": "1",
    "reason": "outranked",
}
USE = {"site_id": "S1", "room_type": "consult", "slot": "MON_AM", "free": "2", "placed": "1", "unknown": "0"}
NOTHING = USE | {"slot": "MON_PM", "free": "0", "placed": "0"}


def test_equal_figures_have_no_breach() -> None:
    """The order of rows, trailing noughts and the words of an explanation do not matter."""
    other = UNMET | {"id": "B"}
    given = [other | {"reason": "in_use"}, UNMET | {"wanted": "3.0"}]
    assert table_breaches("unmet", given, [UNMET, other]) == ()


def test_a_wrong_figure_is_told_with_the_right_one() -> None:
    """The row and column are named."""
    (breach,) = table_breaches("unmet", [UNMET | {"unmet": "0"}], [UNMET])
    assert breach.rule == "unmet"
    assert breach.sentence == "unmet, row post A: unmet is 0, but the plan comes to 1."


def test_a_figure_that_is_no_number_is_wrong() -> None:
    """Neither text nor not-a-number agrees with a figure."""
    for text in ("", "two", "nan"):
        assert len(table_breaches("unmet", [UNMET | {"unmet": text}], [UNMET])) == 1


@pytest.mark.parametrize(("column", "text"), [("role_id", "gpst3"), ("pcn_code", "N2"), ("practice_code", "P1")])
def test_a_code_that_is_not_the_datasets_is_wrong(column: str, text: str) -> None:
    """A row moved to another PCN would spoil every total that is made of the table."""
    (breach,) = table_breaches("unmet", [UNMET | {column: text}], [UNMET])
    assert breach.sentence.startswith(f"unmet, row post A: {column} is {text}, but the dataset says")


@pytest.mark.parametrize("row", [{"reason": "bad luck"}, {"reason": "placed"}, {"unmet": "0", "wanted": "2"}])
def test_a_reason_is_a_known_word_and_fits_the_figures(row: dict[str, str]) -> None:
    """``placed`` is said of those who have all they want, and of nobody else."""
    given = UNMET | row
    (breach,) = table_breaches("unmet", [given], [given])
    assert "the reason" in breach.sentence


def test_missing_and_superfluous_rows_are_told() -> None:
    """A post left out, and a post that nobody knows."""
    found = table_breaches("unmet", [UNMET | {"id": "Z"}], [UNMET])
    assert [breach.sentence for breach in found] == [
        "unmet, row post Z: nothing in the dataset answers to it.",
        "unmet, row post A: is missing.",
    ]


def test_a_row_twice_is_told() -> None:
    """A row that stands twice would be counted twice by whoever adds up the table."""
    assert [b.sentence for b in table_breaches("use", [USE, USE], [USE])] == [
        "use, row S1 consult MON_AM: stands 2 times."
    ]


def test_rows_of_nothing_may_be_left_out_or_given() -> None:
    """A closed half-day may stand in the table or not; a post with nothing to place must."""
    assert table_breaches("use", [USE], [USE, NOTHING]) == ()
    assert table_breaches("use", [USE, NOTHING], [USE]) == ()
    idle = UNMET | {"wanted": "0", "placed": "0", "unmet": "0", "reason": "placed"}
    assert len(table_breaches("unmet", [], [idle])) == 1


def test_a_missing_column_is_told_once() -> None:
    """Without the column nothing can be compared."""
    lacking = {column: text for column, text in USE.items() if column != "free"}
    assert [b.sentence for b in table_breaches("use", [lacking, lacking], [USE])] == [
        "The table use has no column free."
    ]


def test_shares_are_compared_to_three_decimals() -> None:
    """A share rounded by another hand agrees; another share does not."""
    right = {
        "level": "pcn",
        "code": "N1",
        "wanted": "3",
        "placed": "2",
        "unmet": "1",
        "unmet_share": "0.333333",
        "rooms_equivalent": "0.1",
        "area_m2": "1.6",
    }
    assert table_breaches("shortfall", [right | {"unmet_share": "0.333"}], [right]) == ()
    assert len(table_breaches("shortfall", [right | {"unmet_share": "0.33"}], [right])) == 1
