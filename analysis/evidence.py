"""The receipts: the words behind any number, each in its context, as a table and as static HTML."""

from __future__ import annotations

import re
from html import escape

import numpy as np
import pandas as pd

from analysis import lexicon, load, schema
from analysis.lexicon.overlaps import longest

ORDERS = ("text", "left", "right")
ROWS = 200  # lines of HTML, so that a notebook stays small
_SPAN = ["document", "number", "voice", "start", "end"]
_CODE = ["document", "number", "theme"]
_IDS = ("token", "entity", "theme")
_NO_PARTS = ("number", "start", "end", "surface", "token", "entity", "label", "cue")


def concordance(
    highlights: pd.DataFrame,
    what: str | pd.Series | pd.DataFrame,
    *,
    spans: pd.DataFrame | None = None,
    voice: str | None = None,
    by: str = "text",
    width: int = 60,
    lines: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find every occurrence of something and show it in its context: keyword in context.

    Parameters
    ----------
    highlights
        The highlights to look in.
    what
        A word or phrase: a `*` at its end is any ending, and with a capital letter it is found only
        as it is written. Or a row or table of mentions, tokens, cues or other spans, of codes, or of
        counts. Of codes the cues that earned them are shown, or the headline where a person coded
        without one.
    spans
        For counts the table that was counted. For codes the table of cues (`themes.cues`), of which
        exactly these are then shown; without it those with the words that the codes name.
    voice
        The voice to look in: headline or quote; both without it.
    by
        The order: "text" is that of the text, "left" that of the words before, the nearest first,
        "right" that of the words after.
    width
        How many characters of context there are at most on either side; it is cut between words.
    lines
        What `load.lines` gives for the same files. With it `line` is the line of the file where the
        keyword is, without it the one where the highlight begins.

    Returns
    -------
    DataFrame
        The table "concordance" of `schema`, one row for each occurrence.

    Raises
    ------
    ValueError
        If an argument is not one of those above, or a row is not of these highlights.

    Examples
    --------
    >>> quotes = {"document": "a", "number": [1, 2], "headline": "", "line": 1, "quote": ["New sanctions", "Sanctions end"]}
    >>> concordance(pd.DataFrame(quotes), "sanctions", by="right")[["left", "keyword", "right"]].values.tolist()
    [['New ', 'sanctions', ''], ['', 'Sanctions', ' end']]
    >>> concordance(load.article(), "Nagorno*", lines=load.lines())[["voice", "line"]].values.tolist()
    [['headline', 89], ['quote', 91]]
    """
    schema.check(
        highlights, "highlights", needs=("document", "number", "headline", "quote", "line")
    )
    _check(by, ORDERS, "by")
    if width < 0:
        raise ValueError(f"width is a number of characters from 0, not {width!r}")
    if voice is not None:
        _check(voice, schema.VOICES, "voice")
    places = _spans(highlights, what, spans)[_SPAN].drop_duplicates()
    if voice is not None:
        places = places[places["voice"] == voice]
    if places.empty:
        return schema.empty("concordance")
    found = _lines(highlights, places, width)
    if lines is not None:
        found = _located(found, lines)
    return schema.table(_sorted(found, by), "concordance")


def show(lines: pd.DataFrame, *, rows: int = ROWS) -> Receipts:
    """The lines of a concordance to show in a notebook: static HTML with the keywords marked, at most so many `rows`.

    Whatever stands in the text is shown as text, in JupyterLab, in the saved notebook and in its HTML export.
    """
    return Receipts(schema.check(lines, "concordance"), rows)


class Receipts:
    """Lines of a concordance, shown as HTML where that is possible and as plain text elsewhere."""

    def __init__(self, lines: pd.DataFrame, rows: int = ROWS) -> None:
        self.lines, self.rows = lines, rows

    def __repr__(self) -> str:
        """The lines as plain text, the keywords below each other."""
        shown = self._shown()
        left = [_flat(text)[-40:] for text in shown["left"]]
        wide = max(map(len, left), default=0)
        body = [
            f"{row.number:>4} {row.voice:<8} {before:>{wide}}[{_flat(row.keyword)}]{_flat(row.right)[:40]}"
            for row, before in zip(shown.itertuples(), left, strict=True)
        ]
        return "\n".join([self._caption(), *body])

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _repr_html_(self) -> str:
        several = self.lines["document"].nunique() > 1
        body = "".join(_row(row, several) for row in self._shown().itertuples())
        # The classes keep MathJax, in Jupyter and in exported pages, from setting "$5 and $6" as a formula.
        return (
            '<div class="tex2jax_ignore mathjax_ignore" style="overflow-x:auto">'
            f'<table style="border-collapse:collapse;font-size:13px"><caption style="text-align:left;padding:2px 6px">'
            f"{_safe(self._caption())}</caption><thead><tr>{_heads()}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _shown(self) -> pd.DataFrame:
        return self.lines.head(self.rows)

    def _caption(self) -> str:
        lines, places = len(self.lines), len(self.lines[["document", "number"]].drop_duplicates())
        if not lines:
            return "No line: it does not occur."
        said = f"{lines:,} line{'s' * (lines > 1)} in {places:,} highlight{'s' * (places > 1)}"
        return said + (f"; the first {self.rows:,} are shown" if lines > self.rows else "")


def _spans(highlights: pd.DataFrame, what: object, spans: pd.DataFrame | None) -> pd.DataFrame:
    """The spans of a word, of rows of spans, of codes or of counts."""
    if isinstance(what, str):
        case = "fold" if what == what.lower() else "exact"
        return lexicon.find(
            highlights, lexicon.build(pd.DataFrame({"form": [what], "case": [case]}))
        )
    table = what.to_frame().T if isinstance(what, pd.Series) else what
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"a concordance is of a word, or of a row or table; this is {type(what).__name__}"
        )
    if set(_SPAN) <= set(table.columns):
        return table
    if {"document", "number", "theme"} <= set(table.columns):
        return _earned(highlights, table, spans)
    if {"unit", "id", "voice", "group"} <= set(table.columns):
        if spans is None:
            raise ValueError(
                "rows of counts need spans=: the table of mentions, tokens, cues or codes that was counted"
            )
        parts = [
            _spans(highlights, _counted(row, spans), None)[_SPAN] for row in table.itertuples()
        ]
        return pd.concat(parts) if parts else schema.empty("hits")
    have = ", ".join(map(str, table.columns)) or "none"
    raise ValueError(
        f"a concordance is of spans (with {', '.join(_SPAN)}), codes or counts; the columns are {have}"
    )


def _counted(row: tuple, spans: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table that one row of counts counts."""
    spans = spans.reset_index(drop=True)
    ids = [column for column in _IDS if column in spans.columns]
    if not ids:
        raise ValueError(
            f"spans= is a table with a column among {', '.join(_IDS)}; there are {', '.join(spans.columns)}"
        )
    if row.voice == "highlight" and set(_SPAN) <= set(spans.columns):
        raise ValueError(
            "these rows count codes, and spans= is a table of cues, which stand in highlights without the code too: give the "
            "codes in spans=, or show codes[codes['theme'] == …] with spans=cues"
        )
    rows = spans[spans[ids[0]] == row.id]
    if "stop" in rows.columns:
        rows = rows[~rows["stop"].astype(bool)]
    if "voice" in rows.columns and row.voice in schema.VOICES:
        rows = rows[rows["voice"] == row.voice]
    if not row.group or row.group == row.voice:
        return rows
    parts = [
        spans[column].astype("str") == row.group
        for column in spans.columns
        if column not in _NO_PARTS
    ]
    split = [rows[part[rows.index]] for part in parts if part.any()]
    if not split:
        raise ValueError(
            f"no column of the table in spans= has {row.group!r}, the group of this row: give the part of it that was counted"
        )
    # Where several columns have the group, it was the one that gives the number.
    return next((part for part in split if len(part) == row.count), split[0])


def _earned(
    highlights: pd.DataFrame, codes: pd.DataFrame, spans: pd.DataFrame | None
) -> pd.DataFrame:
    """The cues that earned codes: those of the cues table, or else their words; the headline where there are none."""
    codes = codes.reset_index(drop=True).astype(
        {"document": "str", "number": "int64", "theme": "str"}
    )
    if spans is not None and {*_SPAN, "theme"} <= set(spans.columns):
        cues = spans.merge(codes[_CODE].drop_duplicates(), on=_CODE)
    else:
        cues = _cues(highlights, codes)
    bare = codes[_CODE].merge(cues[_CODE].drop_duplicates(), on=_CODE, how="left", indicator=True)
    bare = bare.loc[bare["_merge"] == "left_only", _CODE[:2]].drop_duplicates()
    heads = highlights.merge(bare, on=_CODE[:2]).assign(voice="headline", start=0)
    heads["end"] = heads["headline"].str.len()
    return pd.concat([cues[_SPAN], heads.loc[heads["end"] > 0, _SPAN]])


def _cues(highlights: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Where the words stand that codes name, written as they are there; those of one code never hide another's."""
    named = codes["cues"].str.split(";") if "cues" in codes.columns else [[]] * len(codes)
    words = codes[_CODE].assign(form=named).explode("form", ignore_index=True)
    words["form"] = words["form"].fillna("").str.strip()
    words = words[words["form"] != ""].drop_duplicates()
    forms = words[["form"]].drop_duplicates(ignore_index=True)
    coded = highlights.merge(words[_CODE[:2]].drop_duplicates(), on=_CODE[:2])
    hits = lexicon.find(coded, lexicon.build(forms.assign(case="exact", set=forms["form"])))
    hits = hits.assign(form=forms["form"].array.take(hits["entry"])).merge(
        words, on=[*_CODE[:2], "form"]
    )
    code = hits.groupby([*_CODE, "voice"], sort=False).ngroup().to_numpy()
    return hits.iloc[
        longest(hits["start"].to_numpy(), hits["end"].to_numpy(), np.arange(len(hits)), code)
    ]


def _lines(highlights: pd.DataFrame, spans: pd.DataFrame, width: int) -> pd.DataFrame:
    """The spans with their context, in the order of the text."""
    texts = highlights.assign(_row=range(len(highlights)))[
        ["document", "number", "line", *schema.VOICES, "_row"]
    ]
    both = spans.astype({"document": "str", "number": "int64"}).merge(
        texts, on=["document", "number"], how="left"
    )
    if both["_row"].isna().any():
        lost = both[both["_row"].isna()].iloc[0]
        raise ValueError(
            f"highlight {lost['number']} of {lost['document']!r} is not among these highlights"
        )
    both["text"] = both["headline"].where(both["voice"] == "headline", both["quote"])
    both = both.sort_values(["_row", "voice", "start", "end"], kind="stable")
    spots = [
        (t, int(s), int(e))
        for t, s, e in zip(both["text"], both["start"], both["end"], strict=True)
    ]
    both["left"] = [_before(text[:start], width) for text, start, _ in spots]
    both["keyword"] = [text[start:end] for text, start, end in spots]
    both["right"] = [_behind(text[end:], width) for text, _, end in spots]
    return both


def _located(found: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """The same rows, each with the line of the file where its keyword is."""
    line = load.locate(found, lines)["line"]
    # A highlight that was read from somewhere else has no lines there, and keeps its own.
    return found.assign(line=line.where(line > 0, found["line"]))


def _before(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[len(text) - width :]
    return (
        cut if text[-width - 1].isspace() or cut[:1].isspace() else re.sub(r"^\S+(?=\s)", "", cut)
    )


def _behind(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[:width]
    return cut if text[width].isspace() or cut[-1:].isspace() else re.sub(r"(?<=\s)\S+$", "", cut)


def _sorted(lines: pd.DataFrame, by: str) -> pd.DataFrame:
    if by == "text":
        return lines
    words = [re.findall(r"[^\W_]+", text.lower()) for text in lines[by]]
    keys = [" ".join(reversed(found)) if by == "left" else " ".join(found) for found in words]
    return lines.assign(_key=keys).sort_values("_key", kind="stable")


def _heads() -> str:
    style = 'style="text-align:left;font-weight:600;padding:2px 6px" scope="col"'
    return "".join(
        f"<th {style}>{name}</th>" for name in ("highlight", "before", "keyword", "behind")
    )


def _row(row: tuple, several: bool) -> str:
    place = f"{row.document + ', ' if several else ''}{row.number}, {row.voice}, line {row.line}"
    cell = 'style="padding:2px 6px;vertical-align:top;'
    mark = 'style="background-color:#ffe08a;color:#1f2328;padding:0 2px"'
    return (
        f'<tr><td {cell}text-align:left;white-space:nowrap">{_safe(place)}</td><td {cell}text-align:right">{_safe(row.left)}</td>'
        f'<td {cell}text-align:left"><mark {mark}>{_safe(row.keyword)}</mark></td>'
        f'<td {cell}text-align:left">{_safe(row.right)}</td></tr>'
    )


def _safe(text: str) -> str:
    """Text that no reader takes for HTML, nor for Markdown, nor for a formula."""
    escaped = escape(_flat(text), quote=True)
    # A delimiter in an element of its own opens no formula, whatever is done to the classes around it.
    return re.sub(r"[$\\`*_]", lambda match: f"<span>{match[0]}</span>", escaped)


def _flat(text: str) -> str:
    return " ".join(f"|{text}|".split())[1:-1]


def _check(given: str, known: tuple[str, ...], name: str) -> None:
    if given not in known:
        raise ValueError(
            f"{name} is {', '.join(known[:-1])} or {known[-1]}, not {given!r}{schema.near(given, known)}"
        )
