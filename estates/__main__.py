"""The ``estates`` command, and ``python -m estates``.

What the command needs is loaded once it runs: processes that help it load this file too, and need little else.
"""

import gc


def main() -> None:
    """Run the command."""
    gc.disable()  # nothing of a program that is being loaded is garbage: looking for it takes a tenth of a second
    from estates.cli import main as run  # noqa: PLC0415 - see above

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
