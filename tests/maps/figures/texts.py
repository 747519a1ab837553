"""What a drawn figure says and where: the boxes of all of its texts, as they come out of the renderer."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from maps.figures.names import BOX

TOUCH_PIXELS = 1.0


def texts(figure: Figure, gid: str | None = None) -> list[Text]:
    """Return the texts that are shown, or those of one kind."""
    assert isinstance(figure.canvas, FigureCanvasAgg)
    figure.canvas.draw()  # type: ignore[no-untyped-call]
    return [
        text
        for text in figure.findobj(Text)
        if isinstance(text, Text) and text.get_visible() and text.get_text().strip() and gid in (None, text.get_gid())
    ]


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of level texts that lie on each other."""
    level = [(text.get_text(), text.get_window_extent()) for text in texts(figure) if not text.get_rotation()]
    return [(one, other) for (one, a), (other, b) in combinations(level, 2) if _share_ground(a, b)]


def boxes(figure: Figure) -> list[Bbox]:
    """Return the grounds on which the names of areas stand."""
    return [box.get_window_extent() for box in figure.findobj(Rectangle) if box.get_gid() == BOX]


def hidden_marks(figure: Figure, kinds: tuple[str, ...]) -> list[tuple[float, float]]:
    """Return where the marks of some kinds of sites are that a name's ground lies on."""
    gids = {f"site {kind}" for kind in kinds}
    marks = [mark for mark in figure.findobj(Line2D) if isinstance(mark, Line2D) and mark.get_gid() in gids]
    places = [tuple(mark.get_transform().transform(mark.get_xydata())[0]) for mark in marks]
    return [(x, y) for x, y in places if any(box.contains(x, y) for box in boxes(figure))]


def boxes_that_overlap(figure: Figure) -> int:
    """Return how many pairs of names' grounds lie on each other."""
    return sum(_share_ground(one, other) for one, other in combinations(boxes(figure), 2))


def outside(figure: Figure) -> list[str]:
    """Return the texts that run over the edge of the sheet."""
    page = figure.bbox
    return [
        text.get_text()
        for text in texts(figure)
        if (box := text.get_window_extent()).x0 < page.x0 or box.x1 > page.x1 or box.y0 < page.y0 or box.y1 > page.y1
    ]


def _share_ground(a: Bbox, b: Bbox) -> bool:
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    up = min(a.y1, b.y1) - max(a.y0, b.y0)
    return bool(across > TOUCH_PIXELS and up > TOUCH_PIXELS)
