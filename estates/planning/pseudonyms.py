"""Plans whose posts stand under pseudonyms: making them, and knowing the posts again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.errors import Fault, RequestError
from estates.domain.plan import Plan, in_order
from estates.domain.pseudonyms import placements_renamed, pseudonyms_of, with_posts_renamed
from estates.domain.shortfall import UnmetRow
from estates.domain.words import PlacementKind
from geodata.plan.pseudonym_key import read_key

MARK = "pseudonyms"
"""The entry of ``proof.json`` that says that posts stand under pseudonyms."""
_TABLES_WITH_POSTS = frozenset({"posts", "pins"})


def under_pseudonyms(dataset: Dataset, plan: Plan) -> tuple[Dataset, Plan, dict[str, str]]:
    """Return a dataset and its plan with posts under pseudonyms, and the pseudonyms by ``post_id``."""
    names = pseudonyms_of(dataset)
    renamed = replace(plan, placements=in_order(placements_renamed(plan.placements, names)))
    return with_posts_renamed(dataset, names), renamed, names


def faults_withheld(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return faults that name no post: of rows of posts and pins only the place is told."""
    return tuple(_withheld(fault) if fault.table in _TABLES_WITH_POSTS else fault for fault in faults)


def _withheld(fault: Fault) -> Fault:
    return Fault(
        table=fault.table,
        problem="withheld, since this plan goes under pseudonyms",
        to_do="Whoever holds the dataset sees it with `estates check`.",
        row=fault.row,
        column=fault.column,
        rule=fault.rule,
        hangs=fault.hangs,
        severity=fault.severity,
    )


def posts_known_again(
    proof: Mapping[str, Any] | None, dataset: Dataset, *, key: Path | None, same_input: bool
) -> dict[str, str]:
    """Return the ``post_id`` by pseudonym of a plan folder; nothing where its posts stand under their own ids.

    With a key the key counts. Without one the pseudonyms are worked out again from the dataset, which gives the same
    ones only where it is the same.

    Parameters
    ----------
    proof
        The folder's proof, which says whether posts stand under pseudonyms.
    dataset
        The dataset that the plan is held against.
    key
        The key file, if the user gives one.
    same_input
        Whether the dataset's files are those that the plan was made from.

    Raises
    ------
    RequestError
        Where there is no key, and the dataset is not that of the plan.
    """
    if key is not None:
        return read_key(key)
    if proof is None or not proof.get(MARK):
        return {}
    if not same_input:
        raise RequestError(
            "The posts of this plan stand under pseudonyms, and it was made from other input files than these, so who "
            "is who cannot be told: give its key with --pseudonym-key."
        )
    return {pseudonym: post_id for post_id, pseudonym in pseudonyms_of(dataset).items()}


def rows_under_post_ids(rows: Iterable[Mapping[str, str]], posts: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    """Return the rows of ``unmet.csv`` with each post under its own id; programmes stay."""
    return tuple(
        {**row, "id": posts.get(row.get("id", ""), row.get("id", ""))} if _is_of_a_post(row) else dict(row)
        for row in rows
    )


def unmet_under_post_ids(rows: Iterable[UnmetRow], dataset: Dataset) -> tuple[UnmetRow, ...]:
    """Return rows whose posts stand under pseudonyms, with the ids that the dataset's own numbers give them.

    A post whose PCN or practice is not the row's is another one, as when posts were added in the midst of the table:
    the row then names nobody.
    """
    posts = {name: dataset.post_by_id[post_id] for post_id, name in pseudonyms_of(dataset).items()}

    def known(row: UnmetRow) -> str:
        post = posts.get(row.id)
        if post is None or (post.pcn_code, post.practice_code) != (row.pcn_code, row.practice_code):
            return ""
        return post.post_id

    return tuple(_unmet_named(row, known(row)) for row in rows)


def unmet_under_names(rows: Iterable[UnmetRow], names: Mapping[str, str]) -> tuple[UnmetRow, ...]:
    """Return rows with each post under the name that ``names`` gives its id; one without a name there has none left."""
    return tuple(_unmet_named(row, names.get(row.id, "")) for row in rows)


def _unmet_named(row: UnmetRow, name: str) -> UnmetRow:
    return replace(row, id=name) if row.kind is PlacementKind.POST else row


def _is_of_a_post(row: Mapping[str, str]) -> bool:
    return row.get("kind") == PlacementKind.POST
