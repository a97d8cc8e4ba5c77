"""What a test reads back from a drawn chart."""

from matplotlib.patches import Rectangle


def record(ax):
    """The record that the chart left on its figure."""
    return ax.get_figure(root=True).charts[-1]


def said(ax):
    """Title and subtitle, each on one line."""
    found = record(ax)
    return " ".join(found.title.split()), " ".join(found.subtitle.split())


def marks(ax):
    """The tooltips of the marks, in the order in which they were drawn."""
    return list(record(ax).marks.values())


def texts(ax):
    """The texts on the plot, each on one line."""
    return [" ".join(text.get_text().split()) for text in ax.texts]


def shapes(ax, kind="patches"):
    """The marks of a kind: patches or lines."""
    return [m for m in getattr(ax, kind) if (m.get_gid() or "").startswith("mark")]


def bars(ax):
    """The bars and their tracks, in the order in which they were drawn; not the squares of the key."""
    drawn = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return [bar for bar in drawn if bar.get_gid() != "key"]
