"""Check whether the figures of a folder are still what their records say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import charts, csv_files, manifests, schema
from analysis.charts.record import records
from analysis.export import drawing, provenance


def verify(folder: str | Path = "figures") -> pd.DataFrame:
    """Draw the figures of a folder again and compare them byte by byte with the files.

    Nothing is written, and nothing in the folder is trusted: a record that cannot be read is a row,
    links and pipes are not followed. A figure made by hand is only compared with its checksums.

    Parameters
    ----------
    folder : str or Path
        The folder of figures.

    Returns
    -------
    DataFrame
        One row for each figure, by name: figure, status ("same", "changed" or "unreadable"),
        changed, detail. `changed` names, separated by semicolons, what differs: record (the JSON is
        missing or unreadable), missing (a file is gone), files (one was changed on disk), data (the
        article, codebook or gazetteer is no longer the one it was made from), style (the charts'
        code or style), versions (of what draws) and picture (the new one differs).

    Raises
    ------
    FileNotFoundError
        If there is no such folder.

    Examples
    --------
    >>> import tempfile
    >>> from analysis import charts, export, load, tables
    >>> table = tables.lengths(load.article())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     picture = export.figure(charts.bars(table), table, "lengths", folder=folder)
    ...     verify(folder).values.tolist()
    [['lengths', 'same', '', '']]
    """
    folder = Path(folder)
    if not folder.is_dir():
        advice = "make the figures first (highlights-analysis)"
        raise FileNotFoundError(f"there is no folder {folder}: {advice}")
    known = manifests.read(folder)
    rows = []
    for stem in _stems(folder, known["files"]):
        row = _row(folder, stem, known)
        rows.append(tuple(map(_printable, row)))
    return schema.table(rows, "verification")


class _Row(NamedTuple):
    figure: str
    status: str
    changed: str
    detail: str


def _stems(folder: Path, written: Mapping[str, str]) -> list[str]:
    """The stems of everything that is or should be a figure."""
    names = {path.name for path in folder.iterdir()}
    endings = tuple(f".{ending}" for ending in drawing.FORMATS)
    records = [name for name in names if name.endswith(".json")]
    # Without a manifest any picture may be one of ours; with one, a photograph next to the figures
    # is nobody's concern.
    pictures = [name for name in written or names if name.endswith(endings)]
    stems = set()
    for name in (*records, *pictures):
        stem = name.rpartition(".")[0]
        is_hidden = not stem or stem.startswith(".")
        if not is_hidden:
            stems.add(stem)
    return sorted(stems)


def _row(folder: Path, stem: str, known: Mapping[str, Mapping[str, str]]) -> _Row:
    """The row of one figure, whatever its files hold."""
    path = folder / f"{stem}.json"
    try:
        record = provenance.read(path)
    except FileNotFoundError:
        return _Row(stem, "changed", "record", f"record: {path.name} is missing")
    except (OSError, ValueError) as error:
        reason = error
        if isinstance(error, OSError):
            reason = error.strerror
        return _Row(stem, "unreadable", "record", f"record: {path.name}: {reason}")
    try:
        return _compared(folder, stem, record, known)
    except (OSError, ValueError, TypeError, KeyError, MemoryError, RecursionError) as error:
        return _Row(stem, "unreadable", "record", f"record: {type(error).__name__}: {error}")


def _compared(folder: Path, stem: str, record: Mapping, known: Mapping) -> _Row:
    """The row of a figure whose record was read."""
    found = _changes_of_files(folder, stem, record, known)
    found |= _changes_of_inputs(record)
    is_by_hand = record["drawn"].startswith("by hand")
    if not is_by_hand:
        for kind, detail in _changes_of_drawing(stem, record).items():
            if kind in found:
                detail = f"{found[kind]}, {detail}"
            found[kind] = detail

    # Another style or version matters only if the picture differs.
    differs = list(found)
    if "picture" not in found:
        differs = [kind for kind in found if kind not in ("style", "versions")]
    details = [f"{kind}: {detail}" for kind, detail in found.items()]
    if is_by_hand:
        details.append(f"{record['drawn']}, only checksums compared")
    status = "same"
    if differs:
        status = "changed"
    return _Row(record["figure"], status, "; ".join(differs), "; ".join(details))


def _changes_of_files(folder: Path, stem: str, record: Mapping, known: Mapping) -> dict[str, str]:
    """Which files are gone or are not what was written."""
    expected = dict(record["files"])
    json_file = f"{stem}.json"
    if json_file in known["files"]:
        expected[json_file] = known["files"][json_file]
    gone, touched = [], []
    for name, sha in expected.items():
        try:
            content = provenance.content(folder / name)
        except FileNotFoundError:
            gone.append(name)
        except ValueError as reason:
            touched.append(f"{name} ({reason})")
        else:
            if provenance.digest(content) != sha:
                touched.append(name)
    if touched and set(known["moving"]) & set(expected):
        touched.append("a run was stopped while it wrote them")
    found = {}
    if gone:
        found["missing"] = ", ".join(gone)
    if touched:
        found["files"] = ", ".join(touched)
    return found


def _changes_of_inputs(record: Mapping) -> dict[str, str]:
    """Which files of `data` are not what they were; files elsewhere cannot be found again."""
    now = provenance.knowledge()
    for path in sorted((schema.DATA / "articles").glob("*.*")):
        now[f"article {path.stem}"] = schema.digest(path)
    changed = []
    for name, sha in record["inputs"].items():
        if name in now and now[name] != sha:
            changed.append(name)
    if changed:
        return {"data": ", ".join(changed)}
    return {}


def _changes_of_drawing(stem: str, record: Mapping) -> dict[str, str]:
    """Draw again, compare with the recorded checksums, and say what may have made the difference."""
    found = {}
    if record["style"] != provenance.style():
        found["style"] = "the charts' code or style"
    now = provenance.versions()
    others = []
    for package, version in record["versions"].items():
        if now.get(package) != version:
            others.append(f"{package} {version} → {now.get(package, 'none')}")
    if others:
        found["versions"] = ", ".join(others)
    try:
        again = _drawn_again(record)
    # Whatever a crafted table or option does to a chart function.
    except Exception as error:
        found["picture"] = f"cannot be drawn again: {type(error).__name__}: {error}"
        return found
    differ = []
    for name, sha in record["files"].items():
        ending = name.rpartition(".")[2]
        if ending != "csv" and again[ending] != sha:
            differ.append(name)
    if differ:
        found["picture"] = ", ".join(differ)
    table = csv_files.encoded(provenance.table_from_json(record["table"]))
    if provenance.digest(table) != record["files"].get(f"{stem}.csv"):
        found["data"] = "the table in the record is not the one in the CSV"
    return found


def _drawn_again(record: Mapping) -> dict[str, str]:
    """The checksums of the formats that the record has, drawn again."""
    chart = record["chart"]
    if chart not in charts.__all__:
        hint = schema.near(chart, charts.__all__)
        raise ValueError(f"no chart is called {chart!r}{hint}")
    table = provenance.table_from_json(record["table"])
    arguments = provenance.arguments_from_json(record["arguments"])
    figure = drawing.again(chart, table, arguments)
    (drawn,) = records(figure)
    written = {name.rpartition(".")[2] for name in record["files"]}
    files = drawing.rendered(
        figure,
        [ending for ending in drawing.FORMATS if ending in written],
        title=record["title"],
        alt=record["alt"],
        source=record["source"],
        marks=drawn.marks,
        image=drawing.pixels(figure),
    )
    return {ending: provenance.digest(content) for ending, content in files.items()}


def _printable(text: str) -> str:
    """The text with control characters escaped, so that a terminal shows them and obeys none."""
    if text.isprintable():
        return text
    shown = ""
    for letter in text:
        if letter.isprintable():
            shown += letter
        else:
            shown += ascii(letter)[1:-1]
    return shown
