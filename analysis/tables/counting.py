"""How often, in how many highlights, how evenly, and what goes with what."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables.dispersion import numbered

PLACE = ["document", "number"]
UNITS = {"token": "tokens", "entity": "mentions", "theme": "codes"}
PARTS = {"highlight": PLACE, "document": ["document"]}
SPLIT_VOICES = {"quote": ["quote"], "headline": ["headline"], "both": list(schema.VOICES)}


def counts(
    table: pd.DataFrame,
    *,
    by: str | pd.DataFrame | None = None,
    voice: str = "quote",
    of: pd.DataFrame | None = None,
    over: str = "highlight",
) -> pd.DataFrame:
    """How often each entity, token or theme occurs: one row each, by count, then by label.

    Columns: those of "counts" in `schema`. Open mentions and stop words are in no count.

    `by` splits: a column of the table (document, voice, kind …), or a table of mentions or codes, by whose labels the
    highlights are then parted (a highlight with two themes counts under both). `voice` is quote, headline or both; codes
    are made on the whole highlight and have none. `of` is the highlights table: it gives n, words, rate and dispersion,
    which is `over` highlights or documents; over fewer than two documents it is missing.

    >>> mentions = pd.DataFrame({"document": "a", "number": [1, 1, 2], "voice": "quote", "entity": ["IND", "IND", "ITA"],
    ...                          "label": ["India", "India", "Italy"], "kind": ["name", "demonym", "capital"]})
    >>> counts(mentions)[["label", "count", "strict", "highlights"]].values.tolist()
    [['India', 2, 2, 1], ['Italy', 1, 0, 1]]
    """
    if over not in PARTS:
        raise ValueError(f"over is {' or '.join(PARTS)}, not {over!r}{schema.near(over, PARTS)}")
    table = labelled(table)
    groups, table, heard = _split(_heard(table, voice, by), by, voice)
    table = table.dropna(subset=["group", "id"])
    if table.empty:
        return schema.empty("counts")
    row, place, places = _numbers(table, "group", "id"), _numbers(table, *PLACE), len(table)
    strict, cell = table["strict"].to_numpy(dtype=bool), row * places + place
    rows = table[["group", "id", "unit", "label"]].iloc[np.unique(row, return_index=True)[1]]
    rows = rows.assign(
        voice=[heard or group for group in rows["group"].tolist()],
        count=np.bincount(row),
        strict=np.bincount(row[strict], minlength=len(rows)),
        highlights=np.bincount(pd.unique(cell) // places),
        strict_highlights=np.bincount(pd.unique(cell[strict]) // places, minlength=len(rows)),
        **_denominators(rows, row, table, _sizes(of, groups, voice), PARTS[over]),
    )
    ordered = rows.sort_values(
        ["group", "count", "label", "id"], ascending=[True, False, True, True], kind="stable"
    )
    return schema.table(ordered, "counts")


def lengths(highlights: pd.DataFrame, *, voice: str = "quote") -> pd.DataFrame:
    """How many words each highlight has in a voice: the columns of "counts", unit words, one row a highlight.

    Words are what white space parts, as everywhere in this package. Labels are the number and the headline, or the first
    words of the quote where there is no headline; of several documents the document stands before them.
    """
    schema.check(highlights, "highlights", needs=("document", "number", *schema.VOICES))
    if highlights.empty:
        return schema.empty("counts")
    sizes = _sizes(highlights, None, voice).reset_index(drop=True)
    named = highlights["headline"].where(
        highlights["headline"] != "", highlights["quote"].str.slice(0, 60)
    )
    number = highlights["number"].astype("str")
    where = highlights["document"] + ", " if highlights["document"].nunique() > 1 else ""
    rows = pd.DataFrame(
        {
            "voice": voice,
            "group": "",
            "unit": "words",
            "id": (highlights["document"] + " " + number).array,
            "label": (where + number + ". " + named).array,
            "count": sizes["size"],
            "strict": sizes["size"],
            "highlights": 1,
            "strict_highlights": 1,
            "n": len(highlights),
            "words": int(sizes["size"].sum()),
            "rate": np.nan,
            "dispersion": np.nan,
        }
    )
    return schema.table(
        rows.sort_values(["count", "label"], ascending=[False, True], kind="stable"), "counts"
    )


def crosstab(
    rows: pd.DataFrame, columns: pd.DataFrame, *, of: pd.DataFrame, voice: str = "quote"
) -> pd.DataFrame:
    """In how many highlights each row goes with each column, the zeros among them: rows, then columns, by total and label.

    Columns: those of "crosstab" in `schema`. Takes mentions, tokens or codes on either side; the same table twice gives
    who goes with whom. Jaccard is both / either (Jaccard 1901); lift is both over what independence would give.
    """
    schema.check(of, "highlights", needs=("document", "number"))
    here = of[PLACE].drop_duplicates()
    left, right = (_present(side, voice).merge(here, on=PLACE) for side in (rows, columns))
    if left.empty or right.empty or of.empty:
        return schema.empty("crosstab")
    both = left.merge(right, on=PLACE, suffixes=("_row", "_column"))
    together = both.groupby(["id_row", "id_column"]).size()
    grid = _totals(left, "row").merge(_totals(right, "column"), how="cross")
    pairs = pd.MultiIndex.from_frame(grid[["row", "column"]])
    grid["highlights"] = together.reindex(pairs, fill_value=0).to_numpy()
    grid["n"] = len(of)
    grid["jaccard"] = grid["highlights"] / (
        grid["row_total"] + grid["column_total"] - grid["highlights"]
    )
    grid["lift"] = grid["highlights"] * grid["n"] / (grid["row_total"] * grid["column_total"])
    grid["voice"] = (
        voice if any("voice" in side.columns for side in (rows, columns)) else "highlight"
    )
    return schema.table(grid, "crosstab")


def labelled(table: pd.DataFrame) -> pd.DataFrame:
    """Mentions, tokens or codes with the columns id, label, unit and strict; what is in no count is left out."""
    known = [column for column in UNITS if column in table.columns]
    if not known:
        have = ", ".join(map(str, table.columns)) or "none"
        raise ValueError(
            f"this takes mentions, tokens or codes, so a column among {', '.join(UNITS)}; there are {have}"
        )
    column = known[0]
    counted = table[column].notna() & (table[column] != "")
    if "stop" in table.columns:
        counted &= ~table["stop"].astype(bool)
    table = table[counted]
    return table.assign(
        id=table[column],
        label=table["label"] if "label" in table.columns else table[column],
        unit=UNITS[column],
        strict=table["kind"].isin(schema.STRICT) if "kind" in table.columns else True,
    )


def _heard(table: pd.DataFrame, voice: str, by: object) -> pd.DataFrame:
    if voice not in SPLIT_VOICES:
        raise ValueError(
            f"voice is quote, headline or both, not {voice!r}{schema.near(voice, SPLIT_VOICES)}"
        )
    if "voice" not in table.columns or (isinstance(by, str) and by == "voice"):
        return table
    return table[table["voice"].isin(SPLIT_VOICES[voice])]


def _split(
    table: pd.DataFrame, by: object, voice: str
) -> tuple[pd.DataFrame | str | None, pd.DataFrame, str]:
    """What parts the highlights, the table with its group, and the voice of every row ("" where the group is the voice)."""
    heard = voice if "voice" in table.columns else "highlight"
    if by is None:
        return None, table.assign(group=""), heard
    if isinstance(by, pd.DataFrame):
        parts = _present(by, "both")[[*PLACE, "label"]].rename(columns={"label": "group"})
        return parts, table.drop(columns="group", errors="ignore").merge(parts, on=PLACE), heard
    if by not in table.columns:
        hint = schema.near(by, table.columns)
        raise ValueError(
            f"by is a column of the table or a table of mentions or codes, not {by!r}{hint}"
        )
    return by, table.assign(group=table[by].astype("str")), "" if by == "voice" else heard


def _sizes(
    of: pd.DataFrame | None, groups: pd.DataFrame | str | None, voice: str
) -> pd.DataFrame | None:
    """The words of every highlight in the voice counted: group, document, number, size."""
    if of is None:
        return None
    schema.check(of, "highlights", needs=("document", "number", *schema.VOICES))
    if isinstance(groups, str) and groups == "voice":
        return pd.concat(
            [of[PLACE].assign(group=name, size=spoken(of, name)) for name in schema.VOICES]
        )
    sizes = of[PLACE].assign(size=spoken(of, voice), group="")
    if isinstance(groups, pd.DataFrame):
        return sizes.drop(columns="group").merge(groups, on=PLACE)
    # A column that the highlights have themselves parts them: each group has its own highlights and words.
    return (
        sizes.assign(group=of[groups].astype("str"))
        if isinstance(groups, str) and groups in of.columns
        else sizes
    )


def spoken(highlights: pd.DataFrame, voice: str) -> np.ndarray:
    """How many words each highlight has in a voice, or in both."""
    texts = [highlights[name].tolist() for name in SPLIT_VOICES[voice]]
    return np.array(
        [[len(text.split()) for text in column] for column in texts], dtype="int64"
    ).sum(axis=0)


def _denominators(
    rows: pd.DataFrame,
    row: np.ndarray,
    table: pd.DataFrame,
    sizes: pd.DataFrame | None,
    part: list[str],
) -> dict[str, object]:
    """n, words, rate and dispersion over parts of the rows, which are missing where nobody said of what."""
    if sizes is None:
        unknown = pd.array([pd.NA] * len(rows), dtype="Int64")
        return {"n": unknown, "words": unknown, "rate": np.nan, "dispersion": np.nan}
    # A column that does not part the highlights (kind, say) has the whole as its denominator.
    if sizes["group"].eq("").all() and rows["group"].ne("").any():
        sizes = pd.concat([sizes.assign(group=group) for group in rows["group"].unique()])
    sizes = sizes[sizes["group"].notna()]
    group, groups = pd.factorize(sizes["group"])
    text = groups.get_indexer(
        rows["group"]
    )  # of each row the number of its group; -1 where no highlight is in it
    n, words = (
        np.bincount(group, size, len(groups) + 1)[text].astype("int64")
        for size in (None, sizes["size"])
    )
    return {
        "n": pd.arrays.IntegerArray(n, text < 0),
        "words": pd.arrays.IntegerArray(words, text < 0),
        "rate": 1000 * np.bincount(row) / np.where(words > 0, words, np.nan),
        "dispersion": _dispersions(row, text[row], table, group, sizes, part)
        .reindex(range(len(rows)))
        .array,
    }


def _dispersions(
    row: np.ndarray,
    text: np.ndarray,
    table: pd.DataFrame,
    group: np.ndarray,
    sizes: pd.DataFrame,
    part: list[str],
) -> pd.Series:
    """Gries' DP of every row over the parts of its group, by the number of the row; missing over a single document.

    `row` and `text` are the numbers of the row and the group of each line of the table, `group` those of the sizes.
    """
    if not sizes["size"].sum():
        return pd.Series(dtype="float64")
    keys, nowhere = ["group", *part], len(sizes)
    number = _numbers(pd.concat([sizes[keys], table[keys]]), *keys)
    of, at = number[: len(sizes)], number[len(sizes) :]
    texts = np.full(len(number), nowhere)
    texts[of] = group
    lost = np.flatnonzero((text >= 0) & (texts[at] == nowhere))
    if len(lost):
        first = lost[np.lexsort((at[lost], row[lost]))[0]]
        place = next(table[part].iloc[[first]].itertuples(index=False, name=None))
        raise ValueError(
            f"part {place!r} holds occurrences but has no size; give the highlights they were counted in"
        )
    several = (part == PLACE) | (np.bincount(texts[np.unique(of)], minlength=nowhere)[text] > 1)
    here = (text >= 0) & several
    return numbered(row[here], at[here], np.bincount(of, sizes["size"], len(texts)), texts).clip(
        0, 1
    )


def _numbers(table: pd.DataFrame, *columns: str) -> np.ndarray:
    """The number of what each row has in the columns, in sorted order."""
    number = np.zeros(len(table), dtype="int64")
    for column in columns:
        each, values = pd.factorize(table[column], sort=True, use_na_sentinel=False)
        number, _ = pd.factorize(number * len(values) + each, sort=True)
    return number


def _present(table: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Which id is in which highlight: document, number, id, label, each once."""
    table = _heard(labelled(table), voice, None)
    return table[[*PLACE, "id", "label"]].drop_duplicates([*PLACE, "id"])


def _totals(present: pd.DataFrame, side: str) -> pd.DataFrame:
    totals = present[["id", "label"]].drop_duplicates("id")
    totals["total"] = totals["id"].map(present["id"].value_counts())
    totals = totals.sort_values(
        ["total", "label", "id"], ascending=[False, True, True], kind="stable"
    )
    return totals.rename(columns={"id": side, "label": f"{side}_label", "total": f"{side}_total"})
