"""What the search for the largest size costs, in plain layouts of the library wordcloud: `python tests/benchmarks/cloud.py`.

The plain layout is WordCloud's own, of the same words, horizontal and with sizes relative to the counts, at 1200×700.
Ours measures the words, finds how many can be read, and looks for the largest size: at most three plain layouts.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from wordcloud import WordCloud

from analysis import load, tables, words
from analysis.charts import cloud_layout, style
from analysis.charts.cloud import LEGIBLE

LIMIT = 3.0
TIMES = 5


def seconds(function: Callable[[], object]) -> float:
    """The median of a few runs."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        function()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def measure(size: str = "page", aspect: float = 700 / 1200) -> tuple[int, float, float]:
    """Words shown, and seconds of a plain layout of them and of the whole search, on the bundled article's quotes."""
    highlights = load.article()
    counts = tables.counts(words.tokens(highlights), of=highlights)
    labels, frequencies = counts["label"].head(300).tolist(), counts["count"].head(300).tolist()
    least = LEGIBLE / (style.size(size).width * 72)

    def search() -> int:
        cloud_layout._ink.cache_clear()
        canvas = cloud_layout.Canvas(labels, frequencies, aspect)
        n = canvas.shown(least)
        canvas.largest(n, least)
        return n

    n = search()
    shown = dict(zip(labels[:n], frequencies[:n], strict=True))

    def plain() -> object:
        cloud = WordCloud(
            width=1200,
            height=700,
            max_words=n,
            relative_scaling=1,
            prefer_horizontal=1,
            random_state=0,
        )
        return cloud.generate_from_frequencies(shown)

    return n, seconds(plain), seconds(search)


def main() -> int:
    """Print the ratio for every size; 1 where one is beyond the limit."""
    worst = 0.0
    for size in style.SIZES:
        n, plain, search = measure(size)
        worst = max(worst, search / plain)
        print(
            f"{size:>7}: {n} words, plain layout {plain:.2f} s, search {search:.2f} s, {search / plain:.2f} layouts"
        )
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
