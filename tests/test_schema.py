"""The declared tables, their checks, and the data dictionary that people read."""

import re

import pandas as pd
import pytest

from analysis import schema
from tests.make import highlights


def test_every_table_has_an_empty_form_of_the_declared_types():
    for name, columns in schema.TABLES.items():
        frame = schema.empty(name)
        assert [(c.name, c.dtype) for c in columns] == [
            (n, str(d)) for n, d in frame.dtypes.items()
        ], name
        assert schema.check(frame, name) is frame


def test_a_table_of_rows_takes_the_declared_order_and_types():
    frame = highlights(("h", "q"))
    pd.testing.assert_series_equal(frame.dtypes, schema.empty("highlights").dtypes)
    shuffled = frame[frame.columns[::-1]].assign(more=1)
    pd.testing.assert_frame_equal(schema.table(shuffled, "highlights"), frame)


def test_a_table_of_tuples_is_that_of_a_frame():
    rows = [("talk", 1, "Ana", "", "nets", None), ("talk", 2, "Ana", "", "nets", 1)]
    names = [column.name for column in schema.columns("codings")]
    frame = schema.table(pd.DataFrame(rows, columns=names), "codings")
    pd.testing.assert_frame_equal(schema.table(rows, "codings"), frame)


def test_an_unknown_table_is_answered_with_the_nearest():
    with pytest.raises(KeyError, match="did you mean 'mentions'"):
        schema.empty("mention")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop(columns="quote"), "needs a column 'quote'"),
        (lambda t: t.rename(columns={"quote": "quotes"}), "did you mean to rename 'quotes'"),
        (lambda t: t.assign(quote=[None]), "row 0 of the highlights table has no text in 'quote'"),
    ],
)
def test_a_table_that_is_not_right_is_refused_by_column(change, message):
    good = highlights(("h", "q"))
    with pytest.raises(ValueError, match=re.escape(message)):
        schema.check(change(good), "highlights")


def test_check_a_key_that_occurs_twice():
    table = highlights(
        "x", {"document": "b", "quote": "y"}, "z", {"document": "b", "quote": "w", "number": 1}
    )
    message = "rows 1 and 3 of the highlights table are both highlight 1 of 'b'; give each highlight of a document its own"
    for needs in (None, ("document", "number")):
        with pytest.raises(ValueError, match=message):
            schema.check(table, "highlights", needs=needs)
    assert schema.check(table, "highlights", needs=("document", "quote")) is table
    schema.check(table.iloc[:3], "highlights")


def test_something_that_is_no_table_is_refused():
    with pytest.raises(TypeError, match="a highlights table must be a pandas DataFrame, not list"):
        schema.check([], "highlights")


def rendered() -> str:
    """The dictionary as the datasheet prints it."""
    lines = []
    for name, rows in schema.dictionary().groupby("table", sort=False):
        lines += [f"### `{name}`", "", "| column | type | meaning | example |", "|---|---|---|---|"]
        lines += [
            f"| `{r.column}` | {r.type} | {r.meaning.replace('|', '&#124;')} | {r.example.replace('|', '&#124;')} |"
            for r in rows.itertuples()
        ]
        lines.append("")
    return "\n".join(lines).strip()


def test_the_datasheet_explains_every_column_as_declared():
    text = (schema.DATA / "README.md").read_text("utf-8")
    assert rendered() in text, (
        "data/README.md is behind schema.dictionary(): print rendered() and paste it in"
    )


def test_the_datasheet_names_every_data_file():
    text = (schema.DATA / "README.md").read_text("utf-8")
    files = [
        path.relative_to(schema.DATA)
        for path in schema.DATA.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    unnamed = [
        str(path)
        for path in files
        if path.name != "README.md" and f"`{path.as_posix()}`" not in text
    ]
    assert not unnamed


def test_the_datasheet_explains_every_column_of_every_data_table():
    text = (schema.DATA / "README.md").read_text("utf-8")
    for path in sorted(schema.DATA.rglob("*.csv")):
        header = path.read_text("utf-8").splitlines()[0].split(",")
        section = (
            text.split(f"`{path.relative_to(schema.DATA).as_posix()}`")[-1]
            if "codings" not in path.parts
            else text
        )
        missing = [column for column in header if f"`{column}`" not in section]
        assert not missing, (path.name, missing)
