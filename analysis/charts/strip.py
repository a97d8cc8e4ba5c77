"""Where in an article, or in which documents of a corpus, things come up."""

from __future__ import annotations

from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import columns, style, titles, wording
from analysis.charts.cells import Cells
from analysis.charts.record import chart
from analysis.charts.sheet import Key, Sheet, empty_sheet

CELLS = 100  # highlights up to which an empty cell is drawn as well
_LONGEST = 60  # rows of a portrait: more are no longer looked at one by one
_NAMED = 12  # documents: more are numbered


@chart
def lexical_dispersion(
    table, ax=None, *, source=None, title=None, size="page", voice="quote", of=None, top=20
) -> Axes:
    """One row for each name, word or theme and one column for each highlight, darker where it comes up more often.

    Takes mentions, tokens or codes; `of`, the highlights table, says how many highlights there are. Of a corpus each
    column is a document.
    """
    unit, found = columns.occurrences(table, voice)
    if found.empty:
        finding = titles.missing(unit, "highlight" if unit == "codes" else voice)
        return empty_sheet(
            ax,
            title=title or finding,
            subtitle="Where in the article each comes up",
            source=source,
            size=size,
        )
    along = columns.columns(found, of)
    found, noun = along.found, along.noun
    total = found.groupby(["id", "label"]).size().rename("count").reset_index()
    total = total.sort_values(["count", "label"], ascending=[False, True], kind="stable")
    shown = total.head(top)
    each = found.groupby(["id", "number"]).size()
    sheet = Sheet(ax, size)
    ticks = (
        along.names if noun == "document" and along.last <= _NAMED else _ticks(sheet, along.numbers)
    )
    cells = Cells(sheet, list(shown["label"]), ticks)
    most = int(each.max())
    for row, (key, label) in enumerate(zip(shown["id"], shown["label"], strict=True)):
        for number, (own, name) in enumerate(zip(along.numbers, along.names, strict=True), 1):
            count = int(each.get((key, number), 0))
            said = f"{label}, {noun} {name if noun == 'document' else own}: {count} {wording.noun(unit, 'count', count)}"
            written = str(count) if count > 1 else ""
            if not count and along.last > CELLS:
                continue
            cells.fill(
                row, number - 1, (count / most if most > 1 else 0.6) if count else 0, written, said
            )
    where = "" if unit == "codes" else f" in {wording.voice_place(voice)}"
    what = (
        "Highlights that carry the theme"
        if unit == "codes"
        else wording.noun(unit, "count", 2).capitalize() + where
    )
    where = "number of the highlight" if noun == "highlight" else "document"
    subtitle = (
        f"{what}, by the {where}, {columns.span(along.numbers)}; a number where it is more than one"
    )
    subtitle += "" if along.whole else f"; {noun}s that have none are left out"
    subtitle += titles.cut(list(total["count"]), len(shown)) + cells.cut
    finding = columns.widest(along, unit, voice)
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source, room=cells.room(),
        alt=titles.alt("Strip chart", title or finding, subtitle, [titles.extremes(list(total["label"]), list(total["count"]))]),
    )  # fmt: skip


@chart
def document_portrait(table, ax=None, *, source=None, title=None, size="page", of=None) -> Axes:
    """The document portrait: one row for each highlight, one column for each theme, filled where it was coded.

    Takes codes; `of`, the highlights table, gives the rows their headlines. Of a corpus each row is a document, darker
    where more of its highlights carry the theme.
    """
    schema.check(table, "codes", needs=("document", "number", "theme", "label", "coder"))
    _, found = columns.occurrences(table, "highlight")
    if found.empty:
        return empty_sheet(ax, title=title or titles.missing("codes"), source=source, size=size,
            subtitle="Themes along the article")  # fmt: skip
    along = columns.columns(found.drop_duplicates(["document", "id", "number"]), of, most=_LONGEST)
    found, corpus = along.found, along.noun == "document"
    themes = (
        found.drop_duplicates(["id", "number"])
        .groupby(["id", "label"])
        .size()
        .rename("count")
        .reset_index()
    )
    themes = themes.sort_values(["count", "label"], ascending=[False, True], kind="stable")
    each = found.groupby(["id", "number"]).size()
    coder = (
        {}
        if corpus
        else found.drop_duplicates(["id", "number"]).set_index(["id", "number"])["coder"].to_dict()
    )
    sheet = Sheet(ax, size)
    share = min(0.6, max(0.3, 1 - len(themes) * sheet.text * 1.8 / sheet.width))
    rows = [
        style.wrap(f"{i} {name}", sheet.width * share - sheet.text, sheet.text, lines=1)
        for i, name in zip(along.numbers, along.names, strict=False)
    ]
    cells = Cells(sheet, rows, list(themes["label"]), share=share, widest=2.4)
    sheet.ax.tick_params(axis="y", pad=cells.left - sheet.text * 0.1)
    for label in sheet.ax.get_yticklabels():
        label.set_horizontalalignment("left")
    for row, (name, size_of) in enumerate(zip(along.names, along.sizes, strict=True)):
        for column, (key, label) in enumerate(zip(themes["id"], themes["label"], strict=True)):
            if corpus:
                count = int(each.get((key, row + 1), 0))
                said = f"{name}, {label}: {count} of {size_of} highlights"
                cells.fill(row, column, count / max(size_of, 1), str(count or ""), said)
                continue
            who = coder.get((key, row + 1))
            said = f"Highlight {along.numbers[row]}, {label}: {'not coded' if who is None else f'coded ({who})'}"
            look = (
                {"facecolor": style.SECOND}
                if who == "corrected"
                else {"facecolor": style.ACCENT}
                if who
                else {}
            )
            cells.fill(row, column, 0, "", said, **look)
    kinds = f"{wording.many(len(themes), 'theme')} in all"
    subtitle = f"Themes carried by {wording.many(along.last, 'highlight')}, in the order of the article, {kinds}"
    if corpus:
        subtitle = f"Highlights that carry a theme, in each of {along.last} documents, {kinds}; the darker the larger their share"
    subtitle += "" if along.whole or corpus else "; highlights without a theme are left out"
    subtitle += along.cut + cells.cut
    finding = (
        columns.widest(along, "codes", "")
        if corpus
        else columns.densest(found.groupby("number").size(), along)
    )
    key = [
        Key("coded by the rule", style.ACCENT),
        Key("added by correction (what it removed is not shown)", style.SECOND),
    ]
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source, room=cells.room(tall=sheet.text * 1.5),
        key=key if "corrected" in coder.values() else (),
        alt=titles.alt("Document portrait", title or finding, subtitle,
            [titles.extremes(list(themes["label"]), list(themes["count"]))]),
    )  # fmt: skip


def _ticks(sheet: Sheet, numbers: list[int]) -> list[str]:
    """The numbers over the columns: the first and every fifth, tenth … as far as they find room."""
    room, last = sheet.width * 0.6 / len(numbers), numbers[-1]
    if room > style.extent(str(last), sheet.text)[0] + sheet.text:
        return [str(i) for i in numbers] if len(numbers) < last else _few(numbers, 5)
    steps = (step * 10**power for power in range(6) for step in (5, 10, 20))
    step = next(
        step for step in steps if room * step > style.extent(str(last), sheet.text)[0] + sheet.text
    )
    return _few(numbers, step)


def _few(numbers: list[int], step: int) -> list[str]:
    """The first number and those that a step divides, unless it stands too near to them; "" for the rest."""
    near = step < 50 and (numbers[0] == 1 or len(numbers) < step)
    return [str(n) if n % step == 0 or (i == 0 and near) else "" for i, n in enumerate(numbers)]
