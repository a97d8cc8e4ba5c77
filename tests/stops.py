"""A folder written again by a process that is stopped at every point of it, and what is there then.

Run as a program, so that nothing but this forks: ``python tests/stops.py FOLDER`` prints the fault
table; ``--json`` prints every case, ``--every 5`` stops at every fifth line only.
"""

import contextlib
import errno
import json
import os
import shutil
import signal
import sys
import time
import warnings
from collections import Counter
from itertools import chain, count
from pathlib import Path

from analysis import console, manifests, staging

OLD = {"a.png": "old", "b.csv": "old", "gone.pdf": "old", "tables/d.csv": "old"}
NEW = {"a.png": "new", "b.csv": "new", "notebooks/c.ipynb": "new", "tables/d.csv": "new"}
MINE = {"mine.txt": "mine", "tables/mine.csv": "mine"}
FILLS = {"open", "os.mkdir", "shutil.copyfile"}  # system calls that need room on the disk
CHANGES = FILLS | {"os.rename", "os.remove", "os.rmdir"}
# The functions at every line of which the process is stopped: those that lock, decide and move
WATCHED = {"beside", "put", "_move", "_replace", "_lock"}
EVERY = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
# What a system may answer to one call and not to the next
ERRORS = ("EIO", "EDQUOT", "EINTR", "EMFILE", "EACCES")
SECONDS = 20  # after which a process counts as one that hangs


def laid_out(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    staging.write(folder, {name: text.encode() for name, text in OLD.items()}, track=True)
    for name, text in MINE.items():
        (folder / name).write_text(text)
    return folder


def state(folder):
    """The files that a person sees by name, and what is hidden."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    seen = {n: p.read_text() for n, p in names.items() if "/." not in f"/{n}"}
    hidden = {path.name for path in folder.glob(".*")} - {manifests.NAME}
    return seen, sorted(hidden)


def said(files):
    named = {"old": OLD | MINE, "new": NEW | MINE}
    return next((name for name, content in named.items() if files == content), "mixture")


def is_shown(folder):
    """Whether the manifests say that a run was stopped while it moved files."""
    folders = [folder, *(path for path in folder.iterdir() if path.is_dir())]
    return any(manifests.read(one)["moving"] for one in folders)


def job(folder):
    with staging.beside(folder) as made:
        staging.write(made, {"a.png": b"new"}, track=True)
        staging.write(made / "tables", {"d.csv": b"new"}, track=True)
        files = {"b.csv": b"new", "notebooks/c.ipynb": b"new"}
        staging.put(made, files, remove=["gone.pdf", "never.pdf"])


def at_line(line, act=None, *, twice=False):
    """Do something before the nth line of the moving that is run, or again soon after; what counts the lines."""
    steps = count()
    lines = {line, line + 3} if twice else {line}

    def step(frame, event, argument):
        if event == "line" and next(steps) in lines:
            act()
        return step

    def called(frame, event, argument):
        code = frame.f_code
        return step if code.co_filename == staging.__file__ and code.co_name in WATCHED else None

    sys.settrace(called)
    return steps


def refused_at(call, number, calls=CHANGES, *, lasting=False):
    """Have the system refuse the nth of these calls, or all from then on; what was called so far."""
    steps = []

    def hook(event, arguments):
        if event not in calls:
            return
        if event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
            return
        steps.append(event)
        if len(steps) == call or (lasting and len(steps) > call):
            raise OSError(number, os.strerror(number))

    sys.addaudithook(hook)
    return steps


def child(task):
    """The exit status of the task in a process of its own, and what it returned, or said of an error."""
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        signal.alarm(SECONDS)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, console._end)  # as the command answers it
        try:
            status, message = 0, task()
        except OSError as error:
            status, message = 1, error
        except KeyboardInterrupt:
            status, message = 130, "stopped"
        except BaseException as error:
            status, message = 70, f"{type(error).__name__}: {error}"
        sys.settrace(None)
        with contextlib.suppress(KeyboardInterrupt):
            os.write(writing, str(message).encode())
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as answer:
        message = answer.read()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), message


def case(folder, at, status, message):
    """What is in the folder, and what is there after the next run."""
    before, hidden = state(folder)
    shown = is_shown(folder)
    again, said_again = child(lambda: job(folder))
    after, left = state(folder)
    torn = sorted(set(before.values()) - {"old", "new", "mine"})
    kept = all(files.get(name) == text for files in (before, after) for name, text in MINE.items())
    return {
        "at": at, "status": status, "message": message, "before": said(before), "hidden": hidden,
        "shown": shown, "after": said(after), "left": left, "torn": torn, "kept": kept,
        "again": again, "said again": said_again,
    }  # fmt: skip


def at_every_line(folder, act, **options):
    """A case for each line."""

    def counted():
        steps = at_line(-1)
        job(folder)
        return next(steps)

    laid_out(folder)
    for line in range(0, int(child(counted)[1]), EVERY):
        laid_out(folder)
        status, message = child(lambda line=line: (at_line(line, act, **options), job(folder)))
        yield case(folder, line, status, message)


def kill():
    os._exit(9)


def interrupt():
    signal.raise_signal(signal.SIGINT)


def end():
    signal.raise_signal(signal.SIGTERM)


def calls(folder, number, wanted):
    """The calls of the whole job that change something."""

    def counted():
        steps = refused_at(0, number, wanted)
        job(folder)
        return " ".join(steps)

    laid_out(folder)
    return child(counted)[1].split()


def refusals(folder, number, wanted=CHANGES, *, lasting=False):
    """A case for each call that changes something."""
    for call in range(1, len(calls(folder, number, wanted)) + 1):
        laid_out(folder)
        status, message = child(
            lambda call=call: (refused_at(call, number, wanted, lasting=lasting), job(folder))
        )
        yield case(folder, call, status, message)


def vanishing(folder):
    """A case for each line at which somebody deletes the hidden folder."""

    def vanish():
        for hidden in folder.glob(f"{staging.PREFIX}*"):
            shutil.rmtree(hidden, ignore_errors=True)

    yield from at_every_line(folder, vanish)


def overlapping(folder, times=12):
    """Two processes that write to one folder at once."""
    for number in range(times):
        laid_out(folder)
        statuses = []
        started = []
        for delay in (0, number * 0.004):
            if (pid := os.fork()) == 0:
                time.sleep(delay)
                try:
                    job(folder)
                    os._exit(0)
                except staging.BusyError:
                    os._exit(2)
                except BaseException:
                    os._exit(70)
            started.append(pid)
        for pid in started:
            statuses.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        worst = 70 if 70 in statuses else 1 if 2 in statuses else 0
        yield case(folder, number, worst, "" if worst != 1 else "another run")


def refused():
    """The errors that are tried at each call: all of them, or one where not every line is tried."""
    return [getattr(errno, name) for name in (ERRORS if EVERY == 1 else ERRORS[:1])]


def every_case(folder):
    warnings.simplefilter("ignore")
    return {
        "kill -9": list(at_every_line(folder, kill)),
        "Ctrl-C": list(at_every_line(folder, interrupt)),
        "Ctrl-C twice": list(at_every_line(folder, interrupt, twice=True)),
        "SIGTERM": list(at_every_line(folder, end)),
        "one refusal": list(chain(*(refusals(folder, number) for number in refused()))),
        "a full disk": list(refusals(folder, errno.ENOSPC, FILLS, lasting=True)),
        "read-only": list(refusals(folder, errno.EROFS, lasting=True)),
        "hidden folder vanishes": list(vanishing(folder)),
        "two runs at once": list(overlapping(folder)),
    }


def is_lost(one):
    return bool(one["torn"]) or not one["kept"] or one["after"] != "new"


def is_mixed(one):
    """Whether old and new files are together and nothing says so."""
    stopped = one["status"] in (1, 9, 130)
    known = one["shown"] or "only partly written" in one["message"]
    return one["before"] == "mixture" and not (stopped and known)


def table(cases):
    """The fault table: what was done, how often, and what it did."""
    rows = []
    for way, found in cases.items():
        rows.append(
            {
                "way": way,
                "tried": len(found),
                "lost": sum(map(is_lost, found)),
                "mixed": sum(map(is_mixed, found)),
                "hangs": sum(one["status"] == -signal.SIGALRM for one in found),
                "tracebacks": sum(one["status"] == 70 for one in found),
                "seen": dict(Counter(f"{one['before']} ({one['status']})" for one in found)),
            }
        )
    return rows


def main():
    started = time.monotonic()
    cases = every_case(Path(sys.argv[1]))
    if "--json" in sys.argv:
        print(json.dumps(cases))
        return
    names = ("tried", "lost", "mixed", "hangs", "tracebacks")
    print(f"{'':24}" + "".join(f"{name:>11}" for name in names))
    for row in table(cases):
        print(f"{row['way']:24}" + "".join(f"{row[name]:>11}" for name in names), row["seen"])
    print(f"{time.monotonic() - started:.0f} seconds")


if __name__ == "__main__":
    main()
