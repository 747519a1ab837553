"""For whom a remedy is, and who gains by it: those it is for need not be all who do."""

import re
from collections.abc import Sequence

from estates.domain.dataset import Dataset
from estates.domain.remedies import Remedy
from estates.domain.wording import listed
from maps.paper.wording import name

_MOST_PCNS = 2


def told_by_role(dataset: Dataset, remedy: Remedy) -> str:
    """Return a remedy in words with the role and base of each post that it asks, in place of its code."""
    asked = {code for change in remedy.changes for code in getattr(change, "post_ids", ())}
    posts = [dataset.post_by_id[code] for code in sorted(asked, key=lambda code: (-len(code), code))]
    told = remedy.told
    for post in posts:
        words = f"a post of {_in_a_sentence(dataset.role_by_id[post.role_id].title)}"
        place = f"at {name(dataset.site_by_id[post.base_site].name)}"
        told = f"{words} {place}".join(re.split(rf"(?<![\w-]){re.escape(post.post_id)}(?![\w-])", told))
    return told


def who_gains(dataset: Dataset, remedy: Remedy, known: Sequence[Remedy]) -> str:
    """Return for whom a remedy is, with what each of them gains and what others do where it is not all theirs.

    ``known`` are the remedies of all levels: those of one post, programme or PCN say what it gains of the same change.
    """
    own = {(row.level, row.code): row.gain.own for row in known if _is_same(row, remedy)}
    if len(remedy.ids) == 1:
        (holder,) = remedy.ids
        level = "post" if holder in dataset.post_by_id else "programme"
        return _shared_out([(_holder(dataset, remedy, holder), own.get((level, holder)))], remedy.gain.sessions)
    codes = _pcns(dataset, remedy.ids)
    names = [(_pcn(dataset, code), own.get(("pcn", code))) for code in codes]
    if len(names) > _MOST_PCNS:
        return listed([said for said, _ in names], at_most=_MOST_PCNS)
    return _shared_out(names, remedy.gain.sessions)


def _is_same(row: Remedy, remedy: Remedy) -> bool:
    """Whether a remedy of another level is the same change, found to gain as much."""
    return row.changes == remedy.changes and row.gain.sessions == remedy.gain.sessions


def _shared_out(gains: Sequence[tuple[str, int | None]], sessions: int) -> str:
    known = [own for _, own in gains if own is not None]
    rest = sessions - sum(known)
    if len(known) < len(gains) or (len(gains) == 1 and not rest):
        return listed([who for who, _ in gains])
    said = [f"{who}: {own:,}" for who, own in zip((who for who, _ in gains), known, strict=True)]
    return "; ".join([*said, *([f"others: {rest:,}".replace("-", "−")] if rest else [])])


def _holder(dataset: Dataset, remedy: Remedy, holder: str) -> str:
    """Return a programme's PCNs, or a post's PCN with its role, unless the remedy's words have it already."""
    said = listed([_pcn(dataset, code) for code in _pcns(dataset, remedy.ids)], at_most=_MOST_PCNS)
    post = dataset.post_by_id.get(holder)
    if post is None or told_by_role(dataset, remedy) != remedy.told:
        return said
    return f"{name(dataset.role_by_id[post.role_id].title)}, {said}"


def _pcns(dataset: Dataset, ids: Sequence[str]) -> list[str]:
    codes: dict[str, None] = {}
    for key in ids:
        post = dataset.post_by_id.get(key)
        for code in (post.pcn_code,) if post else dataset.programme_by_id[key].pcn_codes:
            codes.setdefault(code)
    return list(codes)


def _pcn(dataset: Dataset, code: str) -> str:
    return name(dataset.pcn_by_code[code].name if code in dataset.pcn_by_code else code)


def _in_a_sentence(title: str) -> str:
    """Return a role's title as it stands within a sentence: short forms such as GP keep their capitals."""
    said = name(title)
    return said[0].lower() + said[1:] if said[1:2].islower() else said
