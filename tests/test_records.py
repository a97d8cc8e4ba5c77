"""Records of figures that are not ours or were altered, and tables that keep their source."""

import json

import pandas as pd
import pytest

from analysis import export, load
from tests.test_export import write


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        '{"figure": "x", "files": {}}',
        '{"figure": "x", "files": ["a.png"]}',
        '"figure files"',
        "{",
        "7",
    ],
)
def test_verify_says_what_is_not_a_record(tmp_path, content):
    write(tmp_path, "a")
    (tmp_path / "other.json").write_text(content)
    found = export.verify(tmp_path)[["figure", "status"]].values.tolist()
    assert found == [["a", "same"], ["other", "unreadable"]]


@pytest.mark.parametrize(
    "change",
    [
        {"files": {"../a.png": "0"}},
        {"files": {"/etc/hosts": "0"}},
        {"files": {"b\\a.png": "0"}},
        {"files": {"..": "0"}},
        {"files": {"a.png": 7}},
        {"files": ["a.png"]},
        {"inputs": None},
        {"title": 1},
        {"table": []},
    ],
)
def test_verify_does_not_follow_a_record_with_other_keys_or_folders(tmp_path, change):
    write(tmp_path, "a")
    path = tmp_path / "a.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    assert export.verify(tmp_path)["status"].tolist() == ["unreadable"]


@pytest.mark.parametrize("chart", ["style", "frame", "__doc__", "bar"])
def test_a_record_draws_charts_alone(tmp_path, chart):
    write(tmp_path, "a")
    path = tmp_path / "a.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"chart": chart}), "utf-8")
    row = export.verify(tmp_path).iloc[0]
    assert row["changed"] == "files; picture"
    assert f"no chart is called {chart!r}" in row["detail"]


def test_highlights_that_come_back_keep_their_source(tmp_path):
    read = load.read()
    mended = read.highlights.assign(headline=read.highlights["headline"].str.upper())
    export.tables(tmp_path, highlights=mended, documents=read.documents)
    again = load.read(tmp_path / "highlights.csv")
    pd.testing.assert_frame_equal(again.highlights, mended)
    said = ["document", "title", "authors", "date", "publisher"]
    pd.testing.assert_frame_equal(again.documents[said], read.documents[said])
    assert again.documents.loc[0, "authors"]
