"""The room formula: how many rooms a list of patients needs."""

from dataclasses import dataclass
from decimal import Decimal

from estates.domain.slots import CORE_SLOTS


@dataclass(frozen=True, kw_only=True)
class RoomFormula:
    """Rooms = contact hours a week / (hours open x utilisation), as general practice business cases reckon them.

    ``contacts_per_patient`` is a year's; ``consult_share`` of the contacts take ``consult_minutes`` in a
    consulting/examination room and ``treatment_share`` take ``treatment_minutes`` in a treatment room.
    Source: the calculator of HBN 11-01 as recalled (list x 5.26 contacts a year, 50 weeks, 15 minutes, 60 hours,
    60 %; treatment 20 % x 20 minutes): 10,000 patients need 7.3 consulting/examination and 1.9 treatment rooms.
    """

    contacts_per_patient: Decimal = Decimal("5.26")
    weeks_per_year: Decimal = Decimal(50)
    hours_per_week: Decimal = Decimal(60)
    utilisation: Decimal = Decimal("0.6")
    consult_share: Decimal = Decimal(1)
    consult_minutes: Decimal = Decimal(15)
    treatment_share: Decimal = Decimal("0.2")
    treatment_minutes: Decimal = Decimal(20)

    def consult_rooms(self, patients: int) -> Decimal:
        """Return the consulting/examination rooms that a list needs, not rounded."""
        return self._rooms(patients, self.consult_share * self.consult_minutes)

    def treatment_rooms(self, patients: int) -> Decimal:
        """Return the treatment rooms that a list needs, not rounded."""
        return self._rooms(patients, self.treatment_share * self.treatment_minutes)

    def sessions(self, rooms: Decimal) -> Decimal:
        """Return the core half-days a week that so many rooms have, not rounded: ten for each room."""
        return rooms * len(CORE_SLOTS)

    def _rooms(self, patients: int, minutes_per_contact: Decimal) -> Decimal:
        hours = patients * self.contacts_per_patient * minutes_per_contact / 60 / self.weeks_per_year
        return hours / (self.hours_per_week * self.utilisation)


BUSINESS_CASE = RoomFormula()
"""The version of general practice business cases: the rooms of a starter dataset."""

TODAY_FACE_TO_FACE = RoomFormula(
    contacts_per_patient=Decimal("5.8"), hours_per_week=Decimal("52.5"), consult_share=Decimal("0.67")
)
"""Today's activity (5.8 contacts a patient in 2024, 67 % of them face to face) in core hours alone."""

TODAY_ALL = RoomFormula(contacts_per_patient=Decimal("5.8"), hours_per_week=Decimal("52.5"))
"""Today's activity in core hours, where telephone and online work holds a room too."""
