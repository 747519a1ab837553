"""What the page about a first dataset tells, as tables."""

from decimal import Decimal

from estates.domain.room_formula import BUSINESS_CASE, TODAY_ALL, TODAY_FACE_TO_FACE, RoomFormula
from geodata.dataset_files import Row
from geodata.national.source import FileKind, source_of
from geodata.starter.report import StarterReport


def about_tables(report: StarterReport) -> dict[str, list[Row]]:
    """Return the tables of the page by name, each as rows of text."""
    return {
        "sources": sources(report),
        "room_formula": room_formula(report),
        "over_full_practices": over_full(report),
        "practice_rooms": practice_rooms(report),
        "staff_without_role": staff_without_role(report),
        "unknown": [{"unknown": text} for text in report.notes.unknown],
        "conflicts": conflicts(report),
        "left_out": left_out(report),
    }


def sources(report: StarterReport) -> list[Row]:
    """Return which file gave what, and its date."""
    rows: list[Row] = [
        {
            "file": source.name,
            "gave": source.kind.value,
            "date": source.dated or "unknown",
            "date_known_by": source.dated_by,
            "rows_read": str(rows),
        }
        for source, rows in report.sources
    ]
    rows += [_postcode_file(name) for name in report.postcode_files]
    not_used = {"gave": "nothing: not a file that a dataset is made from", "date": "", "date_known_by": ""}
    return [*rows, *({"file": name, **not_used, "rows_read": ""} for name in report.files_not_used)]


def _postcode_file(name: str) -> Row:
    source = source_of(name, FileKind.POSTCODES)
    return {
        "file": name,
        "gave": source.kind.value,
        "date": source.dated or "unknown",
        "date_known_by": source.dated_by,
        "rows_read": "",
    }


def room_formula(report: StarterReport) -> list[Row]:
    """Return the room formula in its versions: its figures, rooms per 10,000 patients and rooms for the area."""
    patients = report.counts.patients
    named = [("used for this dataset", report.settings.formula)]
    if report.settings.formula != BUSINESS_CASE:
        named.append(("business cases", BUSINESS_CASE))
    named += [
        ("today's activity, face to face alone, core hours", TODAY_FACE_TO_FACE),
        ("today's activity, remote work holds a room too, core hours", TODAY_ALL),
    ]
    return [_formula_row(name, formula, patients) for name, formula in named]


def _formula_row(name: str, formula: RoomFormula, patients: int) -> Row:
    return {
        "version": name,
        "contacts_per_patient_and_year": str(formula.contacts_per_patient),
        "share_in_a_consulting_room": _percent(formula.consult_share),
        "minutes_each": str(formula.consult_minutes),
        "share_in_a_treatment_room": _percent(formula.treatment_share),
        "treatment_minutes_each": str(formula.treatment_minutes),
        "weeks_per_year": str(formula.weeks_per_year),
        "hours_per_week": str(formula.hours_per_week),
        "utilisation": _percent(formula.utilisation),
        "consulting_rooms_per_10000": f"{formula.consult_rooms(10_000):.1f}",
        "treatment_rooms_per_10000": f"{formula.treatment_rooms(10_000):.1f}",
        "consulting_rooms_here": f"{formula.consult_rooms(patients):.0f}",
        "treatment_rooms_here": f"{formula.treatment_rooms(patients):.0f}",
    }


def over_full(report: StarterReport) -> list[Row]:
    """Return the practices whose own sessions exceed their estimated rooms."""
    return [
        {
            "practice_code": each.practice.code,
            "name": each.practice.name,
            "own_room_sessions_a_week": str(each.own.gp + each.own.nurse + each.own.direct_care) if each.own else "",
            "core_half_days_in_its_rooms": str(sum(group.cells for group in each.groups)),
            "over_full_sessions": str(each.over_full),
        }
        for each in report.over_full
    ]


def practice_rooms(report: StarterReport) -> list[Row]:
    """Return the estimated rooms of each practice and where its use comes from."""
    return [
        {
            "practice_code": each.practice.code,
            "name": each.practice.name,
            "list_size": str(each.practice.list_size),
            "rooms": str(sum(group.rooms for group in each.groups)),
            "core_half_days": str(sum(group.cells for group in each.groups)),
            "in_use": str(sum(group.in_use for group in each.groups)),
            "use_from": "its own staff" if each.own else "the formula's utilisation: no complete workforce figures",
        }
        for each in report.rooms
    ]


def staff_without_role(report: StarterReport) -> list[Row]:
    """Return the PCN staff that no role of the catalogue fits."""
    return [
        {
            "pcn_code": staff.pcn_code,
            "staff_group": staff.group,
            "staff_role": staff.role,
            "detailed_staff_role": staff.detailed_role,
            "fte": str(staff.fte),
        }
        for staff in report.workforce.unmatched
    ]


def conflicts(report: StarterReport) -> list[Row]:
    """Return what two files tell differently; the newer one is used."""
    return [
        {
            "about": each.about,
            "code": each.code,
            "used": each.used,
            "used_from": f"{each.used_from.name} ({each.used_from.dated or 'undated'})",
            "not_used": each.other,
            "not_used_from": f"{each.other_from.name} ({each.other_from.dated or 'undated'})",
        }
        for each in report.notes.conflicts
    ]


def left_out(report: StarterReport) -> list[Row]:
    """Return what the files hold and the dataset does not, and why."""
    return [
        {"what": each.what, "code": each.code, "name": each.name, "why": each.why} for each in report.notes.left_out
    ]


def _percent(share: Decimal) -> str:
    return f"{100 * share:.0f} %"
