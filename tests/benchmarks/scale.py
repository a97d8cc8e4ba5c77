"""One process against two Dask workers, Parquet in, Parquet out: python tests/benchmarks/scale.py [MEGABYTES ...]

Highlights are made, 4 MB of text to a file. One process reads all files as one table; two workers on this machine read them
file by file through `map_partitions`. Both find mentions and cues, write them as Parquet and count. Printed are seconds by the
clock and of the processor (of both workers together), from reading to the counts, without making the text and starting the
workers; and the peak memory of the one process and of the larger worker. On a machine that does other work, the seconds of
the processor tell more. Needs the extra `scale`; uses the loopback address only.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))
import made

from analysis import countries, schema, themes

SIZES = (1, 10, 100, 300)  # MB of text
PART = 7_000  # highlights in a file, about 4 MB
TABLES = {"mentions": (countries.mentions, "entity"), "cues": (themes.cues, "theme")}


def written(folder: Path, megabytes: float) -> int:
    """Write highlights of so many MB of text, file by file; how many there are."""
    count = size = 0
    while size < megabytes * 1e6:
        part = made.highlights(PART, seed=count + 1)
        part = part.assign(document=f"{count:07d}-" + part["document"])
        lengths = (part["headline"].str.len() + part["quote"].str.len()).cumsum()
        part = part[size + lengths.shift(fill_value=0) < megabytes * 1e6]
        part.to_parquet(folder / f"{count:07d}.parquet", index=False)
        count, size = count + len(part), size + int(lengths.iloc[len(part) - 1])
    return count


def alone(source: Path, target: Path) -> dict:
    """Everything in this process, as one table."""
    start, busy = time.perf_counter(), time.process_time()
    highlights = pd.read_parquet(source)
    counts = {}
    for name, (function, column) in TABLES.items():
        table = function(highlights)
        table.to_parquet(target / f"{name}.parquet", index=False)
        counts[name] = {str(key): int(n) for key, n in table.groupby(column).size().items()}
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    return {"seconds": seconds, "busy": busy, "peak": peak(), "counts": counts}


def shared(source: Path, target: Path) -> dict:
    """The same on two workers."""
    import dask
    import dask.dataframe as dd
    from distributed import Client, LocalCluster

    dask.config.set({"dataframe.convert-string": False})
    alone = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(host="127.0.0.1", **alone) as cluster, Client(cluster) as client:
        start, busy = time.perf_counter(), sum(client.run(time.process_time).values())
        highlights = dd.read_parquet(source, split_row_groups=False, aggregate_files=False)
        counts = {}
        for name, (function, column) in TABLES.items():
            table = highlights.map_partitions(function, meta=schema.empty(name))
            table.to_parquet(target / name, write_index=False)
            found = (
                dd.read_parquet(target / name, columns=[column]).groupby(column).size().compute()
            )
            counts[name] = {str(key): int(n) for key, n in found.items()}
        seconds, busy = (
            time.perf_counter() - start,
            sum(client.run(time.process_time).values()) - busy,
        )
        high = max(client.run(peak).values())
        return {
            "seconds": seconds,
            "busy": busy,
            "peak": high,
            "parts": highlights.npartitions,
            "counts": counts,
        }


def peak() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def measured(megabytes: float) -> dict:
    """One row of the table; a RuntimeError where the two ways count differently."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "highlights")
        source.mkdir()
        count = written(source, megabytes)
        results = {}
        for way in ("alone", "shared"):
            target = Path(folder, way)
            target.mkdir()
            call = [sys.executable, __file__, way, str(source), str(target)]
            done = subprocess.run(call, capture_output=True, text=True, check=True)
            results[way] = json.loads(done.stdout.splitlines()[-1])
    one, two = results["alone"], results["shared"]
    if one["counts"] != two["counts"]:
        raise RuntimeError(f"at {megabytes} MB the two ways count differently")
    return {
        "MB": f"{megabytes:g}",
        "highlights": f"{count:,}",
        "files": two["parts"],
        "rows found": f"{sum(sum(found.values()) for found in one['counts'].values()):,}",
        "one process, s": f"{one['seconds']:.1f}",
        "its processor, s": f"{one['busy']:.1f}",
        "its peak, MB": f"{one['peak']:,.0f}",
        "two workers, s": f"{two['seconds']:.1f}",
        "their processors, s": f"{two['busy']:.1f}",
        "peak per worker, MB": f"{two['peak']:,.0f}",
        "speed-up": f"{one['seconds'] / two['seconds']:.2f}",
    }


if __name__ == "__main__":
    if sys.argv[1:2] in (["alone"], ["shared"]):
        way = alone if sys.argv[1] == "alone" else shared
        print(json.dumps(way(Path(sys.argv[2]), Path(sys.argv[3]))))
        sys.exit()
    head = None
    for size in [float(argument) for argument in sys.argv[1:]] or SIZES:
        row = measured(size)
        if head is None:
            head = f"| {' | '.join(row)} |\n|{'--:|' * len(row)}"
            print(head)
        print(f"| {' | '.join(map(str, row.values()))} |", flush=True)
