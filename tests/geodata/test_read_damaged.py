"""Files damaged in every way we could think of, and in some we could not: words, never a traceback."""

import io
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from estates.domain.reading import Reading
from geodata.reading.read import read_dataset
from tests.geodata.worlds import world, write_book, write_folder, write_geopackage, write_layers

JUNK = (
    *(
        "",
        "x",
        "NA",
        "1E5",
        "-1",
        "9" * 400,
        "=1+1",
        "é",
        "F;U",
        "S001;S001",
        ";",
        ":",
        ">",
        "@",
        "*@MON_AM",
        "2025/26",
    ),
    *("nan", "inf", "1e999", "٣", "½", "\u200b", "🙂", "A;B>C", "S001>", "0x10", "1_000", "--5", "∞", "'", "''", "\t="),
)
SPLINTERS = (b'"', b",", b"\n", b"\r", b";", b"\xff\xfe", b"\x00", b"'", b"{", b"1e999", b"[]", b"null", b"\x85")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the world in all three forms."""
    folder = tmp_path_factory.mktemp("sound")
    write_layers(write_folder(world(), folder / "csv"))
    write_book(world(), folder / "book.xlsx")
    write_geopackage(world(), folder / "area.gpkg")
    return folder


def read_or_refuse(path: Path) -> Reading | None:
    """Read a dataset; the only exception allowed is a sentence for the user."""
    try:
        reading = read_dataset(path)
    except RequestError:
        return None
    told = [*reading.faults, *reading.warnings]
    assert len(told) == len(set(told))
    assert all(fault.sentence() for fault in told)
    return reading


def scrambled(content: bytes, chance: random.Random) -> bytes:
    """Change, cut out, put in or cut off a few bytes."""
    damaged = bytearray(content)
    for _ in range(chance.choice([1, 3, 30])):
        place = chance.randrange(len(damaged) + 1)
        match chance.randrange(5):
            case 0 | 1:
                damaged[place : place + 1] = chance.randbytes(1)
            case 2:
                del damaged[place : place + chance.randrange(1, 40)]
            case 3:
                damaged[place:place] = chance.choice(SPLINTERS)
            case _ if chance.random() < 0.2:
                del damaged[place:]
    return bytes(damaged)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_csv_files_and_layers_are_told_in_words(sound: Path, tmp_path: Path, seed: int) -> None:
    """Bytes changed, lost and added anywhere."""
    chance = random.Random(seed)
    folder = Path(shutil.copytree(sound / "csv", tmp_path / "data"))
    file = chance.choice(sorted(folder.iterdir()))
    file.write_bytes(scrambled(file.read_bytes(), chance))
    read_or_refuse(folder)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_workbooks_are_told_in_words(sound: Path, tmp_path: Path, seed: int) -> None:
    """Letters changed inside one of its parts, or the part lost."""
    chance = random.Random(seed)
    damaged = io.BytesIO()
    with zipfile.ZipFile(sound / "book.xlsx") as whole, zipfile.ZipFile(damaged, "w") as archive:
        victim = chance.choice(whole.namelist())
        for name in whole.namelist():
            if name != victim:
                archive.writestr(name, whole.read(name))
            elif chance.random() < 0.8:
                archive.writestr(name, scrambled(whole.read(name), chance))
    (tmp_path / "book.xlsx").write_bytes(damaged.getvalue())
    read_or_refuse(tmp_path / "book.xlsx")


@pytest.mark.parametrize("seed", range(30))
def test_damaged_geopackages_are_told_in_words(sound: Path, tmp_path: Path, seed: int) -> None:
    """Bytes changed anywhere in the database."""
    chance = random.Random(seed)
    content = bytearray((sound / "area.gpkg").read_bytes())
    for _ in range(chance.choice([1, 20, 300])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    (tmp_path / "area.gpkg").write_bytes(content)
    read_or_refuse(tmp_path / "area.gpkg")


@pytest.mark.parametrize("seed", range(100))
def test_whatever_stands_in_a_cell_every_row_is_accounted_for(tmp_path: Path, seed: int) -> None:
    """Used and rejected add up to the rows written; a rejected row has a fault, and no fault leaves its row used."""
    chance = random.Random(seed)
    tables = world()
    for rows in tables.values():
        rows.extend(dict(row) for row in list(rows) if chance.random() < 0.2)
    for _ in range(chance.choice([1, 3, 10])):
        row = chance.choice(tables[chance.choice(list(tables))])
        row[chance.choice(list(row))] = chance.choice(JUNK)
    reading = read_or_refuse(write_folder(tables, tmp_path))
    assert reading is not None
    for name, rows in tables.items():
        written = sum(any(text.strip("\u200b \t") for text in row.values()) for row in rows)
        counts = reading.rows[name]
        faulty = {fault.row for fault in reading.faults if fault.table == name}
        assert counts.used + counts.rejected == written
        assert counts.rejected == len(faulty)
        assert counts.warned <= counts.used
