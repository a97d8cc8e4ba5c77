"""How fast `lexicon.find` is, beside the bare scan it is built on: python tests/benchmarks/lexicon.py [MEGABYTES].

The text is made here: sentences of common words, one name of the gazetteer in about thirty, which is about as many as
in speeches to the United Nations, and curly quotation marks now and then. Both are measured in the same run on one core, the best of several turns. The bare scan is ahocorasick_rs over the same
forms, leftmost-longest, places only; `find` does the rest too: whole words, the longest of each set, the whole table.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable

import ahocorasick_rs
import pandas as pd

from analysis import countries, lexicon
from analysis.countries.knowledge import knowledge

COMMON = (
    "the of and to in a is that for on with as was said by from it an be are this has have at which not or their "
    "government minister people talks after between would support during peace security council work development "
    "president years country agreement world market trade election water school city history health economic"
)


def texts(size: int, *, seed: int = 1, each: int = 12_000) -> pd.DataFrame:
    """A table of texts of about `size` characters together."""
    chance = random.Random(seed)
    forms, common = countries.gazetteer()["form"].tolist(), COMMON.split()
    quotes, total = [], 0
    while total < size:
        words = [
            chance.choice(forms) if chance.random() < 0.033 else chance.choice(common)
            for _ in range(each // 6)
        ]
        quotes.append(" ".join(words).replace(" said ", ". “It said” "))
        total += len(quotes[-1])
    return pd.DataFrame(
        {"document": "made", "number": range(len(quotes)), "headline": "", "quote": quotes}
    )


def best(tasks: dict[str, Callable[[], object]], turns: int = 7) -> dict[str, float]:
    """Seconds of the fastest turn of each task; they take turns, so that a busy machine slows all alike."""
    times = {name: [] for name in tasks}
    for _ in range(turns):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            times[name].append(time.perf_counter() - start)
    return {name: min(seconds) for name, seconds in times.items()}


def measured(size: int) -> pd.DataFrame:
    """Megabytes a second of each task, and how fast it is beside the bare scan."""
    table, forms = texts(size), countries.gazetteer()["form"]
    joined = "\n".join(table["quote"])
    bare = ahocorasick_rs.AhoCorasick(
        list(forms), matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST
    )
    names = lexicon.build(pd.DataFrame({"form": forms, "case": "exact"}))
    tasks = {
        "bare scan": lambda: bare.find_matches_as_indexes(joined),
        "lexicon.find, the same forms": lambda: lexicon.find(table, names),
        "lexicon.find, with guards and clues": lambda: lexicon.find(table, knowledge().lexicon),
        "countries.mentions": lambda: countries.mentions(table),
    }
    seconds = pd.Series(best(tasks))
    speed = len(joined) / 1e6 / seconds
    return pd.DataFrame(
        {
            "characters": len(joined),
            "million a second": speed,
            "of the bare scan": speed / speed.iloc[0],
        }
    )


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    megabytes = [float(argument) for argument in sys.argv[1:]] or [1, 4]
    for size in megabytes:
        print(measured(int(size * 1e6)).round(2).to_string(), end="\n\n")
