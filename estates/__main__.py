"""The ``estates`` command, and ``python -m estates``.

What the command needs is loaded once it runs: processes that help it load this file too, and need little else.
"""


def main() -> None:
    """Run the command."""
    from estates.cli import main as run  # noqa: PLC0415 - see above

    run()


if __name__ == "__main__":
    main()
