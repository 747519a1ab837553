"""What the commands for small moves print."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from estates.console import say, say_fallen, show_table
from estates.domain.fit import Seat
from estates.domain.moves import Move
from estates.domain.plan import Placement
from estates.domain.wording import a_supervisor, counted, listed, slot_in_words
from estates.domain.words import Sharing
from estates.planning import Fitted, Replanned

_MOST_ROWS = 30


def show_moves(found: Replanned, folder: Path) -> None:
    """Print how much stays as it was, and who moves, from where to where and why."""
    rows = len(found.earlier)
    share = f" ({found.kept / rows:.1%})" if rows else ""
    say(f"{found.kept:,} of {counted(rows, 'room session')} of the earlier plan stay as they were{share}.")
    if found.moves:
        table = Table("who", "had", "has now", "why", title="Who moves", title_justify="left")
        for move, why in found.moves[:_MOST_ROWS]:
            table.add_row(escape(_who(found, move)), _rows(move.left), _rows(move.taken), escape(why))
        show_table(table)
    more = len(found.moves) - _MOST_ROWS
    told = f"All {len(found.moves):,} moves" if more > 0 else "Moves"
    say(f"{told}: {folder / 'moved.csv'}")


def _who(found: Replanned, move: Move) -> str:
    title = found.who(move)
    return f"{move.id}, {title}" if title else move.id


def _rows(rows: Sequence[Placement]) -> str:
    return escape("\n".join(f"{row.slot} {row.room_id}" for row in rows)) or "-"


def show_options(found: Fitted, folder: Path | None) -> None:
    """Print the options for a post as a table, what each asks of others, and why there are no more."""
    role = found.dataset.role_by_id[found.post.role_id].title
    base = found.base.name
    say(f"{role}, {found.post.wte} WTE, based at {base}, wants {counted(found.wanted, 'room session')} a week.")
    say_fallen(found.fallen)
    if found.options:
        show_table(_options_table(found))
        say(_who_supervises(found))
    for option in found.options:
        for move in option.moves:
            say(f"Option {option.number}: {_what_moves(found, move)}")
    if found.unmet is not None:
        most = max((len(option.seats) for option in found.options), default=0)
        left = found.wanted - most
        say(
            f"{'No more' if most else 'No place'}: {counted(left, 'session')} without a room. {found.unmet.explanation}"
        )
        say(f"What might help: {found.unmet.remedy}")
    if _is_shut_out(found):
        say(
            f"Rooms at {found.base.name} are for the practice's own staff alone: if the post is its own, say "
            f"--practice {found.base.practice_code}."
        )
    if folder is not None:
        say(f"Tables{', and pins to put into the dataset' if found.options else ''}: {folder}")


def _is_shut_out(found: Fitted) -> bool:
    """Whether the post's own base shares with its practice alone, which the post is not told to be of."""
    base = found.base
    return base.share_with is Sharing.PRACTICE and found.post.practice_code != base.practice_code


def _options_table(found: Fitted) -> Table:
    table = Table("option", "when", "where", "room", "minutes one way")
    for option in found.options:
        said = f"{option.number}: {option.asks}, {len(option.seats)} of {found.wanted} sessions"
        for seat in option.seats:
            estimate = " (estimated)" if seat.estimated else ""
            table.add_row(
                escape(said),
                slot_in_words(seat.row.slot),
                escape(f"{seat.site}{estimate}"),
                escape(_room(seat)),
                f"{seat.minutes.normalize():f}{' (estimated)' if seat.minutes_estimated else ''}",
            )
            said = ""
        table.add_section()
    return table


def _who_supervises(found: Fitted) -> str:
    """Say who must be on site: the same for every session of a role, so no column of a table that must stay narrow."""
    kind = found.dataset.role_by_id[found.post.role_id].supervision
    if kind is None:
        return "No supervisor is needed."
    return f"Each is under {a_supervisor(kind)} who is on site then."


def _room(seat: Seat) -> str:
    return seat.room if seat.room == seat.row.room_id else f"{seat.room} ({seat.row.room_id})"


def _what_moves(found: Fitted, move: Move) -> str:
    title = found.dataset.who(move.kind, move.id)
    moved = [f"{_place(before)} to {_place(after)}" for before, after in zip(move.left, move.taken, strict=False)]
    lost = [_place(row) for row in move.left[len(moved) :]]
    parts = [*(["moves from " + listed(moved)] if moved else []), *([f"gives up {listed(lost)}"] if lost else [])]
    return f"{move.id}, {title}, {listed(parts)}."


def _place(row: Placement) -> str:
    return f"{slot_in_words(row.slot)} in {row.room_id}"
