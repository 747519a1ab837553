"""Lets ``python -m estates`` do what the ``estates`` command does."""

from estates.cli import main

main()
