"""A folder written anew by a process that is stopped at every point of it, one after another; what is there afterwards.

Run as a program, so that nothing but this forks: `python tests/stops.py FOLDER` prints one JSON object a case.
"""

import errno
import json
import os
import shutil
import sys
from itertools import count
from pathlib import Path

import psutil  # noqa: F401  (imported before the clock of lines begins to tick)

from analysis import staging

OLD = {"a.png": "old", "b.csv": "old", "gone.pdf": "old", "mine.txt": "mine"}
NEW = {"a.png": "new", "b.csv": "new", "notebooks/c.ipynb": "new", "mine.txt": "mine"}
FILLS = {"open", "os.link", "os.mkdir"}  # system calls that need room on the disk
CHANGES = FILLS | {"os.rename", "os.remove", "os.rmdir"}


def laid_out(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in OLD.items():
        (folder / name).write_text(content)
    return folder


def state(folder):
    """The files by name, and what is hidden."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    files = {name: path.read_text() for name, path in found.items() if not name.startswith(".")}
    return files, sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def said(files):
    return "old" if files == OLD else "new" if files == NEW else "mixture"


def job(folder):
    with staging.beside(folder) as made:
        (made / "a.png").write_text("new")
        (made / "notebooks").mkdir()
        (made / "notebooks" / "c.ipynb").write_text("new")
        staging.put(made, {"b.csv": b"new"}, remove=["gone.pdf", "never.pdf"])


def killed_at(line):
    """Be killed before the nth line of `staging` that is run."""
    steps = count()

    def step(frame, event, argument):
        if event == "line" and next(steps) == line:
            os._exit(9)
        return step

    sys.settrace(lambda frame, *_: step if frame.f_code.co_filename == staging.__file__ else None)


def refused_at(call, number, calls=CHANGES, *, lasting=False):
    """Have the system refuse the nth of these calls, or all from then on; what was called so far."""
    steps = []

    def hook(event, arguments):
        if event not in calls or (
            event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
        ):
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
        try:
            status, message = 0, task()
        except OSError as error:
            status, message = 1, error
        sys.settrace(None)
        os.write(writing, str(message).encode())
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as answer:
        message = answer.read()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), message


def case(folder, at, status, message):
    """What is in the folder, and what is there after it has been settled."""
    before, hidden = state(folder)
    staging.settle(folder)
    after, left = state(folder)
    return {
        "at": at, "status": status, "message": message, "before": said(before), "hidden": hidden, "after": said(after),
        "left": left, "torn": sorted(set(before.values()) - {"old", "new", "mine"}),
    }  # fmt: skip


def kills(folder):
    """A case for each line, until the process comes to its end."""
    for line in count():
        laid_out(folder)
        status, message = child(lambda line=line: (killed_at(line), job(folder)))
        yield case(folder, line, status, message)
        if status == 0:
            return


def kills_while_mending(folder, lines):
    """Killed in the midst of moving, and then, at every line, in the midst of mending that."""
    for first in lines:
        for line in count():
            laid_out(folder)
            child(lambda first=first: (killed_at(first), job(folder)))
            status, message = child(lambda line=line: (killed_at(line), staging.settle(folder)))
            yield case(folder, [first, line], status, message)
            if status == 0:
                break


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


def kills_while_undoing(folder):
    """The last move is refused, and at every line that follows on it the process is killed."""
    steps = calls(folder, errno.EIO, {"os.rename"})
    for line in count(150):
        laid_out(folder)
        status, message = child(
            lambda line=line: (
                killed_at(line),
                refused_at(len(steps), errno.EIO, {"os.rename"}),
                job(folder),
            )
        )
        yield case(folder, line, status, message)
        if status != 9:
            return


def main():
    folder = Path(sys.argv[1])
    os.fsync = lambda handle: None  # the processes are stopped, not the machine
    killed = list(kills(folder))
    midst = [one["at"] for one in killed if one["before"] == "mixture"]
    print(json.dumps({
        "kills": killed,
        "kills while mending": list(kills_while_mending(folder, midst[5:6])),
        "kills while undoing": list(kills_while_undoing(folder)),
        "one refusal": list(refusals(folder, errno.EIO)),
        "a full disk": list(refusals(folder, errno.ENOSPC, FILLS, lasting=True)),
        "read-only": list(refusals(folder, errno.EROFS, lasting=True)),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
