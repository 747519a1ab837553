"""The user's own workbook back: bad cells coloured and explained, everything else as it was."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook

from estates.domain.errors import RequestError
from geodata.marking.mark import mark_workbook
from geodata.reading.read import read_dataset
from geodata.template.write import write_template
from tests.geodata.worlds import World, small, world, write_book, write_folder, write_geopackage, write_layers

FAULT, WARNING = "FFF4B0A8", "FFFFE08A"
LIST = "What to fix"
FORMULA_TEXT = "=cmd|'/c calc'!A1"


def _faulty() -> World:
    tables = world()
    del tables["pins"]
    tables["sites"][0]["kind"] = FORMULA_TEXT
    tables["posts"][0]["needs"] = "hoist"
    return tables


def _faulty_book(folder: Path) -> Path:
    path = write_book(_faulty(), folder / "mine.xlsx")
    book = openpyxl.load_workbook(path)
    book["sites"]["C2"].data_type = "s"  # openpyxl wrote it as the formula that it only looks like
    book.save(path)
    return path


def _rows(book: Workbook) -> list[tuple[str, ...]]:
    """Return the rows of the list of faults, below its headings."""
    rows = [tuple(str(cell.value or "") for cell in row) for row in book[LIST].iter_rows()]
    start = next(place for place, row in enumerate(rows) if row[0] == "what")
    return rows[start + 1 :]


def _marked(source: Path, folder: Path, columns: Path | None = None) -> Workbook:
    out = folder / "marked.xlsx"
    mark_workbook(source, read_dataset(source, columns=columns), out, columns=columns)
    return openpyxl.load_workbook(out)


def test_bad_cells_are_coloured_and_explained(tmp_path: Path) -> None:
    """Red for a fault, amber for a warning, and a note that says which it is, what is allowed and what to do."""
    tables = small()
    tables["sites"][0]["kind"] = "shop"
    tables["posts"][0] |= {"sessions": "12", "base_site": "H001"}
    book = _marked(write_book(tables, tmp_path / "mine.xlsx"), tmp_path)
    cell, warned = book["sites"]["C2"], book["posts"]["G2"]
    assert (cell.fill.fgColor.rgb, warned.fill.fgColor.rgb) == (FAULT, WARNING)
    assert cell.comment is not None
    assert warned.comment is not None
    assert "FAULT: the word is not known here (found “shop”). Allowed: one of practice" in cell.comment.text
    assert "WARNING: the post wants 12 sessions" in warned.comment.text
    assert book["sites"]["A2"].comment is None


def test_a_cell_with_two_faults_has_one_note_with_both(tmp_path: Path) -> None:
    """Nothing is lost where two things are said of one cell."""
    tables = small()
    tables["posts"][0]["needs"] = "hoist;ventilated"
    comment = _marked(write_book(tables, tmp_path / "mine.xlsx"), tmp_path)["posts"]["L2"].comment
    assert comment is not None
    assert comment.text.count("WARNING: no room has this feature") == 2


def test_the_list_comes_first_and_names_every_fault_with_a_link(tmp_path: Path) -> None:
    """One row per fault and warning: what, sheet, cell, row, column, value, problem, allowed, what to do."""
    source = _faulty_book(tmp_path)
    reading = read_dataset(source)
    book = _marked(source, tmp_path)
    assert book.sheetnames[0] == LIST
    assert book.active is book[LIST]
    rows = _rows(book)
    assert len(rows) == len(reading.faults) + len(reading.warnings) > 1
    assert rows[0][:7] == ("fault", "sites", "C2", "2", "kind", FORMULA_TEXT, "the word is not known here")
    assert rows[0][8] == "Use one of the words allowed."
    links = {cell.hyperlink.location for row in book[LIST].iter_rows() for cell in row if cell.hyperlink}
    assert links == {fault.cell for fault in (*reading.faults, *reading.warnings)}


def test_text_of_the_user_never_becomes_a_formula(tmp_path: Path) -> None:
    """Neither on the list nor in the copy, of a workbook or of a CSV folder."""
    for source in (_faulty_book(tmp_path), write_folder(_faulty(), tmp_path / "folder")):
        copy = _marked(source, tmp_path)
        kinds = {cell.data_type for sheet in copy.worksheets for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds
        assert copy["sites"]["C2"].value == FORMULA_TEXT


def test_everything_else_in_the_workbook_stays(tmp_path: Path) -> None:
    """Other sheets, formulas, formats, widths, the user's own notes and rules for cells."""
    source = tmp_path / "mine.xlsx"
    write_template(source)
    book = openpyxl.load_workbook(source)
    own = book.create_sheet("My sums")
    own["A1"], own["B1"] = "=SUM(rooms!E2:E9)", "total"
    own["B1"].font = Font(bold=True, color="FF123456")
    own.column_dimensions["A"].width = 33
    book["sites"]["C2"], book["sites"]["A3"].comment = "shop", Comment("ask Ann", "me")
    book.save(source)
    before, after = openpyxl.load_workbook(source), _marked(source, tmp_path)
    assert after.sheetnames == [LIST, *before.sheetnames]
    assert (after["My sums"]["A1"].value, after["My sums"]["B1"].font.color.rgb) == ("=SUM(rooms!E2:E9)", "FF123456")
    assert after["My sums"].column_dimensions["A"].width == 33
    comment = after["sites"]["A3"].comment
    assert comment is not None
    assert (comment.text, comment.author) == ("ask Ann", "me")
    for sheet in before.worksheets:
        copy = after[sheet.title]
        assert [[cell.value for cell in row] for row in copy.iter_rows()] == [
            [cell.value for cell in row] for row in sheet.iter_rows()
        ]
        assert len(copy.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
        assert copy.freeze_panes == sheet.freeze_panes


def test_a_note_of_the_user_on_a_bad_cell_is_kept_above_ours(tmp_path: Path) -> None:
    """The user's words come first."""
    source = _faulty_book(tmp_path)
    book = openpyxl.load_workbook(source)
    book["sites"]["C2"].comment = Comment("ask Ann", "me")
    book.save(source)
    comment = _marked(source, tmp_path)["sites"]["C2"].comment
    assert comment is not None
    assert comment.text.startswith("ask Ann\n\nEstates Capacity Planner found:\nFAULT:")


def test_a_marked_workbook_can_be_worked_on_and_marked_again(tmp_path: Path) -> None:
    """Old marks go, own notes and fills of other cells stay, and the list is not read as data."""
    source = _faulty_book(tmp_path)
    book = openpyxl.load_workbook(source)
    book["sites"]["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    book["sites"]["C2"].comment = Comment("ask Ann", "me")
    book.save(source)
    book = _marked(source, tmp_path)
    book["sites"]["C2"] = "practice"
    book.save(tmp_path / "worked on.xlsx")
    again = _marked(tmp_path / "worked on.xlsx", tmp_path)
    comment = again["sites"]["C2"].comment
    assert comment is not None
    assert comment.text == "ask Ann"
    assert (again["sites"]["C2"].fill.fill_type, again["sites"]["B2"].fill.fgColor.rgb) == (None, "FF00FF00")
    assert again.sheetnames.count(LIST) == 1
    assert [row[1:5] for row in _rows(again)] == [("posts", "L2", "2", "needs")]


def test_a_sheet_of_the_user_by_the_name_of_the_list_stays(tmp_path: Path) -> None:
    """Only our own list is replaced."""
    source = _faulty_book(tmp_path)
    book = openpyxl.load_workbook(source)
    book.create_sheet(LIST)["A1"] = "my own list"
    book.save(source)
    copy = _marked(source, tmp_path)
    assert "my own list" in [sheet["A1"].value for sheet in copy.worksheets]


def test_covered_cells_are_marked_where_their_merged_cell_shows(tmp_path: Path) -> None:
    """A covered cell cannot carry a note."""
    tables = small()
    tables["posts"].append(tables["posts"][0] | {"post_id": "A002"})
    source = write_book(tables, tmp_path / "mine.xlsx")
    book = openpyxl.load_workbook(source)
    book["posts"].merge_cells("C2:C3")
    book.save(source)
    comment = _marked(source, tmp_path)["posts"]["C2"].comment
    assert comment is not None
    assert "the cell is merged into C2:C3" in comment.text


def test_sheets_by_other_names_are_marked_too(tmp_path: Path) -> None:
    """Names with blanks and apostrophes, mapped by the user's own file."""
    tables = {"Ann's sites" if name == "sites" else name: rows for name, rows in _faulty().items()}
    names = tmp_path / "names.toml"
    names.write_text('[sheets]\nsites = "Ann\'s sites"\n', encoding="utf-8")
    book = _marked(write_book(tables, tmp_path / "mine.xlsx"), tmp_path, names)
    assert book["Ann's sites"]["C2"].fill.fgColor.rgb == FAULT
    assert _rows(book)[0][1:3] == ("Ann's sites", "C2")


def test_a_csv_folder_comes_back_as_a_marked_workbook(tmp_path: Path) -> None:
    """A sheet per file, each row where a spreadsheet shows it; codes as text."""
    tables = _faulty()
    tables["rooms"][0]["room_id"] = "007"
    folder = write_folder(tables, tmp_path / "folder")
    content = (folder / "sites.csv").read_text(encoding="utf-8")
    (folder / "sites.csv").write_text(content.replace("\n", "\n\n", 1), encoding="utf-8")
    book = _marked(folder, tmp_path)
    assert book["sites"]["C3"].fill.fgColor.rgb == FAULT
    assert book["rooms"]["A2"].value == "007"
    assert set(book.sheetnames) == {LIST, *tables}


def test_shapes_stay_out_of_the_workbook_and_the_list_says_where_they_belong(tmp_path: Path) -> None:
    """With its layers beside it, the marked copy is the same dataset and has nothing more to be told of."""
    folder = write_folder(world(), tmp_path / "folder")
    write_layers(folder)
    book = _marked(folder, tmp_path)
    assert not set(book.sheetnames) & {"areas", "barriers", "backdrop"}
    assert "areas.geojson" in str(book[LIST]["A3"].value)
    write_layers(tmp_path)
    again = read_dataset(tmp_path / "marked.xlsx")
    assert again.warnings == ()
    assert again.dataset == read_dataset(folder).dataset


def test_columns_of_a_made_workbook_are_wide_enough_for_their_texts(tmp_path: Path) -> None:
    """Codes and headings are not cut; a very long text does not push the rest out of sight."""
    book = _marked(write_folder(_faulty(), tmp_path / "area"), tmp_path)
    for name in ("sites", "rooms"):
        for number, column in enumerate(book[name].iter_cols(), start=1):
            width = book[name].column_dimensions[get_column_letter(number)].width
            longest = max(len(str(cell.value)) for cell in column if cell.value is not None)
            assert min(longest, 40) < width < 50


def test_a_geopackage_comes_back_as_a_marked_workbook(tmp_path: Path) -> None:
    """Its rows are named by their fid, which the first column shows."""
    book = _marked(write_geopackage(_faulty(), tmp_path / "area.gpkg"), tmp_path)
    assert [book["sites"]["A1"].value, book["sites"]["A2"].value] == ["fid", "1"]
    assert book["sites"]["D2"].fill.fgColor.rgb == FAULT
    assert _rows(book)[0][1:4] == ("sites", "D2", "1")


def test_a_dataset_without_faults_says_so(tmp_path: Path) -> None:
    """An empty list is told, not left to be guessed."""
    book = _marked(write_book(world(), tmp_path / "mine.xlsx"), tmp_path)
    assert book[LIST]["A2"].value == "Nothing was found: no fault and no warning."


def test_the_list_says_what_a_copy_may_lack(tmp_path: Path) -> None:
    """Pictures, macros and formulas' values: the library behind the copy does not keep them all."""
    source = _faulty_book(tmp_path)
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")
        archive.writestr("xl/vbaProject.bin", b"x")
    text = str(_marked(source, tmp_path)[LIST]["A3"].value)
    assert "pictures, macros. Your own file is untouched" in text


def test_the_list_says_that_formulas_need_calculating(tmp_path: Path) -> None:
    """A copy holds formulas without values until a spreadsheet program has saved it."""
    source = write_book(world(), tmp_path / "mine.xlsx")
    book = openpyxl.load_workbook(source)
    book.create_sheet("sums")["A1"] = "=1+1"
    book.save(source)
    assert "open and save it in Excel or LibreOffice" in str(_marked(source, tmp_path)[LIST]["A3"].value)


@pytest.mark.parametrize("name", ["mine.xlsx", "MINE2.xlsx", "marked.csv"])
def test_the_source_itself_and_other_forms_are_refused(tmp_path: Path, name: str) -> None:
    """Under its own name, through a link, or as something that is no workbook."""
    source = _faulty_book(tmp_path)
    before = source.read_bytes()
    if name == "MINE2.xlsx":
        (tmp_path / name).hardlink_to(source)
    with pytest.raises(RequestError, match=r"is the dataset itself|does not end in \.xlsx"):
        mark_workbook(source, read_dataset(source), tmp_path / name)
    assert source.read_bytes() == before


def test_only_one_sheet_is_shown_as_chosen(tmp_path: Path) -> None:
    """Sheets chosen together are edited together: what is typed in one would land in the other."""
    book = _marked(_faulty_book(tmp_path), tmp_path)
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == [LIST]
