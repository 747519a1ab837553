"""A user's text on one line of paper: no line breaks, no invisible signs, no more than fits."""


def one_line(text: str) -> str:
    """Return text as one line; a sign that cannot be shown, such as a control sign, is a replacement sign."""
    return " ".join("".join(sign if sign.isprintable() or sign.isspace() else "\ufffd" for sign in text).split())


def shortened(text: str, at_most: int) -> str:
    """Return text as one line of at most so many signs, its end replaced by an ellipsis where it is longer."""
    line = one_line(text)
    return line if len(line) <= at_most else f"{line[: at_most - 1].rstrip()}…"
