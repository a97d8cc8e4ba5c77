"""All files or none: stopped at any line, refused any call, the folder is wholly old or wholly new."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis import export, locks, manifests, staging
from tests import stops

SCRIPT = Path(__file__).parent / "stops.py"
WAYS = {
    "kill -9": {("old", 9), ("new", 9), ("mixture", 9)},
    "Ctrl-C": {("old", 130), ("new", 130), ("new", 0)},
    "Ctrl-C twice": {("old", 130), ("new", 130), ("new", 0)},
    "SIGTERM": {("old", 130), ("new", 130), ("new", 0)},
    "one refusal": {("old", 1), ("new", 0)},
    "a full disk": {("old", 1), ("new", 0)},
    "read-only": {("old", 1), ("new", 0), ("new", 1)},
    "hidden folder vanishes": {("old", 1), ("new", 0), ("new", 1)},
    "two runs at once": {("new", 0), ("new", 1)},
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    if not hasattr(os, "fork"):
        pytest.skip("each case is a process of its own, forked")
    # In memory where that is possible: a thousand folders are written.
    memory = Path("/dev/shm")
    folder = memory if os.access(memory, os.W_OK) else tmp_path_factory.mktemp("stops")
    place = folder / f"stops-{os.getpid()}"
    call = [sys.executable, SCRIPT, place, "--json", "--every", "5"]
    run = subprocess.run(call, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_lost_nothing_mixed_nothing_hangs(cases, way):
    assert len(cases[way]) >= 10
    for case in cases[way]:
        assert not stops.is_lost(case) and not stops.is_mixed(case) and not case["left"], case
        assert case["status"] not in (70, -signal.SIGALRM), case
        assert case["again"] == 0, case
    seen = {(case["before"], case["status"]) for case in cases[way]}
    assert {pair for pair in seen if pair[0] != "mixture"} <= WAYS[way]


def test_a_kill_is_tried_before_within_and_after_the_moving(cases):
    before = {case["before"] for case in cases["kill -9"]}
    assert before == {"old", "mixture", "new"}


def test_an_error_leaves_everything_as_it_was_and_says_what_to_do(cases):
    failed = [case for case in cases["a full disk"] if case["status"] == 1]
    assert len(failed) > 10
    said = [case["message"] for case in failed if case["before"] == "old"]
    assert said
    for message in said:
        assert "was left as it was; free some space there" in message


# The lock


def test_beside_says_who_is_at_work(tmp_path):
    script = "import sys, pathlib, time; from analysis import staging\nwith staging.beside(pathlib.Path(sys.argv[1])): print('in', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE) as run:
        run.stdout.readline()
        named = rf"another run \(process {run.pid} on .*\) is writing to .*; wait until it ends"
        with pytest.raises(staging.BusyError, match=named), staging.beside(tmp_path):
            pass
        run.kill()
    staging.write(tmp_path, {"a": b"new"})  # the lock went with the process, and so did its folder
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_write_waits_for_another_that_is_short(tmp_path, monkeypatch):
    script = "import sys, pathlib, time; from analysis import staging\nwith staging.beside(pathlib.Path(sys.argv[1])): print('in', flush=True); time.sleep(1)"
    with subprocess.Popen([sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE) as run:
        run.stdout.readline()
        staging.write(tmp_path, {"a": b"new"})
        assert run.wait() == 0
    assert (tmp_path / "a").read_bytes() == b"new"


def test_beside_of_a_process_that_holds_the_lock(tmp_path):
    with staging.beside(tmp_path) as made:
        (made / "a").write_text("new")
        staging.write(tmp_path, {"b": b"new"})
        staging.put(made)
    assert sorted(path.name for path in tmp_path.glob("[a-z]*")) == ["a", "b"]


def test_a_lock_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "mine").write_text("x")
    try:
        (tmp_path / locks.NAME).symlink_to(tmp_path / "mine")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(OSError, match="was left as it was"):
        staging.write(tmp_path, {"a": b"new"})
    assert (tmp_path / "mine").read_text() == "x"


def test_a_file_system_without_locks_is_written_to(tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")

    def none(*_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    assert staging.write(tmp_path, {"a": b"new"}) == [tmp_path / "a"]


def test_verify_leaves_a_run_at_work_alone(tmp_path):
    with staging.beside(tmp_path) as made:
        staging.write(made, {"a.png": b"new"}, track=True)
        export.verify(tmp_path)
        staging.put(made)
    assert (tmp_path / "a.png").read_bytes() == b"new"


# What was made is what is there


def test_a_hidden_folder_that_was_deleted_is_not_made_again(tmp_path):
    with staging.beside(tmp_path) as made:
        staging.write(made, {"a": b"1"}, track=True)
        shutil.rmtree(made.parent)
        for write in (lambda: staging.write(made, {"b": b"1"}), lambda: staging.put(made)):
            with pytest.raises(OSError, match="the temporary folder of this run was deleted"):
                write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a", "tables/b"])
def test_a_file_that_vanishes_before_it_is_moved_ends_the_run(tmp_path, name):
    with staging.beside(tmp_path) as made:
        staging.write(made, {"a": b"1"}, track=True)
        staging.write(made / "tables", {"b": b"1"}, track=True)
        (made / name).unlink()
        with pytest.raises(OSError, match=r"a file of this run was deleted.*was left as it was"):
            staging.put(made)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_another_program_changes_at_once_is_an_error(tmp_path, monkeypatch):
    staging.write(tmp_path, {"a": b"old"})
    replace = os.replace

    def meddling(source, target):
        replace(source, target)
        if Path(target).read_bytes() == b"new":
            Path(target).write_bytes(b"other")

    monkeypatch.setattr(os, "replace", meddling)
    with pytest.raises(OSError, match=r"a file is not what was written.* was left as it was"):
        staging.write(tmp_path, {"a": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"


# Names


OUTSIDE = ["../outside", "/outside", "x/../../outside", "..\\outside", "C:outside", "a\0b", "", "."]


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_name_reaches_out_of_the_folder(tmp_path, name):
    with pytest.raises(ValueError, match="is not the name of a file inside"):
        staging.write(tmp_path, {name: b"new"})
    with pytest.raises(ValueError, match="is not the name of a file inside"):
        staging.write(tmp_path, {"a": b"new"}, remove=[name])
    assert list(tmp_path.iterdir()) == []


HOSTILE = ["", "[]", "{}", '{"files": 1, "moving": {}}', "\x00", "{", "[" * 100_000, "null"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_manifest_that_is_none_of_ours(tmp_path, text):
    (tmp_path / manifests.NAME).write_text(text)
    assert manifests.read(tmp_path) == {"files": {}, "moving": {}}
    staging.write(tmp_path, {"a": b"new"}, track=True)
    assert list(manifests.read(tmp_path)["files"]) == ["a"]


def test_manifest_that_is_a_giant(tmp_path):
    with (tmp_path / manifests.NAME).open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no room
    assert manifests.read(tmp_path) == {"files": {}, "moving": {}}


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "a/b.csv", "a\0b", "x" * 300, "..", ""])
def test_manifest_names_that_no_file_of_the_folder_has(tmp_path, name):
    known = {"files": {name: "0"}, "moving": {name: "0"}}
    (tmp_path / manifests.NAME).write_text(json.dumps(known))
    assert manifests.read(tmp_path) == {"files": {}, "moving": {}}
    assert export.verify(tmp_path).empty
    staging.write(tmp_path, {"a.csv": b"new"}, track=True)


def test_links_that_look_like_leftovers_are_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("x")
    try:
        link = tmp_path / f"{staging.PREFIX}x"
        link.symlink_to(tmp_path / "mine", target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    staging.write(tmp_path, {"a": b"new"})
    assert (tmp_path / "mine" / "letter").exists()


def test_a_link_in_the_folder_is_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.mkdir()
    (tmp_path / "out").mkdir()
    try:
        (tmp_path / "out" / "tables").symlink_to(victim, target_is_directory=True)
        (tmp_path / "out" / "a").symlink_to(victim / "a")
    except OSError:
        pytest.skip("no symbolic links here")
    (victim / "a").write_text("mine")
    staging.write(tmp_path / "out", {"a": b"new"})
    with pytest.raises(OSError, match=r"a link to another folder .* was left as it was"):
        staging.write(tmp_path / "out", {"a": b"newer", "tables/highlights.csv": b"new"})
    assert (tmp_path / "out" / "a").read_bytes() == b"new"
    assert [(path.name, path.read_text()) for path in victim.iterdir()] == [("a", "mine")]


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


# Tables that people edit


def test_put_keeps_a_table_that_was_edited(tmp_path):
    staging.write(
        tmp_path, {"t/review.csv": b"old", "t/b.csv": b"old", "c.png": b"old"}, track=True
    )
    (tmp_path / "t" / "review.csv").write_bytes(b"mine")
    (tmp_path / "c.png").write_bytes(b"mine")
    files = {"t/review.csv": b"new", "t/b.csv": b"new", "c.png": b"new"}
    with pytest.warns(UserWarning, match=r"review\.csv was edited and is kept") as said:
        written = staging.write(tmp_path, files, track=True)
    assert len(said) == 1
    assert [path.name for path in written] == ["review.new.csv", "b.csv", "c.png"]
    content = {path.name: path.read_bytes() for path in tmp_path.rglob("[a-z]*.*")}
    assert content["review.csv"] == b"mine" and content["review.new.csv"] == b"new"
    assert content["b.csv"] == content["c.png"] == b"new"


def test_what_a_killed_run_moved_does_not_count_as_edited(tmp_path):
    staging.write(tmp_path, {"a.csv": b"old", "b.csv": b"old"}, track=True)
    path = tmp_path / manifests.NAME
    known = json.loads(path.read_text())
    known["moving"] = {"a.csv": hashlib.sha256(b"newer").hexdigest()}
    path.write_text(json.dumps(known))
    (tmp_path / "a.csv").write_bytes(b"newer")
    staging.write(tmp_path, {"a.csv": b"newest", "b.csv": b"newest"}, track=True)
    assert (tmp_path / "a.csv").read_bytes() == b"newest"
    assert manifests.read(tmp_path)["moving"] == {}


def test_what_is_not_tracked_leaves_no_manifest(tmp_path):
    staging.write(tmp_path, {"a.csv": b"old"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_time_is_not_needed(tmp_path, monkeypatch):
    """A clock that runs days ahead, as in some containers, changes nothing."""
    monkeypatch.setattr(time, "time", lambda: 0.0)
    staging.write(tmp_path, {"a": b"new"})
    assert (tmp_path / "a").exists()
