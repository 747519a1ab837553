"""The practices of an area: their list, PCN, name and postcode, each from the newest file that tells."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from estates.domain.errors import RequestError
from geodata.national.epcn import Membership
from geodata.national.epraccur import STATUS_WORDS, Organisation
from geodata.national.list_sizes import ListSize
from geodata.national.loading import NationalFiles
from geodata.national.practice_tables import PracticeExtras
from geodata.national.source import Source
from geodata.starter.facts import Conflict, Fact, LeftOut, Notes, in_title_case, newest_first, settle

Told = tuple[str, str, Source]
"""A code, what a file tells of it, and the file."""


@dataclass(frozen=True, kw_only=True)
class AreaPractice:
    """A practice of the area with a list and a PCN. ``extras`` is what a joined table tells of it, if any."""

    code: str
    name: str
    pcn_code: str
    list_size: int
    postcode: str
    extras: PracticeExtras | None = None


def find_practices(files: NationalFiles, sub_icbs: Collection[str]) -> tuple[tuple[AreaPractice, ...], Notes]:
    """Return the practices of sub-ICBs, and what the page has to say about them.

    They are those of the newest list sizes of each sub-ICB, unless a newer ``epraccur`` has them closed. Their PCN is
    that of the newest file that names them; a practice without one is left out and said so.
    """
    lists, list_notes = _lists(files, sub_icbs)
    lists, closed_notes = _without_closed(files.organisations, lists)
    places, place_notes = _places(files.memberships, lists)
    practices, name_notes = _practices(files, lists, places)
    return practices, list_notes + closed_notes + place_notes + name_notes


def pcn_names(files: NationalFiles, codes: Collection[str]) -> tuple[dict[str, str], Notes]:
    """Return the names of PCNs by code, each from the newest file that names it."""
    told: list[Told] = [(row.pcn_code, row.pcn_name, row.source) for row in files.memberships]
    told += [(row.pcn_code, row.pcn_name, row.source) for row in files.pcn_staff]
    told += [(row.pcn_code, row.name, row.source) for row in files.pcn_details]
    chosen, conflicts = settle(_facts("name of the PCN", told, codes))
    names = {code: in_title_case(chosen[code].value) if code in chosen else code for code in sorted(codes)}
    return names, Notes(conflicts=conflicts)


def _facts(about: str, told: Iterable[Told], codes: Collection[str]) -> list[Fact]:
    return [Fact(about=about, code=code, value=value, source=source) for code, value, source in told if code in codes]


def _lists(files: NationalFiles, sub_icbs: Collection[str]) -> tuple[dict[str, ListSize], Notes]:
    rows = [row for row in files.list_sizes if row.sub_icb_code in sub_icbs]
    if not rows:
        raise RequestError(
            f"No list sizes of {', '.join(sorted(sub_icbs))} are in the files given. Add gp-reg-pat-prac-all.csv "
            "(Patients Registered at a GP Practice)."
        )
    newest: dict[str, str] = defaultdict(str)
    for row in rows:
        newest[row.sub_icb_code] = max(newest[row.sub_icb_code], row.source.dated)
    current = [row for row in rows if row.source.dated == newest[row.sub_icb_code]]
    lists = {row.practice_code: row for row in reversed(current)}
    facts = (Fact(about="list size", code=r.practice_code, value=str(r.patients), source=r.source) for r in rows)
    gone = sorted({row.practice_code for row in rows} - lists.keys())
    why = "in an older list, not in the newest: it has closed or merged"
    left_out = tuple(LeftOut(what="practice", code=code, name="", why=why) for code in gone)
    return lists, Notes(conflicts=tuple(each for each in settle(facts)[1] if each.code in lists), left_out=left_out)


def _without_closed(
    organisations: Iterable[Organisation], lists: Mapping[str, ListSize]
) -> tuple[dict[str, ListSize], Notes]:
    """Leave out listed practices that a newer ``epraccur`` has closed; an older one is a conflict the list wins."""
    kept = dict(lists)
    conflicts, left_out = [], []
    for row in newest_first(organisations, lambda each: each.source):
        if row.code not in kept or row.is_open:
            continue
        if row.source.dated > kept[row.code].source.dated:
            name = in_title_case(row.name)
            left_out.append(LeftOut(what="practice", code=row.code, name=name, why=f"{row.source.name}: {status(row)}"))
            del kept[row.code]
        else:
            conflicts.append(_still_listed(row, kept[row.code]))
    return kept, Notes(conflicts=tuple(conflicts), left_out=tuple(left_out))


def _still_listed(row: Organisation, listed: ListSize) -> Conflict:
    return Conflict(
        about="status of the practice",
        code=row.code,
        used=f"has {listed.patients} patients",
        used_from=listed.source,
        other=status(row),
        other_from=row.source,
    )


def status(row: Organisation) -> str:
    """Return the status of an organisation in words, with the day it closed."""
    word = STATUS_WORDS.get(row.status, row.status)
    return f"{word} since {row.closed}" if row.closed else word


def _places(memberships: Iterable[Membership], lists: Mapping[str, ListSize]) -> tuple[dict[str, str], Notes]:
    """Return the PCN of each listed practice, as the newest file that names the practice has it."""
    by_source: dict[tuple[str, Source], list[Membership]] = defaultdict(list)
    for row in memberships:
        if row.practice_code in lists:
            by_source[row.practice_code, row.source].append(row)
    facts = [_place(code, source, rows) for (code, source), rows in by_source.items()]
    chosen, conflicts = settle(facts)
    ended = {code for code, fact in chosen.items() if fact.value == _ENDED}
    missing = sorted(ended | (lists.keys() - chosen.keys()))
    left_out = tuple(
        LeftOut(what="practice", code=code, name="", why=f"no PCN in any file (list of {lists[code].patients})")
        for code in missing
    )
    places = {code: fact.value for code, fact in chosen.items() if code not in ended}
    return places, Notes(conflicts=conflicts, left_out=left_out)


_ENDED = "none: its membership has ended"


def _place(code: str, source: Source, rows: Iterable[Membership]) -> Fact:
    active = sorted((row for row in rows if row.is_active), key=lambda row: row.started)
    return Fact(about="PCN", code=code, value=active[-1].pcn_code if active else _ENDED, source=source)


def _practices(
    files: NationalFiles, lists: Mapping[str, ListSize], places: Mapping[str, str]
) -> tuple[tuple[AreaPractice, ...], Notes]:
    names, name_conflicts = settle(_facts("name of the practice", _names(files), places))
    postcodes, postcode_conflicts = settle(_facts("postcode of the practice", _postcodes(files), places))
    extras = {row.practice_code: row for row in reversed(newest_first(files.extras, lambda each: each.source))}
    practices = tuple(
        AreaPractice(
            code=code,
            name=in_title_case(names[code].value) if code in names else code,
            pcn_code=pcn_code,
            list_size=lists[code].patients,
            postcode=postcodes[code].value if code in postcodes else "",
            extras=extras.get(code),
        )
        for code, pcn_code in sorted(places.items())
    )
    return practices, Notes(conflicts=name_conflicts + postcode_conflicts)


def _names(files: NationalFiles) -> list[Told]:
    told = [(row.practice_code, row.practice_name, row.source) for row in files.memberships]
    return told + [(row.code, row.name, row.source) for row in files.organisations]


def _postcodes(files: NationalFiles) -> list[Told]:
    told = [(row.practice_code, row.postcode, row.source) for row in files.list_sizes]
    told += [(row.practice_code, row.postcode, row.source) for row in files.memberships]
    return told + [(row.code, row.postcode, row.source) for row in files.organisations]
