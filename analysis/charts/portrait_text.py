"""The sentences of a document portrait: whether themes come in blocks, and what is drawn."""

from __future__ import annotations

from analysis import permutation
from analysis.charts import wording
from analysis.charts.portrait_grid import Grid
from analysis.charts.spread import widest

# p-value under which the title says that themes come in blocks.
_CHANCE = 0.05


def blocks(grid: Grid) -> permutation.Blocks | None:
    """The test of the order of one article's highlights, where all of them are known."""
    along = grid.along
    if along.noun == "document" or not along.whole:
        return None
    carried = grid.each.unstack("id", fill_value=0).reindex(range(1, along.last + 1), fill_value=0)
    return permutation.blocks(carried.to_numpy() > 0)


def subtitle(grid: Grid, test: permutation.Blocks | None, themes: int) -> str:
    """What the cells show, in which order, and what is left out."""
    along = grid.along
    all_themes = wording.many(themes, "theme")
    highlights = wording.many(along.last, "highlight")
    if along.noun == "document":
        text = f"Highlights that carry each of {all_themes}, in {along.last} documents"
        text += "; darker for a larger share of the document’s highlights"
        return text + wording.uncoded(grid.uncoded, grid.n) + _cut(grid)
    text = f"Which of {all_themes} each of {highlights} carries, in article order"
    if not along.whole:
        text += "; highlights without a theme are left out"
    if test is not None and test.p < _CHANCE:
        text += f"; permutation test of the order, p = {_p(test.p)}"
    return text + wording.uncoded(grid.uncoded, grid.n) + _cut(grid)


def _cut(grid: Grid) -> str:
    """Which rows are not drawn, in words."""
    along = grid.along
    if grid.rows == along.last:
        return ""
    carrying = along.found["number"].nunique()
    drawn = f"the {wording.many(carrying, along.noun)} with a theme"
    if grid.rows < carrying:
        drawn = f"the first {grid.rows} of {drawn}"
    return f"; {drawn} shown"


def _p(p: float) -> str:
    """A p-value with two digits that matter."""
    decimals = 2
    if p < 0.1:
        decimals = 3
    return f"{p:.{decimals}f}"


def finding(grid: Grid, test: permutation.Blocks | None) -> str:
    """Whether themes come in blocks, else how many themes a highlight carries."""
    along = grid.along
    if along.noun == "document":
        return widest(along, "codes", "")
    if test is not None and test.p < _CHANCE:
        shared = wording.number(test.shared)
        chance = wording.number(round(test.expected, 1))
        return f"Themes come in blocks: neighbours share one {shared} times, {chance} by chance"
    return _carried(grid)


def _carried(grid: Grid) -> str:
    """How many themes a highlight carries at most, and how many highlights carry so many."""
    along = grid.along
    load = grid.each.groupby("number").size()
    most = int(load.max())
    themes = f"{wording.spelled(most)} {wording.plural('theme', most)}"
    best = load[load == most]
    if along.last == 1:
        return f"Highlight {along.numbers[0]} carries {themes}"
    if len(best) == along.last:
        # Without the table of all highlights, those without a theme are not known.
        highlight = "coded highlight"
        if along.whole:
            highlight = "highlight"
        return f"Every {highlight} carries {themes}"
    if len(best) == 1:
        number = along.numbers[best.index[0] - 1]
        return f"Highlight {number} carries {themes}, no other as many"
    if most == 1:
        carrying = wording.number(len(best))
        return f"{carrying} of {wording.many(along.last, 'highlight')} carry a theme, none more than one"
    some = wording.spelled(len(best))
    return f"No highlight carries more than {themes}; {some} carry {wording.spelled(most)}"
