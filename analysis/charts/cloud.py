"""A word cloud that can be trusted: a word's size is its count, and what is not shown is said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Affine2D, ScaledTranslation

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.placing import Canvas, ink
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one
from analysis.charts.sheet import Key, Room, Sheet

LEGIBLE = 6.0  # points: smaller type is not read in print
ASPECT = 0.43  # height of the words by their width, the same at every size
LETTERS = 40  # of a label; longer ones are cut
_NEEDS = ("voice", "group", "unit", "id", "label", "count", "n", "words")


@chart
def cloud(
    table, ax=None, *, source=None, title=None, size="page", groups=None, top=300, mask=None, seed=0
) -> Axes:
    """The words of a counts table, each in a size proportional to its count; horizontal, none on another.

    They are as large as the plot allows. Words that would be under 6 points are left out, as are those behind the
    first `top`, and the subtitle says how many and which. `groups` is a counts table of the same words split into parts
    (by voice, theme, country …): a word takes the colour of the part in which it occurs most often, grey where that is
    a tie or a part behind the sixth. `mask` is "ellipse" or a table of two dimensions, not 0 where words may stand.
    The same words stand the same at every size; another `seed` gives another layout.
    """
    counts = _counted(table)
    if counts.empty:
        return empty_chart(table, ax, "count", source, title, size)
    sheet = Sheet(ax, size)
    pool = _first(counts, top)
    labels = [wording.short(label, 99, LETTERS) for label in pool["label"]]
    width, height = sheet.width, _height(sheet, bool(groups is not None))
    canvas = Canvas(labels, pool["count"].tolist(), height / width, mask=mask, seed=seed)
    shown = pool.head(canvas.shown(LEGIBLE / width))
    if shown.empty:
        raise ValueError(
            f"not one word fits in {LEGIBLE:.0f} points here; give a larger size or Axes, or a wider mask"
        )
    layout = canvas.largest(len(shown), LEGIBLE / width)
    colours, key = _colours(shown, groups)
    _draw(
        sheet,
        shown,
        labels,
        colours,
        [(x * width, y * width) for x, y in layout.places],
        layout.scale * width,
    )
    subtitle = f"{titles.counted(counts, 'count', title=title)}; size is proportional to the count"
    subtitle += _left_out(counts, len(shown), len(pool))
    title = title or titles.leading(counts, "count")
    facts = [
        titles.extremes(list(shown["label"]), list(shown["count"])),
        *_members(shown, colours, key),
    ]
    sheet.finish(
        title=title, subtitle=subtitle, source=source, key=key, room=Room(body=height),
        alt=titles.alt("Word cloud", title, subtitle, facts),
    )  # fmt: skip
    faithful(sheet.ax, shown["count"].tolist(), (width, height))
    return sheet.ax


def faithful(ax: Axes, counts: Sequence[int], area: tuple[float, float]) -> None:
    """Read a drawn cloud back from its Axes; a RuntimeError where it does not show the counts.

    Sizes must be proportional to the counts and 6 points or more, and no word may reach out of the area (width and
    height in points) or onto another.
    """
    words = [text for text in ax.texts if (text.get_gid() or "").startswith("mark")]
    sizes = np.array([text.get_fontsize() for text in words])
    if len(words) != len(counts) or not np.allclose(
        sizes / counts, sizes[0] / counts[0], rtol=1e-9
    ):
        raise RuntimeError("the cloud's sizes are not proportional to the counts")
    if sizes.min() < LEGIBLE - 1e-9:
        raise RuntimeError(f"the cloud has a word of {sizes.min():.1f} points, under {LEGIBLE}")
    boxes = np.array([ink(text.get_text()) for text in words]) * sizes[:, None]
    boxes += np.array([text.get_position() * 2 for text in words])
    left, bottom, right, top = boxes.T
    if left.min() < 0 or right.max() > area[0] or top.max() > 0 or bottom.min() < -area[1]:
        raise RuntimeError("a word of the cloud reaches out of the plot")
    over = (
        (left[:, None] < right)
        & (left < right[:, None])
        & (bottom[:, None] < top)
        & (bottom < top[:, None])
    )
    if over.sum() > len(words):
        raise RuntimeError("two words of the cloud overlap")


def _counted(table: pd.DataFrame) -> pd.DataFrame:
    """The rows with a count, in falling order, ties by label."""
    schema.check(table, "counts", needs=_NEEDS)
    if table["group"].nunique() > 1:
        raise ValueError(
            "charts.cloud sizes words by one count each; this table is split into "
            f"{', '.join(map(repr, table['group'].unique()[:5]))}: draw one part of it, or give the counts of the whole "
            "and this table as groups="
        )
    rows = one(table, "cloud")
    rows = rows[rows["count"] > 0]
    return rows.sort_values(["count", "label"], ascending=[False, True], kind="stable").reset_index(
        drop=True
    )


def _first(counts: pd.DataFrame, top: int) -> pd.DataFrame:
    """At most the first `top` rows, equal counts together unless those of the first count alone are more."""
    if len(counts) <= top:
        return counts
    whole = counts[counts["count"] > counts["count"].iloc[top]]
    return whole if len(whole) else counts.head(top)


def _height(sheet: Sheet, keyed: bool) -> float:
    """The height in points that the words get: a fixed share of the width, or what the texts leave of given Axes."""
    if sheet.own:
        return sheet.width * ASPECT
    _, bottom, _, top = sheet.edges
    return max((top - bottom) * 0.4, top - bottom - sheet.text * (11.5 if keyed else 9.5))


def _draw(sheet, shown, labels, colours, places, scale) -> None:
    """Every word at its place, in points from the upper left corner of the plot, so that it keeps clear of the others."""
    sheet.ax.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
    corner = ScaledTranslation(0, 1, sheet.ax.transAxes)
    points = Affine2D().scale(1 / 72) + sheet.figure.dpi_scale_trans + corner
    for label, row, (x, y) in zip(labels, shown.itertuples(), places, strict=False):
        word = sheet.ax.text(x, -y, label, fontsize=row.count * scale, color=colours[row.id], transform=points,
            ha="left", va="baseline", clip_on=False)  # fmt: skip
        sheet.mark(
            word,
            f"{row.label}: {wording.number(row.count)} {wording.noun(row.unit, 'count', row.count)}",
        )


def _colours(shown: pd.DataFrame, groups: pd.DataFrame | None) -> tuple[dict[str, str], list[Key]]:
    """The colour of each word and the key: by the part in which it occurs most often, or one colour."""
    if groups is None:
        return dict.fromkeys(shown["id"], style.ACCENT), []
    schema.check(groups, "counts", needs=("group", "id", "count"))
    parts = groups[groups["id"].isin(shown["id"]) & (groups["count"] > 0)]
    best = parts[parts["count"] == parts.groupby("id")["count"].transform("max")]
    alone = best[~best["id"].duplicated(keep=False)].set_index("id")["group"]
    ranked = alone.value_counts().rename_axis("group").reset_index()
    ranked = ranked.sort_values(["count", "group"], ascending=[False, True], kind="stable")[
        "group"
    ].tolist()
    colour_of = dict(zip(ranked, style.GROUPS, strict=False))
    colours = {word: colour_of.get(alone.get(word), style.NEUTRAL) for word in shown["id"]}
    key = [Key(f"most in {group or '(none)'}", colour) for group, colour in colour_of.items()]
    if style.NEUTRAL in colours.values():
        tied = (
            "as often in several"
            if len(ranked) <= len(style.GROUPS)
            else "as often in several, or most in another"
        )
        key.append(Key(tied, style.NEUTRAL))
    return colours, key


def _members(shown: pd.DataFrame, colours: dict[str, str], key: list[Key]) -> list[str]:
    """Which words have which colour, in words."""
    said = []
    for label, colour in ((entry.label, entry.colour) for entry in key):
        words = [row.label for row in shown.itertuples() if colours[row.id] == colour]
        said.append(
            f"{label[0].upper()}{label[1:]}: {', '.join(words[:8])}{' …' if len(words) > 8 else ''}"
        )
    return said


def _left_out(counts: pd.DataFrame, shown: int, pool: int) -> str:
    """How many words are not shown, why, and which."""
    rest = counts.iloc[shown:]
    if rest.empty:
        return f"; {wording.every(shown, 'word').lower() if shown > 1 else 'the one word'} shown"
    names = ", ".join(wording.short(label, 3, 20) for label in rest["label"].head(3))
    more = " …" if len(rest) > 3 else ""
    why = "" if shown == pool else f" that would be under {LEGIBLE:.0f} pt"
    most = rest["count"].iloc[0]
    often = f" (count {wording.number(most)}{' or less' if most > 1 else ''}: {names}{more})"
    return (
        f"; {wording.many(shown, 'word')} shown, {wording.number(len(rest))} left out{why}{often}"
    )
