"""Who gets which room in one slot: a matching that seats everybody wherever Hall's condition holds."""

from collections.abc import Mapping, Sequence


class Matching:
    """Seats askers one by one, moving those seated before where that makes room (augmenting paths, Kuhn 1955)."""

    def __init__(self, places: Mapping[str, int]) -> None:
        """Start with empty rooms of the places given."""
        self._places = places
        self._wishes: dict[int, Sequence[str]] = {}
        self._inside: dict[str, list[int]] = {room: [] for room in places}

    def seat(self, asker: int, wishes: Sequence[str]) -> None:
        """Seat one more asker in one of the rooms it may have, a free one first, in the order of its wishes.

        Raises ``ValueError`` where not everybody can be seated.
        """
        self._wishes[asker] = wishes
        if not self._find(asker, set()):
            raise ValueError("more sessions than suitable rooms in one slot")

    def seats(self) -> dict[int, str]:
        """Return the room of every asker."""
        return {asker: room for room, askers in self._inside.items() for asker in askers}

    def _find(self, asker: int, tried: set[str]) -> bool:
        for room in sorted(self._wishes[asker], key=self._is_full):
            if room not in tried:
                tried.add(room)
                if not self._is_full(room) or self._makes_way(room, tried):
                    self._inside[room].append(asker)
                    return True
        return False

    def _makes_way(self, room: str, tried: set[str]) -> bool:
        for sitter in tuple(self._inside[room]):
            if self._find(sitter, tried):
                self._inside[room].remove(sitter)
                return True
        return False

    def _is_full(self, room: str) -> bool:
        return len(self._inside[room]) >= self._places[room]
