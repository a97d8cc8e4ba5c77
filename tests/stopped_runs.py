"""The whole command, stopped at moments drawn by lot and in the ways in which kernels fail, and what is there then.

Run as a program: ``python -m tests.stopped_runs FOLDER`` prints the fault table, a row for each way; ``--times 3`` tries
each way three times, ``--json`` prints every case.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import nbformat
import psutil

from analysis import parameters, staging

FILES = ("01-a.png", "01-b.csv", "02-c.png")
CELL = 'article = None\nfigures = None\nvoice = "quote"'
WRITE = "from pathlib import Path\nPath(figures, '{}').write_text('new')"
NOTEBOOKS = ([WRITE.format(FILES[0]), WRITE.format(FILES[1])], [WRITE.format(FILES[2])])
# A cell that goes on until its kernel is stopped.
WAITING = ["import time\ntime.sleep(600)"]
PROGRAM = """
import sys
from pathlib import Path
from analysis import console
console.begin()
Path("begun").touch()
from analysis import __main__, rerun
paths = sorted(Path(sys.argv.pop(1)).absolute().glob("*.ipynb"))
rerun.paths = lambda: paths
sys.exit(__main__.main())
"""
SECONDS = 120  # after which a run counts as one that hangs
GONE = 4  # seconds in which kernels find out that their parent is no more
TIMES = int(sys.argv[sys.argv.index("--times") + 1]) if "--times" in sys.argv else 8


def prepared(folder):
    """The program and its notebooks, those that end and one that waits."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, sources in (("short", NOTEBOOKS), ("long", [WAITING])):
        (folder / name).mkdir(parents=True)
        for number, source in enumerate(sources, 1):
            cells = [nbformat.v4.new_code_cell(cell) for cell in (CELL, *source)]
            cells[0].metadata["tags"] = [parameters.TAG]
            made = parameters.published(nbformat.v4.new_notebook(cells=cells))
            nbformat.write(made, folder / name / f"0{number}-part.ipynb")
    (folder / "program.py").write_text(PROGRAM)


def started(folder, notebooks="short", *options):
    call = [sys.executable, "program.py", notebooks, "--figures", "out", *options]
    return subprocess.Popen(call, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def laid_out(out):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    staging.write(out, dict.fromkeys(FILES, b"old"), track=True)
    (out / "mine.txt").write_text("mine")


def state(out):
    """What the figures are: old, new, none, or a mixture of them."""
    found = {name: (out / name).read_text() for name in FILES if (out / name).exists()}
    kinds = set(found.values()) | ({"none"} if len(found) < len(FILES) else set())
    return kinds.pop() if len(kinds) == 1 else "mixture"


def living(processes):
    alive = [process for process in processes if process.is_running()]
    return [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def ended(run, before=()):
    """The exit status, what was said, and how many kernels are left."""
    kernels = list(before)
    with contextlib.suppress(psutil.NoSuchProcess):
        kernels += psutil.Process(run.pid).children(recursive=True)
    try:
        said = run.communicate(timeout=SECONDS)[1].decode()
    except subprocess.TimeoutExpired:
        run.kill()
        return "hangs", run.communicate()[1].decode(), 0
    deadline = time.monotonic() + GONE
    while living(kernels) and time.monotonic() < deadline:
        time.sleep(0.1)
    return run.returncode, said, len(living(kernels))


def case(folder, run, before=()):
    """What a stopped run left, and what is there after the next one."""
    out = folder / "out"
    status, said, kernels = ended(run, before)
    then = state(out)
    again, said_again, _ = ended(started(folder))
    hidden = [path.name for path in out.glob(f"{staging.PREFIX}*")]
    kept = (out / "mine.txt").exists()
    return {
        "status": status, "said": said, "kernels": kernels, "before": then, "after": state(out),
        "again": again, "said again": said_again, "hidden": hidden, "kept": kept,
    }  # fmt: skip


def signalled(folder, lengths, draw, *numbers):
    """A case in which the run gets signals, one after another."""
    laid_out(folder / "out")
    (folder / "begun").unlink(missing_ok=True)
    run = started(folder)
    # While Python itself begins, nothing of ours can answer.
    while not (folder / "begun").exists() and run.poll() is None:
        time.sleep(0.01)
    time.sleep(draw.uniform(0, min(lengths)))
    with contextlib.suppress(psutil.NoSuchProcess):
        kernels = psutil.Process(run.pid).children(recursive=True)
    for number in numbers:
        run.send_signal(number)
        time.sleep(0.1)
    return case(folder, run, kernels)


def kernel_signalled(folder, number):
    """A case in which a kernel that works gets a signal."""
    laid_out(folder / "out")
    run = started(folder, "long", "--timeout", "8")
    process = psutil.Process(run.pid)
    kernels = []
    while not kernels and run.poll() is None:
        kernels = [one for one in process.children() if "ipykernel" in " ".join(one.cmdline())]
        time.sleep(0.05)
    time.sleep(2)
    for kernel in living(kernels):
        kernel.send_signal(number)
    found = case(folder, run, kernels)
    for kernel in living(kernels):
        kernel.kill()
    return found


def vanishing(folder, lengths, draw):
    """A case in which somebody deletes the hidden folder of the run."""
    laid_out(folder / "out")
    run = started(folder)
    time.sleep(draw.uniform(0.3, 1) * min(lengths))
    for hidden in (folder / "out").glob(f"{staging.PREFIX}*"):
        shutil.rmtree(hidden, ignore_errors=True)
    return case(folder, run)


def two(folder, lengths, draw):
    """A case in which another run begins in the same folder."""
    laid_out(folder / "out")
    first = started(folder)
    time.sleep(draw.uniform(0, 0.5) * min(lengths))
    second = started(folder)
    status, said, _ = ended(second)
    found = case(folder, first)
    # One of the two may say that the other is at work; both may succeed one after the other.
    worst = next((one for one in (status, found["status"]) if one not in (0, 1)), found["status"])
    return found | {"status": worst, "said": found["said"] + said}


def every_case(folder):
    # A script in the background ignores some signals, and so would the runs that it starts.
    for name in ("SIGINT", "SIGQUIT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    draw = random.Random(1)
    prepared(folder)
    laid_out(folder / "out")
    # How long a run takes: the shortest of some, since other programs may have been at work.
    lengths = []
    for _ in range(3):
        begun = time.monotonic()
        run = started(folder)
        said = run.communicate()[1].decode()
        assert run.returncode == 0, said
        lengths.append(time.monotonic() - begun)
    once = {"kill -9": [signal.SIGKILL], "Ctrl-C": [signal.SIGINT], "SIGTERM": [signal.SIGTERM]}
    once |= {"Ctrl-C twice": [signal.SIGINT] * 2, "SIGHUP": [signal.SIGHUP]}
    once |= {"SIGQUIT": [signal.SIGQUIT]}
    kernels = ("KILL", "SEGV", "TERM", "INT", "STOP")
    cases = {}
    for way, numbers in once.items():
        cases[way] = [signalled(folder, lengths, draw, *numbers) for _ in range(TIMES)]
    cases["kernel " + "/".join(kernels)] = [
        kernel_signalled(folder, getattr(signal, f"SIG{name}")) for name in kernels
    ]
    cases["hidden folder vanishes"] = [vanishing(folder, lengths, draw) for _ in range(TIMES)]
    cases["two runs at once"] = [two(folder, lengths, draw) for _ in range(TIMES)]
    return cases


def is_lost(one):
    return not one["kept"] or one["after"] != "new" or one["again"] != 0 or bool(one["hidden"])


def is_mixed(one):
    """Whether old and new figures are together after an end that is not a kill, or what was said is untrue."""
    killed = one["status"] in (-signal.SIGKILL, -signal.SIGQUIT)
    untrue = "unchanged" in one["said"] and one["before"] != "old"
    untrue = untrue or ("the new figures are in" in one["said"] and one["before"] != "new")
    done = one["status"] == 0 and one["before"] != "new"
    return done or untrue or (one["before"] in ("mixture", "none") and not killed)


def table(cases):
    rows = []
    for way, found in cases.items():
        rows.append(
            {
                "way": way,
                "tried": len(found),
                "lost": sum(map(is_lost, found)),
                "mixed": sum(map(is_mixed, found)),
                "hangs": sum(one["status"] == "hangs" for one in found),
                "tracebacks": sum("Traceback" in one["said"] for one in found),
                "kernels": sum(one["kernels"] for one in found),
                "seen": dict(Counter(f"{one['before']} ({one['status']})" for one in found)),
            }
        )
    return rows


def main():
    started_at = time.monotonic()
    cases = every_case(Path(sys.argv[1]).absolute())
    if "--json" in sys.argv:
        print(json.dumps(cases))
        return
    names = ("tried", "lost", "mixed", "hangs", "tracebacks", "kernels")
    print(f"{'':32}" + "".join(f"{name:>11}" for name in names))
    for row in table(cases):
        print(f"{row['way']:32}" + "".join(f"{row[name]:>11}" for name in names), row["seen"])
        for one in cases[row["way"]]:
            if is_lost(one) or is_mixed(one) or "Traceback" in one["said"] or one["kernels"]:
                print("   ", json.dumps(one))
    print(f"{time.monotonic() - started_at:.0f} seconds on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
