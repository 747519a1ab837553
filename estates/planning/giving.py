"""Give the user something to start from: the example county, a template, a first dataset from national files."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from estates.domain.errors import RequestError
from estates.domain.wording import listed
from geodata.example.write import README, WORKBOOK_FOLDER, WORKBOOK_NAME, write_example
from geodata.starter.make import PAGE as STARTER_PAGE
from geodata.starter.make import starter
from geodata.starter.report import StarterReport
from geodata.starter.settings_file import read_starter_settings
from geodata.template.write import write_template

__all__ = [
    "EXAMPLE_WORKBOOK",
    "STARTER_PAGE",
    "StarterReport",
    "start_from_national_files",
    "write_example_county",
    "write_template",
]

EXAMPLE_WORKBOOK = f"{WORKBOOK_FOLDER}/{WORKBOOK_NAME}"


def write_example_county(folder: Path) -> None:
    """Write the example county to a new or empty folder, or over an example that is as it was written.

    Raises
    ------
    RequestError
        Where the folder holds anything else, or an example that somebody has changed, or cannot be written.
    """
    try:
        if folder.exists():
            _stop_where_in_the_way(folder)
        write_example(folder)
    except OSError as error:
        raise RequestError(f"“{folder}” cannot be written: {error.strerror or error}.") from error


def _stop_where_in_the_way(folder: Path) -> None:
    """Let an empty folder be, and an example that is as it was written; refuse all else."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    readme = folder / "README.txt"
    if not readme.is_file() or readme.read_text(encoding="utf-8", errors="replace") != README:
        raise RequestError(f"“{folder}” already holds something else: name a new or empty folder.")
    if changed := _changed_in(folder):
        raise RequestError(
            f"“{folder}” holds an example county in which {listed(changed, at_most=3)} "
            f"{'has' if len(changed) == 1 else 'have'} been changed: name another folder, or delete it first."
        )


def _changed_in(folder: Path) -> list[str]:
    """Return the files of an example that are not as it has them."""
    with TemporaryDirectory() as fresh:
        write_example(Path(fresh))
        files = (file.relative_to(fresh) for file in sorted(Path(fresh).rglob("*")) if file.is_file())
        return [
            str(file)
            for file in files
            if (folder / file).exists() and (folder / file).read_bytes() != (Path(fresh) / file).read_bytes()
        ]


def start_from_national_files(
    files: Sequence[Path], *, area: str, out: Path, postcodes: Path | None = None, settings: Path | None = None
) -> StarterReport:
    """Make a first dataset of an area from whichever national files the user has.

    ``settings`` is a TOML file of the assumptions that the estimates rest on.
    """
    assumptions = read_starter_settings(settings) if settings else None
    return starter(files, area=area, postcodes=postcodes, out=out, settings=assumptions)
