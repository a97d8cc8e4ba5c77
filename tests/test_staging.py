"""All files or none: stopped at any line, refused any call, the folder is as it was or as it is to be, and clean."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import staging

STOPS = Path(__file__).parent / "stops.py"


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    if not hasattr(os, "fork"):
        pytest.skip("each case is a process of its own, forked")
    folder = tmp_path_factory.mktemp("stops") / "folder"
    run = subprocess.run(
        [sys.executable, STOPS, folder], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def kinds(cases):
    return {(case["before"], case["after"]) for case in cases}


WAYS = [
    "kills",
    "kills while mending",
    "kills while undoing",
    "one refusal",
    "a full disk",
    "read-only",
]


@pytest.mark.parametrize("way", WAYS)
def test_the_next_run_finds_the_folder_wholly_old_or_wholly_new_and_leaves_nothing_hidden(
    cases, way
):
    assert len(cases[way]) > 20
    for case in cases[way]:
        assert case["after"] in ("old", "new") and not case["left"] and not case["torn"], case
        assert case["after"] == case["before"] or case["hidden"], case


def test_a_kill_is_tried_before_within_and_after_the_moving(cases):
    assert kinds(cases["kills"]) == {
        ("old", "old"),
        ("old", "new"),
        ("mixture", "new"),
        ("new", "new"),
    }
    assert cases["kills"][-1]["status"] == 0 and not cases["kills"][-1]["hidden"]


def test_a_kill_is_tried_before_within_and_after_the_undoing_too(cases):
    undone = {("mixture", "old"), ("old", "old")}
    assert (
        undone
        <= kinds(cases["kills while undoing"])
        <= undone | {("mixture", "new"), ("old", "new")}
    )
    assert cases["kills while undoing"][-1]["status"] == 1


@pytest.mark.parametrize("way", ["one refusal", "a full disk"])
def test_an_error_leaves_everything_as_it_was_at_once(cases, way):
    failed = [case for case in cases[way] if case["status"] == 1]
    assert len(failed) > 15
    for case in failed:
        assert (case["before"], case["hidden"]) == ("old", []), case


def test_a_disk_that_fails_for_good_in_the_midst_is_said_to_be_mended_by_the_next_run(cases):
    for case in cases["read-only"]:
        if case["status"] == 1 and case["after"] != "old":
            assert "is half written, which the next run mends" in case["message"], case
    assert ("mixture", "new") in kinds(cases["read-only"])


def test_the_message_says_what_became_of_the_folder_and_what_to_do(cases):
    said = {
        case["message"].partition("folder")[2]
        for case in cases["a full disk"]
        if "as it was" in case["message"]
    }
    assert said == {" was left as it was; free some space there, or write to another folder"}
    assert any("let the folder be written to" in case["message"] for case in cases["read-only"])


# What was left


GONE = f"{staging.PREFIX}999999999-x"  # no process has that number


def left(folder, files, **journal):
    for name, content in files.items():
        path = folder / GONE / "new" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    if journal:
        (folder / GONE / "forward").write_text(
            json.dumps({"put": [], "remove": [], "had": []} | journal)
        )
    return folder


def test_what_was_certain_is_finished_and_what_was_not_is_cleared(tmp_path):
    assert staging.settle(left(tmp_path, {"a": "new"})) == []
    assert list(tmp_path.iterdir()) == []
    assert staging.settle(left(tmp_path, {"a": "new"}, put=["a"])) == ["a"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


OUTSIDE = ["../outside", "/outside", "x/../../outside", "..\\outside", "C:outside", "a\0b", "", "."]


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_name_reaches_out_of_the_folder(tmp_path, name):
    with pytest.raises(ValueError, match="is no name of a file inside"):
        staging.write(tmp_path, {name: b"new"})
    with pytest.raises(ValueError, match="is no name of a file inside"):
        staging.write(tmp_path, {"a": b"new"}, remove=[name])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_journal_reaches_out_of_the_folder(tmp_path, name):
    (tmp_path / "outside").write_text("mine")
    folder = left(tmp_path / "in", {"a": "new"}, put=["a"], remove=[name])
    assert staging.settle(folder) == []
    assert (tmp_path / "outside").read_text() == "mine" and list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"put": "a"}', '{"put": [1], "remove": [], "had": []}', "\x00", "{"]
)
def test_what_is_no_journal_is_none(tmp_path, text):
    left(tmp_path, {"a": "new"}, put=["a"])
    (tmp_path / GONE / "forward").write_text(text)
    assert staging.settle(tmp_path) == [] and list(tmp_path.iterdir()) == []


def test_nobody_touches_what_another_is_at_work_on(tmp_path):
    with staging.beside(tmp_path) as made:
        (made / "a").write_text("new")
        staging.write(tmp_path, {"b": b"new"})
        staging.put(made)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_process_that_was_given_the_number_of_a_killed_one_is_not_taken_for_it(tmp_path):
    mine = tmp_path / f"{staging.PREFIX}{os.getpid()}-x"
    mine.mkdir()
    os.utime(mine, (1, 1))
    staging.settle(tmp_path)
    assert not mine.exists()


def test_what_cannot_be_finished_is_undone_and_said_once(tmp_path):
    left(tmp_path, {"a": "new", "b/c": "new"}, put=["a", "b/c"])
    (tmp_path / "b").write_text("mine")
    with pytest.raises(OSError, match="was left as it was"):
        staging.settle(tmp_path)
    staging.write(tmp_path, {"d": b"new"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "d"]


def test_links_that_look_like_leavings_are_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("x")
    try:
        (tmp_path / GONE).symlink_to(tmp_path / "mine", target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    staging.settle(tmp_path)
    assert (tmp_path / "mine" / "letter").exists()


# What is in the way


def test_a_folder_in_the_place_of_a_file_is_named_before_anything_moves(tmp_path):
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError, match=r"rename it \(b\).* was left as it was"):
        staging.write(tmp_path, {"a": b"new", "b": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_file_in_the_place_of_a_folder_is_named_too(tmp_path):
    (tmp_path / "notebooks").write_text("mine")
    with pytest.raises(OSError, match="was left as it was"):
        staging.write(tmp_path, {"a": b"new", "notebooks/b": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["notebooks"]
    with pytest.raises(NotADirectoryError, match="name a folder to write to"):
        staging.write(tmp_path / "notebooks", {"a": b"new"})


def test_where_there_are_no_links_the_old_files_are_copied(tmp_path, monkeypatch):
    def none(*_, **__):
        raise NotImplementedError

    monkeypatch.setattr(os, "link", none)
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c").mkdir()
    staging.write(tmp_path, {"a": b"new"})
    assert (tmp_path / "a").read_text() == "new"
    monkeypatch.setattr(staging, "_forward", none)
    with pytest.raises(NotImplementedError):
        staging.write(tmp_path, {"a": b"newer"})
    assert (tmp_path / "a").read_text() == "new"


def test_what_is_moved_on_is_synced_once_by_whoever_moves_it_on(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    with staging.beside(tmp_path) as made:
        staging.write(made, {"a": b"1", "b": b"2"})
        inner = len(synced)
        staging.put(made)
    assert inner <= 1 and len(synced) - inner == 4  # two files, the journal, the folder
