"""Whether the figures of a folder are still what their records say: drawn again and compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis import charts, schema, staging
from analysis.charts import sheet
from analysis.export import capsule, figures


def verify(folder: str | Path = "figures") -> pd.DataFrame:
    """One row a figure, by name: figure, status (same or changed), changed, detail.

    Each is drawn again from its recorded call, its table and options, and compared byte by byte with the files. `changed`
    names, parted by semicolons: missing (a file is gone), files (one was changed on disk), data (the article, codebook or
    gazetteer is no longer the one it was made from), style (the charts' code or style), versions (of what draws), and
    picture (the new one differs). A figure made by hand is only checked against its checksums.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(
            f"there is no folder {folder}: make the figures first (python -m analysis)"
        )
    staging.settle(folder)
    records = [(path, capsule.read(path)) for path in sorted(folder.glob("*.json"))]
    rows = [_row(folder, path.stem, record) for path, record in records if record is not None]
    return schema.table(rows, "verification")


def _row(folder: Path, stem: str, record: Mapping) -> tuple[str, str, str, str]:
    found: dict[str, str] = {}
    _compare_files(folder, record, found)
    _compare_inputs(record, found)
    if str(record["drawn"]).startswith("by hand"):
        note = f"{record['drawn']}, only checksums compared"
    else:
        note = _compare_drawing(stem, record, found)
    differs = {
        kind: detail
        for kind, detail in found.items()
        if kind not in ("style", "versions") or "picture" in found
    }
    details = [*(f"{kind}: {detail}" for kind, detail in found.items()), *([note] if note else [])]
    return (
        record["figure"],
        "changed" if differs else "same",
        "; ".join(differs),
        "; ".join(details),
    )


def _compare_files(folder: Path, record: Mapping, found: dict[str, str]) -> None:
    gone = [name for name in record["files"] if not (folder / name).is_file()]
    touched = [
        name
        for name, sha in record["files"].items()
        if name not in gone and capsule.digest((folder / name).read_bytes()) != sha
    ]
    if gone:
        found["missing"] = ", ".join(gone)
    if touched:
        found["files"] = ", ".join(touched)


def _compare_inputs(record: Mapping, found: dict[str, str]) -> None:
    """Compare what lies in `data` now with what was there then; files elsewhere cannot be found again."""
    now = capsule.knowledge() | {
        f"article {path.stem}": schema.digest(path)
        for path in sorted((schema.DATA / "articles").glob("*.*"))
    }
    changed = [name for name, sha in record["inputs"].items() if name in now and now[name] != sha]
    if changed:
        found["data"] = ", ".join(changed)


def _compare_drawing(stem: str, record: Mapping, found: dict[str, str]) -> str:
    """Draw again, compare with the recorded checksums and say what may have made the difference."""
    if record["style"] != capsule.style():
        found["style"] = "the charts' code or style"
    now = capsule.versions()
    other = [
        f"{name} {was} → {now.get(name, 'none')}"
        for name, was in record["versions"].items()
        if now.get(name) != was
    ]
    if other:
        found["versions"] = ", ".join(other)
    try:
        again = _drawn_again(record)
    except Exception as error:
        found["picture"] = f"cannot be drawn again: {type(error).__name__}: {error}"
        return ""
    pictures = {name: sha for name, sha in record["files"].items() if not name.endswith(".csv")}
    differ = [name for name, sha in pictures.items() if again[name.rsplit(".", 1)[1]] != sha]
    if differ:
        found["picture"] = ", ".join(differ)
    if capsule.digest(capsule.sheet(capsule.table(record["table"]))) != record["files"].get(
        f"{stem}.csv"
    ):
        found["data"] = ", ".join(
            filter(None, (found.get("data"), "the table in the record is not the one in the CSV"))
        )
    return ""


def _drawn_again(record: Mapping) -> dict[str, str]:
    """The checksums of the formats that the record has, drawn anew."""
    if record["chart"] not in charts.__all__:
        raise ValueError(
            f"no chart is called {record['chart']!r}{schema.near(record['chart'], charts.__all__)}"
        )
    figure = figures.again(
        record["chart"], capsule.table(record["table"]), capsule.given(record["arguments"])
    )
    (drawn,) = sheet.records(figure)
    formats = [
        f for f in figures.FORMATS if any(name.endswith("." + f) for name in record["files"])
    ]
    files = figures.rendered(
        figure,
        formats,
        title=record["title"],
        alt=record["alt"],
        source=record["source"],
        marks=drawn.marks,
        image=figures.pixels(figure),
    )
    return {ending: capsule.digest(content) for ending, content in files.items()}
