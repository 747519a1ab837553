"""Everything that the user's national files hold, whichever of them there are."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from estates.domain.errors import RequestError
from geodata.national.boundaries import Outline, read_boundaries
from geodata.national.branches import Branch, read_branches
from geodata.national.epcn import Membership, PcnDetails, read_details, read_partners
from geodata.national.epraccur import Organisation, read_epraccur
from geodata.national.gp_workforce import PracticeStaff, read_gp_workforce
from geodata.national.list_sizes import ListSize, read_list_sizes, read_practice_map
from geodata.national.nhs_sites import NhsSite, read_nhs_sites
from geodata.national.pcn_workforce import PcnStaff, read_pcn_workforce
from geodata.national.practice_tables import PracticeExtras, read_practice_table
from geodata.national.raw import TEXT_SUFFIXES, RawTable, raw_tables
from geodata.national.small_areas import SmallArea, read_small_areas
from geodata.national.sniff import kind_of, without_heading_row
from geodata.national.source import FileKind, Source

READABLE = frozenset({*TEXT_SUFFIXES, ".xlsx", ".zip", ".geojson", ".json"})


@dataclass(frozen=True, kw_only=True)
class NationalFiles:
    """The rows of every national file given, each with its source, and the files that are none.

    ``patient_tables`` (patients by small area) are long: they are kept as tables and read for the practices wanted.
    ``postcode_files`` are left to the reader of postcodes.
    """

    organisations: tuple[Organisation, ...] = ()
    memberships: tuple[Membership, ...] = ()
    pcn_details: tuple[PcnDetails, ...] = ()
    list_sizes: tuple[ListSize, ...] = ()
    extras: tuple[PracticeExtras, ...] = ()
    branches: tuple[Branch, ...] = ()
    nhs_sites: tuple[NhsSite, ...] = ()
    pcn_staff: tuple[PcnStaff, ...] = ()
    practice_staff: tuple[PracticeStaff, ...] = ()
    small_areas: tuple[SmallArea, ...] = ()
    outlines: tuple[Outline, ...] = ()
    patient_tables: tuple[RawTable, ...] = ()
    postcode_files: tuple[Path, ...] = ()
    not_used: tuple[str, ...] = field(default=())

    def __add__(self, other: "NationalFiles") -> "NationalFiles":
        """Join the rows of two lots of files."""
        return NationalFiles(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )

    @property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """Every source that gave rows, with how many it gave, in the order the files were given."""
        counts: dict[Source, int] = {}
        for each in fields(self):
            rows: Sequence[Any] = getattr(self, each.name)
            for source, number in Counter(row.source for row in rows if hasattr(row, "source")).items():
                # A joined table gives each of its rows to several lots.
                counts[source] = max(counts.get(source, 0), number)
        return tuple(counts.items())


def load_national(paths: Sequence[Path]) -> NationalFiles:
    """Read all national files among the paths; folders are searched, other files are named in ``not_used``.

    Raises
    ------
    RequestError
        Where a path is missing, a file is damaged, or none of them is a national file that is known.
    """
    found = sum((_load(path) for path in _files(paths)), NationalFiles())
    if found == NationalFiles(not_used=found.not_used):
        raise RequestError(
            "None of the files is a national file that a dataset can be made from. Give, for instance, epraccur.csv, "
            "ePCN.xlsx and gp-reg-pat-prac-all.csv as published."
        )
    return found


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    if not paths:
        raise RequestError("No national files were given: name the files, or a folder that holds them.")
    for path in paths:
        if path.is_dir():
            inside = (each for each in sorted(path.rglob("*")) if each.suffix.casefold() in READABLE)
            yield from (each for each in inside if each.is_file() and not each.name.startswith((".", "~$")))
        elif path.exists():
            yield path
        else:
            raise RequestError(f"{path} is not there.")


def _load(path: Path) -> NationalFiles:
    if path.suffix.casefold() in {".geojson", ".json"}:
        outlines = read_boundaries(path)
        return NationalFiles(outlines=outlines, not_used=() if outlines else (path.name,))
    tables = [(table, kind_of(table)) for table in map(without_heading_row, raw_tables(path))]
    if any(kind is FileKind.POSTCODES for _, kind in tables):
        return NationalFiles(postcode_files=(path,))
    found = sum((READERS[kind](table) for table, kind in tables if kind), NationalFiles())
    if not any(kind for _, kind in tables):
        return replace(found, not_used=(path.name,))
    return found


def _practice_table(table: RawTable) -> NationalFiles:
    joined = read_practice_table(table)
    return NationalFiles(
        memberships=joined.memberships,
        list_sizes=joined.list_sizes,
        extras=joined.extras,
        practice_staff=joined.staff,
    )


READERS: dict[FileKind, Callable[[RawTable], NationalFiles]] = {
    FileKind.PRACTICES: lambda table: NationalFiles(organisations=read_epraccur(table)),
    FileKind.PCN_PARTNERS: lambda table: NationalFiles(memberships=read_partners(table)),
    FileKind.PCN_DETAILS: lambda table: NationalFiles(pcn_details=read_details(table)),
    FileKind.LIST_SIZES: lambda table: NationalFiles(list_sizes=read_list_sizes(table)),
    FileKind.PRACTICE_MAP: lambda table: NationalFiles(memberships=read_practice_map(table)),
    FileKind.PRACTICE_TABLE: _practice_table,
    FileKind.PATIENTS_BY_AREA: lambda table: NationalFiles(patient_tables=(table,)),
    FileKind.BRANCHES: lambda table: NationalFiles(branches=read_branches(table)),
    FileKind.NHS_SITES: lambda table: NationalFiles(nhs_sites=read_nhs_sites(table)),
    FileKind.PCN_WORKFORCE: lambda table: NationalFiles(pcn_staff=read_pcn_workforce(table)),
    FileKind.GP_WORKFORCE: lambda table: NationalFiles(practice_staff=read_gp_workforce(table)),
    FileKind.SMALL_AREAS: lambda table: NationalFiles(small_areas=read_small_areas(table)),
}
"""How each kind of national file is read."""
