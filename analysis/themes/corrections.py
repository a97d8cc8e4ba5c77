"""What a person changed in the rule's coding, and why; and the themes a highlight ends with."""

from __future__ import annotations

import unicodedata
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import csv_files, schema
from analysis.themes import rule
from analysis.themes.codebook import Codebook

BUNDLED = schema.DATA / "corrections.csv"
_PLACE = ["document", "number"]
_NEEDED = ("document", "headline", "theme", "change", "reason")
_MINUS = {"−": "-", "–": "-"}
_QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')
_Book = str | Path | Codebook | None
_Corrections = str | Path | pd.DataFrame | None


def codes(
    highlights: pd.DataFrame, *, codebook: _Book = None, corrections: _Corrections = BUNDLED
) -> pd.DataFrame:
    """One row a highlight and theme: the schema's `codes`, in the order of highlights and of the codebook.

    `coder` is "rule" where the rule found the theme and "corrected" where a person added it; what a person took away
    has no row. `corrections` is a table, a CSV file or None, which leaves the rule alone; the bundled ones apply to
    the bundled article only. A correction that matches no highlight, or says
    what the rule says already, is reported in a warning. A row means the highlight of its headline, or of its number
    where the headline is empty or stands several times.
    """
    every = review(highlights, codebook=codebook, corrections=corrections)
    kept = every[every["coded"].eq(1)]
    coder = kept["rule"].map({1: "rule", 0: "corrected"}).astype("str")
    return schema.table(kept.assign(coder=coder), "codes")


def uncoded(
    highlights: pd.DataFrame, *, codebook: _Book = None, corrections: _Corrections = BUNDLED
) -> pd.DataFrame:
    """The highlights that carry no theme, as they are in the highlights table."""
    done = codes(highlights, codebook=codebook, corrections=corrections)
    places = set(zip(done["document"], done["number"], strict=True))
    coded = [
        place in places for place in zip(highlights["document"], highlights["number"], strict=True)
    ]
    return highlights[~np.array(coded, dtype=bool)].reset_index(drop=True)


def review(
    highlights: pd.DataFrame,
    *,
    codebook: _Book = None,
    corrections: _Corrections = BUNDLED,
    every: bool = False,
) -> pd.DataFrame:
    """What the rule says, what was corrected and why: the schema's `review`, one row a highlight and theme.

    Rows are those where a cue was found or a person changed something; with `every=True` all themes of all
    highlights. Written to a CSV file this is the table in which to correct an article of one's own: put + or - into
    `change` and say why in `reason`; rows without a change are left out when it is read as `corrections`.
    """
    book = rule._book(codebook)
    found = rule.coded(highlights, rule.cues(highlights, codebook=book), book)
    changes = _placed(
        read(corrections, codebook=book), highlights, bundled=_is_bundled(corrections)
    )
    rows = found.merge(changes, on=[*_PLACE, "theme"], how="outer")
    if every:
        rows = _grid(highlights, book).merge(rows, on=[*_PLACE, "theme"], how="left")
    rows = rows.assign(
        rule=rows["earned"].eq(True).astype("int64"),
        **{
            column: rows[column].fillna("").astype("str") for column in ("cues", "change", "reason")
        },
    )
    if not _is_bundled(corrections):
        _warn_of_idle(rows)
    rows["coded"] = (rows["rule"].eq(1) & rows["change"].ne("-") | rows["change"].eq("+")).astype(
        "int64"
    )
    rows = rows.merge(highlights[[*_PLACE, "headline"]], on=_PLACE, how="left")
    rows["label"] = rows["theme"].map(book.themes.set_index("theme")["label"])
    return schema.table(rule.in_order(rows, highlights, book), "review")


def read(corrections: _Corrections, *, codebook: _Book = None) -> pd.DataFrame:
    """The corrections of a table or CSV file, checked: the schema's `corrections`.

    Rows without a change are left out. A ValueError says file, line and what is wrong.
    """
    if corrections is None:
        return schema.empty("corrections")
    name, frame = _table(corrections)
    missing = [column for column in _NEEDED if column not in frame.columns]
    if missing:
        hint = schema.near(missing[0], frame.columns, ask="did you mean to rename")
        raise ValueError(
            f"{name}: a table of corrections needs a column {missing[0]!r}; it has {', '.join(map(str, frame.columns))}"
            f"{hint}"
        )
    known = rule._book(codebook).themes["theme"].tolist()
    if _is_bundled(
        corrections
    ):  # they were made for the bundled codebook; another may have other themes
        frame = frame[frame["theme"].isin(known)]
    rows = {
        f"{name}, line {line}": _row(row, f"{name}, line {line}", known)
        for line, row in zip(frame.index, frame.to_dict("records"), strict=True)
    }
    rows = {where: row for where, row in rows.items() if row}
    _consistent(rows)
    return schema.table(list(rows.values()), "corrections")


def _is_bundled(corrections: _Corrections) -> bool:
    return isinstance(corrections, str | Path) and Path(corrections) == BUNDLED


def _table(corrections: str | Path | pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """A name for messages and the table as text, with the line of each row."""
    if isinstance(corrections, pd.DataFrame):
        return "corrections", corrections.set_axis(range(2, len(corrections) + 2))
    return Path(corrections).name, csv_files.read(corrections, what="corrections")


def _row(row: dict, where: str, known: list[str]) -> dict:
    """One correction, checked; an empty one where nothing is changed."""
    change = str(row["change"]).strip()
    change = _MINUS.get(change, change)
    if change in ("", "nan", "<NA>"):
        return {}
    if change not in ("+", "-"):
        raise ValueError(f"{where}: change is + or -, not {change!r}")
    theme = str(row["theme"]).strip()
    if theme not in known:
        hint = schema.near(theme, known) or f"; the themes are {', '.join(known)}"
        raise ValueError(f"{where}: the codebook has no theme {theme!r}{hint}")
    number = str(row.get("number", "")).strip()
    if number not in ("", "nan", "<NA>", "None") and not (
        number.isdecimal() and len(number) <= rule.DIGITS
    ):
        raise ValueError(f"{where}: number is a whole number or empty, not {number!r}")
    headline = str(row["headline"])
    number = int(number) if number.isdecimal() else pd.NA
    if not headline.strip() and number is pd.NA:
        raise ValueError(
            f"{where}: a correction needs the headline, or the number of the highlight"
        )
    return {
        "document": str(row["document"]).strip(),
        "number": number,
        "headline": headline,
        "theme": theme,
        "change": change,
        "reason": str(row["reason"]),
    }


def _consistent(rows: dict[str, dict]) -> None:
    """An error where two rows, each with its place in the file, correct the same."""
    seen: dict[tuple, str] = {}
    for where, row in rows.items():
        key = (row["document"], str(row["number"]), plain(row["headline"]), row["theme"])
        if key in seen:
            raise ValueError(
                f"{where}: theme {row['theme']!r} of {_called(row['headline'], row['number'])} is corrected twice, first "
                f"in {seen[key].rsplit(', ', 1)[-1]}; keep one row"
            )
        seen[key] = where


def _called(headline: str, number: object) -> str:
    return repr(headline) if headline.strip() else f"number {number}"


def plain(headline: str) -> str:
    """A headline for comparing: case, kinds of quotation marks, spaces and a colon at its end do not matter.

    >>> plain("“Technological  Empires” Rise:")
    '"technological empires" rise'
    """
    text = unicodedata.normalize("NFKC", headline).translate(_QUOTES)
    return " ".join(text.split()).rstrip(":").rstrip().casefold()


def _placed(changes: pd.DataFrame, highlights: pd.DataFrame, *, bundled: bool) -> pd.DataFrame:
    """document, number, theme, change, reason of the highlights that the corrections mean; warns of the others."""
    here: dict[tuple[str, str], list[int]] = {}
    every: dict[str, list[int]] = {}
    for document, number, headline in highlights[[*_PLACE, "headline"]].itertuples(index=False):
        here.setdefault((document, plain(headline)), []).append(number)
        every.setdefault(document, []).append(number)
    documents = set(highlights["document"])
    rows, lost = [], []
    for change in changes.itertuples():
        blank = not change.headline.strip()
        numbers = (
            every.get(change.document, [])
            if blank
            else here.get((change.document, plain(change.headline)), [])
        )
        if blank or (len(numbers) > 1 and not pd.isna(change.number)):
            numbers = [number for number in numbers if number == change.number]
        rows += [
            (change.document, number, change.theme, change.change, change.reason)
            for number in numbers
        ]
        if not numbers and not (bundled and change.document not in documents):
            what = _called(change.headline, change.number)
            lost.append(f"{change.document}: {what} ({change.change}{change.theme})")
    if lost:
        warnings.warn(
            f"{len(lost)} of {len(changes)} corrections match no highlight, so they change nothing; compare document, "
            f"headline and number with the highlights: {'; '.join(lost[:5])}{' …' if len(lost) > 5 else ''}",
            stacklevel=4,
        )
    placed = pd.DataFrame(rows, columns=[*_PLACE, "theme", "change", "reason"])
    placed["number"] = placed["number"].astype("int64")
    return placed.drop_duplicates([*_PLACE, "theme"])


def _warn_of_idle(rows: pd.DataFrame) -> None:
    """Warn of corrections that say what the rule says already."""
    idle = rows[
        rows["change"].eq("+") & rows["rule"].eq(1) | rows["change"].eq("-") & rows["rule"].eq(0)
    ]
    if len(idle):
        said = [
            f"{row.document}, number {row.number} ({row.change}{row.theme})"
            for row in idle.head(5).itertuples()
        ]
        warnings.warn(
            f"{len(idle)} corrections change nothing, since the rule has these themes already, or has them not: "
            f"{'; '.join(said)}{' …' if len(idle) > 5 else ''}; leave the rows out",
            stacklevel=4,
        )


def _grid(highlights: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    return highlights[_PLACE].merge(book.themes[["theme"]], how="cross")
