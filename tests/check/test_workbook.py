"""All tables as one Excel workbook: here, since only `make check` installs openpyxl."""

import openpyxl

from analysis import export, load, schema
from tests import make


def test_the_workbook_holds_every_table_as_text(tmp_path):
    table = make.counts(("a", 19), ("b", 7), ("c", 5), ("d", 2))
    labels = ["=1+1", "x\x00y", "z" * 40_000, "ok"]
    table = schema.table(table.assign(label=labels), "counts")
    for folder in ("a", "b"):
        export.tables(tmp_path / folder, counts=table, highlights=load.article())
    written = [(tmp_path / folder / "tables.xlsx").read_bytes() for folder in ("a", "b")]
    assert written[0] == written[1]
    book = openpyxl.load_workbook(tmp_path / "a" / "tables.xlsx")
    assert book.sheetnames == ["counts", "highlights"]
    cell = book["counts"].cell(2, 5)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert book["counts"].cell(2, 6).value == 19
