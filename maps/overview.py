"""A plan, or a dataset, at a glance: what a notebook shows of it. All text of the user's is escaped."""

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment

from estates.domain.dataset import Dataset
from estates.domain.wording import counted
from estates.domain.words import Cell
from geodata.dataset_rows import rows_of
from geodata.tables.every_table import TABLES
from maps.header import header
from maps.plain_text import shortened
from maps.report import Report, pcns_short_of_rooms
from maps.wording import short_percent

_MOST_ROWS = 20
_LONGEST_NAME = 60
# Plain elements and no style sheet: the notebook dresses them as it dresses a DataFrame. Names keep their direction.
_TEMPLATE = """
<section lang="en-GB">
<h3>{{ title }}</h3>
{% for line in lines %}<p>{{ line }}</p>
{% endfor %}
<table class="dataframe">
<caption style="text-align:left;white-space:nowrap">{{ caption }}</caption>
<thead><tr>{% for heading in headings %}<th scope="col">{{ heading }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in rows %}
<tr><th scope="row" style="text-align:left"><bdi>{{ row[0] }}</bdi></th>
{% for cell in row[1:] %}<td style="text-align:right">{{ cell }}</td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% if more %}<p>{{ more }}</p>{% endif %}
</section>
"""


def plan_overview(report: Report) -> str:
    """Return a plan as a piece of HTML: the finding, how far it is proved, what is estimated, and the PCNs."""
    head = header(report.outcome)
    more = len(report.pcn_rows) - _MOST_ROWS
    return _html(
        title=pcns_short_of_rooms(report),
        lines=(head.sentence, head.proof, f"{head.season}. {head.unknown}. {head.estimates}."),
        caption="Room sessions a week of each PCN’s posts, the largest share without a room first",
        headings=("PCN", "Wanted", "Placed", "Unmet", "Unmet share", "Rests on estimates"),
        rows=[
            (
                shortened(row.name, _LONGEST_NAME),
                *(f"{sessions:,}" for sessions in (row.wanted, row.placed, row.unmet)),
                short_percent(row.unmet_share),
                "yes" if row.estimated else "no",
            )
            for row in report.pcn_rows[:_MOST_ROWS]
        ],
        more=f"and {counted(more, 'more PCN')}" if more > 0 else "",
    )


def dataset_overview(dataset: Dataset, *, warnings: int) -> str:
    """Return a dataset as a piece of HTML: its tables, how much of each is an estimate, and what is not known.

    Parameters
    ----------
    dataset
        The dataset as it was read.
    warnings
        How many warnings its reading gave.
    """
    unknown = sum(room.cells.count(Cell.UNKNOWN) for room in dataset.rooms)
    tables = {name: rows_of(dataset, table) for name, table in TABLES.items()}
    return _html(
        title=f"A dataset of {counted(len(dataset.sites), 'site')} and {counted(len(dataset.posts), 'post')}",
        lines=(
            f"{counted(unknown, 'half-day')} of rooms not known, none treated as free. {counted(warnings, 'warning')}.",
        ),
        caption="Tables, and how many of their rows are estimates",
        headings=("Table", "Rows", "Estimates"),
        rows=[
            (name, f"{len(rows):,}", f"{sum(getattr(row, 'estimated', False) for row in rows):,}")
            for name, rows in tables.items()
            if rows
        ],
    )


def _html(*, rows: Sequence[Sequence[str]], **words: Any) -> str:  # noqa: ANN401 - what the template fills in
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    given: Mapping[str, Any] = {"more": "", **words}
    return environment.from_string(_TEMPLATE).render(rows=rows, **given)
