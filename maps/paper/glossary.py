"""The paper's words, for a reader who does not work with rooms every day."""

from maps.paper.blocks import Column, Table

_WORDS = (
    ("ARRS", "Additional Roles Reimbursement Scheme: pays for staff whom PCNs employ beside their practices' own."),
    ("Bound", "What no plan can better, proved; the gap is how far the plan found may be from the best."),
    ("Core hours", "Weekday mornings and afternoons, 08:00-18:30. Evenings and Saturdays are enhanced access."),
    ("Half-day, session", "One person, or one room of a programme, in one room for a morning, afternoon or evening."),
    ("Hub", "A site that belongs to no practice and serves several, such as a winter respiratory hub."),
    ("PCN", "Primary care network: practices that work together, and the staff whom they share."),
    ("Placed, unmet", "Placed sessions have a room in the plan; unmet ones are wanted and have none: the shortfall."),
    (
        "Post",
        "One funded person, or a vacancy, who needs rooms: ARRS staff, trainees, practice staff without their own.",
    ),
    ("Programme", "Work at scale for several PCNs that takes a number of rooms together."),
    ("Remedy", "A change that lets more sessions be placed; its gain is proved by a plan with it, so it is a floor."),
    ("Rooms short", "Unmet sessions ÷ the half-days that one more room gives."),
    ("WTE", "Whole-time equivalent: one person's full working week."),
)


def glossary() -> Table:
    """Return what the paper's words mean."""
    return Table(caption="Words of this paper", columns=(Column("Word", 1), Column("Meaning", 5)), rows=_WORDS)
