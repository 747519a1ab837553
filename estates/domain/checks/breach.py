"""A broken rule, said in plain words."""

from dataclasses import dataclass

from estates.domain.slots import Slot


@dataclass(frozen=True)
class Breach:
    """One way in which a plan breaks a rule.

    ``rule`` is ``R1`` to ``R12``, ``plan`` where a row names what the dataset does not have, ``proof`` where the
    proof is wrong, or the name of an output table. ``id`` names the post, programme, room, site or goal that is meant;
    ``posts`` those that take part, where they are not all that are there.
    """

    rule: str
    sentence: str
    id: str
    slot: Slot | None = None
    posts: tuple[str, ...] = ()
