"""What the commands for small moves print."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from estates.console import OUT, say
from estates.domain.moves import Move
from estates.domain.plan import Placement
from estates.domain.wording import counted
from estates.planning import Replanned

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
        OUT.print(table)
    more = len(found.moves) - _MOST_ROWS
    told = f"All {len(found.moves):,} moves" if more > 0 else "Moves"
    say(f"{told}: {folder / 'moved.csv'}")


def _who(found: Replanned, move: Move) -> str:
    title = found.who(move)
    return f"{move.id}, {title}" if title else move.id


def _rows(rows: Sequence[Placement]) -> str:
    return escape("\n".join(f"{row.slot} {row.room_id}" for row in rows)) or "-"
