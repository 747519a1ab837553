"""The tutorial names commands, options and pictures that exist."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_group

from estates.cli import app

DOCS = Path(__file__).parent.parent / "docs"
TUTORIAL = (DOCS / "tutorial.md").read_text(encoding="utf-8")
STORY = (DOCS / "story.md").read_text(encoding="utf-8")
TYPED = re.findall(
    r"^(?:`)?(estates [a-z]+ [^`\n]+)", "\n".join(re.findall(r"```sh\n(.*?)```", TUTORIAL + STORY, re.DOTALL)), re.M
)


def test_tutorial_types_commands() -> None:
    """The search for them finds them: no test below is empty."""
    assert len(TYPED) >= 10


@pytest.mark.parametrize("line", TYPED)
def test_every_command_line_is_one_that_the_program_takes(line: str) -> None:
    """Parsed as if typed, without running it."""
    _, name, *arguments = shlex.split(line)
    assert get_group(app).commands[name].make_context(name, arguments).params


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http|#)([^)#]+)", TUTORIAL + STORY))))
def test_every_file_it_points_to_is_there(target: str) -> None:
    """Pictures and other pages."""
    assert (DOCS / target).is_file()


def test_every_heading_of_the_contents_is_there() -> None:
    """GitHub makes a heading's address from its words."""
    headings = re.findall(r"^## (.+)$", TUTORIAL, re.M)
    addresses = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TUTORIAL)) <= addresses
