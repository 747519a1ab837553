"""Positions of postcodes, looked up by code."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST_POSTCODE = 7


@dataclass(frozen=True, eq=False)
class Postcodes:
    """Positions of postcodes on the British National Grid, in whole metres.

    ``codes`` are capitals without spaces, in sorted order, with the positions beside them: 1.7 million postcodes take
    some 26 MB. Ended postcodes keep the position they had.
    """

    codes: NDArray[np.bytes_]
    eastings: NDArray[np.int32]
    northings: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.codes)

    def position(self, postcode: str) -> tuple[int, int] | None:
        """Return the easting and northing of a postcode in metres, or ``None`` where the file does not place it.

        Spaces and case do not matter.
        """
        code = plain(postcode)
        if len(code) > LONGEST_POSTCODE or not len(self.codes):
            return None
        place = int(np.searchsorted(self.codes, code))
        if place == len(self.codes) or self.codes[place] != code:
            return None
        return int(self.eastings[place]), int(self.northings[place])


def plain(postcode: str) -> bytes:
    """Return a postcode in capitals without spaces."""
    return "".join(postcode.split()).upper().encode("ascii", errors="replace")
