"""Write a made-up country as a dataset of CSV files: ``python -m benchmarks.dataset DIR --counties 42``.

Its journeys are left to the planner's own estimate, so that neighbours share whatever is in reach and open to both.
"""

import argparse
from pathlib import Path

from benchmarks.country import Country, generate_country
from geodata.dataset_rows import dataset_files


def main() -> None:
    """Write the dataset asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dataset", description=__doc__)
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("--counties", type=int, default=42, help="42 come to England")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    write_country(asked.folder, Country(seed=asked.seed, counties=asked.counties))


def write_country(folder: Path, country: Country) -> None:
    """Write a country's dataset into a new folder."""
    data, _ = generate_country(country)
    folder.mkdir(parents=True)
    for name, content in dataset_files(data).items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
