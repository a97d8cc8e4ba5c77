"""What titles, subtitles and alt texts say: cases, and random tables whose sentences are read back and compared.

The reader below knows the four forms of a title and nothing of the code that writes them.
"""

import inspect
import re

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.charts import titles, wording
from tests import drawn
from tests.chart_cases import (
    CASES,
    LONG,
    NAMES,
    counts,
    course,
    filled,
    lengths_of,
    pair,
    random_counts,
)


def said(ax):
    """Title and subtitle, each on one line."""
    record = ax.figure.charts[0]
    return record.title, record.subtitle


def simple(rows, **how):
    """A counts table of (label, count), each occurrence in a highlight of its own."""
    return counts([(label, k, k, k) for label, k in rows], **how)


LEADERS = [
    ([("Russia", 20), ("Italy", 4)], "Russia: 20 mentions in the quotes (next: Italy, 4)"),
    (
        [("Russia", 20), ("Italy", 4), ("Greece", 4)],
        "Russia: 20 mentions in the quotes (next: Greece and Italy, 4 each)",
    ),
    (
        [("Russia", 9), *((x, 3) for x in "ABCD")],
        "Russia: 9 mentions in the quotes (next: four others, 3 each)",
    ),
    (
        [("Italy", 4), ("India", 3)],
        "Italy narrowly ahead: 4 mentions in the quotes (next: India, 3)",
    ),
    (
        [("Italy", 400), ("India", 380)],
        "Italy narrowly ahead: 400 mentions in the quotes (next: India, 380)",
    ),
    ([("Italy", 400), ("India", 370)], "Italy: 400 mentions in the quotes (next: India, 370)"),
    ([("Italy", 1), ("India", 0)], "Italy: 1 mention in the quotes"),
    ([("India", 1)], "India: 1 mention in the quotes"),
    (
        [("Greece", 4), ("Italy", 4), ("India", 1)],
        "Greece and Italy share the lead, each with 4 mentions in the quotes",
    ),
    (
        [("A", 2), ("B", 2), ("C", 2), ("D", 2), ("E", 1)],
        "Four names share the lead, each with 2 mentions in the quotes",
    ),
    ([("Greece", 4), ("Italy", 4)], "Both names are level, each with 4 mentions in the quotes"),
    (
        [("A", 1), ("B", 1), ("C", 1), ("D", 1)],
        "All 4 names are level, each with 1 mention in the quotes",
    ),
    ([("the West", 4), ("NATO", 1)], "The West: 4 mentions in the quotes (next: NATO, 1)"),
    ([("", 4), ("NATO", 1)], "(no name): 4 mentions in the quotes (next: NATO, 1)"),
    ([("India", 0)], "No country, body or region is named in the quotes"),
]


@pytest.mark.parametrize(("rows", "title"), LEADERS)
def test_bars_title(rows, title):
    assert said(charts.bars(simple(rows)))[0] == title


AMOUNTS = [
    (
        {"unit": "codes", "voice": "highlight"},
        "count",
        "Italy: in 9 of 27 highlights (next: Oman, 4)",
    ),
    ({"unit": "codes", "voice": "quote"}, "count", "Italy: 9 cues in the quotes (next: Oman, 4)"),
    ({"unit": "tokens"}, "count", "“Italy”: 9 uses in the quotes (next: “Oman”, 4)"),
    ({"voice": "headline"}, "count", "Italy: 9 mentions in the headlines (next: Oman, 4)"),
    ({"voice": "both"}, "count", "Italy: 9 mentions in headlines and quotes (next: Oman, 4)"),
    ({}, "highlights", "Italy: in 9 of 27 quotes (next: Oman, 4)"),
    ({"voice": "both"}, "highlights", "Italy: in 9 of 27 highlights (next: Oman, 4)"),
    ({"n": pd.NA}, "highlights", "Italy: in 9 quotes (next: Oman, 4)"),
    ({}, "rate", "Italy: 3.9 mentions per 1,000 words in the quotes (next: Oman, 1.7)"),
    (
        {"words": 900_000},
        "rate",
        "Italy: 0.010 mentions per 1,000 words in the quotes (next: Oman, 0.0044)",
    ),
    ({"group": "Europe"}, "count", "Europe: Italy, 9 mentions (next: Oman, 4)"),
    ({"group": "Europe"}, "highlights", "Europe: Italy, in 9 of 27 quotes (next: Oman, 4)"),
    ({"group": "Europe", "n": 4}, "count", "Europe: 4 highlights, too few for a ranking"),
]


@pytest.mark.parametrize(("how", "value", "title"), AMOUNTS)
def test_bars_title_amounts(how, value, title):
    assert said(charts.bars(simple([("Italy", 9), ("Oman", 4)], **how), value=value))[0] == title


SUBTITLES = [
    ({}, "count", "Mentions in the quotes of 27 highlights (2,334 words)"),
    ({"n": 1, "words": 1}, "count", "Mentions in the quotes of 1 highlight (1 word)"),
    ({}, "highlights", "Highlights whose quote mentions it, of 27"),
    ({}, "rate", "Mentions per 1,000 words in the quotes of 27 highlights (2,334 words)"),
    (
        {"unit": "codes", "voice": "highlight"},
        "count",
        "Highlights that carry the theme, of 27; a highlight may carry several",
    ),
    (
        {"unit": "codes", "voice": "highlight"},
        "rate",
        "Highlights per 1,000 words of 27 highlights (2,334 words)",
    ),
]


@pytest.mark.parametrize(("how", "value", "subtitle"), SUBTITLES)
def test_bars_subtitle(how, value, subtitle):
    assert said(charts.bars(simple([("Italy", 9), ("Oman", 4)], **how), value=value))[1] == subtitle


def test_bars_part_is_named_in_the_subtitle_of_an_own_title():
    table = simple([("Italy", 9)], group="Europe")
    assert said(charts.bars(table, title="Mine"))[1].startswith("“Europe”: mentions in the quotes")
    assert said(charts.bars(table))[1].startswith("Mentions in the quotes")


@pytest.mark.parametrize(
    ("top", "title", "end"),
    [
        (1, "Italy: 9 mentions in the quotes (next: two others, 4 each)", "the first 1 of 3 shown"),
        (
            2,
            "Italy: 9 mentions in the quotes (next: two others, 4 each)",
            "the first 2 of 3 shown, ties by name",
        ),
        (3, "Italy: 9 mentions in the quotes (next: India and Oman, 4 each)", "(2,334 words)"),
    ],
)
def test_bars_title_names_only_what_is_drawn(top, title, end):
    ax = charts.bars(simple([("Italy", 9), ("Oman", 4), ("India", 4)]), top=top)
    assert said(ax)[0] == title
    assert said(ax)[1].endswith(end)


MISSING = [
    ("mentions", "quote", "No country, body or region is named in the quotes"),
    ("mentions", "headline", "No country, body or region is named in the headlines"),
    ("tokens", "both", "No words left to count in headlines and quotes"),
    ("codes", "highlight", "No highlight carries a theme"),
    ("codes", "headline", "No cue of a theme is found in the headlines"),
    ("others", "quote", "Nothing was counted in the quotes"),
]


@pytest.mark.parametrize(("unit", "voice", "title"), MISSING)
def test_titles_missing_of_a_table_of_zeros(unit, voice, title):
    table = counts([("India", 0, 0, 0)], unit=unit, voice=voice)
    assert said(charts.bars(table))[0] == title
    part = said(charts.dots(table.assign(group="Europe")))[0]
    assert part == f"Europe: {wording.lower(title)}"


def test_bars_title_of_rates_that_the_table_cannot_give():
    table = counts([("India", 3, 3, 1)]).assign(rate=np.nan, words=pd.NA)
    title = said(charts.bars(table, value="rate"))[0]
    assert title == "No rates: the table does not say of how many words"


@pytest.mark.parametrize("draw", [charts.paired_bars, charts.dots])
def test_paired_bars_and_dots_title_says_in_how_many(draw):
    table = counts([("India", 7, 7, 1), ("Russia", 19, 19, 9)])
    assert said(draw(table))[0] == "Russia: 19 mentions in 9 of 27 quotes (next: India, 7)"
    tied = counts([("India", 7, 7, 1), ("Russia", 7, 7, 7), ("Italy", 1, 1, 1)])
    title = "India and Russia share the lead, each with 7 mentions in the quotes"
    assert said(draw(tied))[0] == title


def test_dumbbell_title():
    def title(headline, quote, **how):
        parts = [
            simple(rows, voice=voice, words=words, **how)
            for voice, rows, words in (("headline", headline, 300), ("quote", quote, 3000))
        ]
        return said(charts.dumbbell(pd.concat(parts)))[0]

    assert title([("India", 30), ("Italy", 1)], [("India", 10), ("Italy", 10)]) == (
        "India: 100 mentions per 1,000 words of headlines, 3.3 of quotes"
    )
    assert title([("India", 30), ("Italy", 40)], [("India", 10), ("Italy", 10)]) == (
        "Italy: 133 mentions per 1,000 words of headlines, 3.3 of quotes; one other name differs too"
    )
    assert title([("India", 3), ("Italy", 1)], [("India", 20), ("Italy", 10)]) == (
        "No name differs beyond chance between headlines and quotes"
    )
    cues = title([("India", 3)], [("India", 20)], unit="codes")
    assert cues == "No theme differs beyond chance between headlines and quotes"


def groups_title(*parts):
    """The title of small multiples of (n, rows)."""
    made = [simple(rows, group=name, n=n) for name, (n, rows) in zip("abcdef", parts, strict=False)]
    return said(charts.small_multiples(pd.concat(made)))[0]


def test_small_multiples_title():
    india, italy = [("India", 5), ("Italy", 1)], [("India", 1), ("Italy", 5)]
    level = [("India", 3), ("Italy", 2)]
    assert groups_title((9, india), (9, india)) == "India leads in both groups"
    assert groups_title((9, india), (9, india), (9, italy)) == "India leads in 2 of 3 groups"
    assert groups_title((9, india), (9, italy)) == "Two names each lead in 1 of 2 groups"
    assert groups_title((9, level), (9, level)) == (
        "No name leads in any group by more than one highlight"
    )
    assert groups_title((9, india), (9, level), (4, italy)) == (
        "India leads in 1 of the 2 groups of five or more highlights"
    )
    assert groups_title((4, india), (4, italy)) == (
        "No group has five highlights, too few for a comparison"
    )


PAIRS = [
    ([], "No pair comes up together more often than chance explains"),
    (["x"], "A and x go together, in 5 of 27 highlights"),
    (["x", "y"], "A and x go together, in 5 of 27 highlights; so does one other pair"),
]


@pytest.mark.parametrize(("together", "title"), PAIRS)
def test_heatmap_title(together, title):
    cells = [pair("A", x, k, together=x in together) for x, k in (("x", 5), ("y", 4), ("z", 9))]
    table = filled(cells, "crosstab").assign(together=[x in together for x in "xyz"])
    found, subtitle = said(charts.heatmap(table))
    assert found == title
    assert "Fisher’s exact test, corrected for the number of pairs" in subtitle


@pytest.mark.parametrize(
    ("numbers", "title"),
    [
        ([1, 1, 1], "3 of 3 pairs come up together in one highlight only"),
        ([1], "1 of 1 pair comes up together in one highlight only"),
        ([1, 1, 4, 0], "2 of 3 pairs come up together in one highlight only, none in more than 4"),
        ([1, 3], "1 of 2 pairs comes up together in one highlight only, none in more than 3"),
        ([1, 1, 5], ""),
        ([1, 2, 2], ""),
    ],
)
def test_heatmap_of_mostly_ones_is_not_drawn(numbers, title):
    cells = [pair("A", f"x{i}", k, totals=(9, 9)) for i, k in enumerate(numbers)]
    table = filled(cells, "crosstab").assign(together=False)
    empty = drawn.record(charts.heatmap(table)).is_empty
    assert empty is bool(title)
    if title:
        assert said(charts.heatmap(table))[0] == f"Too little to draw: {title}"
        assert not drawn.record(charts.heatmap(table.assign(together=True))).is_empty


def test_heatmap_title_names_only_drawn_pairs():
    cells = [pair("A", "x", 5, totals=(9, 9)), pair("A", "y", 4, totals=(9, 4))]
    table = filled(cells, "crosstab").assign(together=[False, True])
    assert said(charts.heatmap(table, top=1))[0] == (
        "No pair comes up together more often than chance explains"
    )


LENGTHS = [
    ([80], "One quote of 80 words"),
    ([80, 80], "Both quotes are level, each with 80 words"),
    ([8, 80, 9], "From 8 words to 80: the median quote has 9"),
]


@pytest.mark.parametrize(("values", "title"), LENGTHS)
def test_lengths_title(values, title):
    assert said(charts.lengths(lengths_of(values)))[0] == title


COURSES = [
    (
        [("2020", "Asia", 2, 40), ("2021", "Asia", 30, 40)],
        "Asia: 5 % of highlights in 2020, 75 % in 2021",
    ),
    (
        [("2020-01", "Asia", 30, 40), ("2020-02", "Asia", 2, 40)],
        "Asia: 75 % of highlights in January 2020, 5 % in February 2020",
    ),
    (
        [("2020-Q1", "Asia", 30, 40), ("2020-Q4", "Asia", 2, 40)],
        "Asia: 75 % of highlights in Q1 2020, 5 % in Q4 2020",
    ),
    (
        [("2020-01-09", "Asia", 30, 40), ("2020-01-10", "Asia", 2, 40)],
        "Asia: 75 % of highlights on 9 January 2020, 5 % on 10 January 2020",
    ),
    (
        [("2020", "Asia", 2, 20), ("2021", "Asia", 4, 20)],
        "No name changes over time by more than chance explains",
    ),
    # One of one is a period that leads nothing.
    (
        [("2020", "Asia", 1, 1), ("2021", "Asia", 19, 20)],
        "No two years have five highlights, too few to compare",
    ),
    ([("2020", "Asia", 1, 9)], "Only one year has dated documents: nothing to compare over time"),
    ([("", "Asia", 1, 9)], "Nothing to show: no document has a date"),
    ([("2020", "Asia", 0, 9)], "Nothing to show: all counts are 0"),
]


@pytest.mark.parametrize(("cells", "title"), COURSES)
def test_timeline_title(cells, title):
    assert said(charts.timeline(course(*cells)))[0] == title


def test_alt_sentences_begin_with_a_capital():
    text = titles.alt("Map", "the West leads", "in quotes", ["least 2"])
    assert text == "Map. The West leads. In quotes. Least 2."


@pytest.mark.parametrize(
    ("values", "level"), [([4.040, 4.039], True), ([0.031, 0.0307], True), ([0.031, 0.029], False)]
)
def test_titles_values_written_alike_are_level(values, level):
    ranking = titles.Ranking(
        ["A", "B"], values, [wording.number(value) for value in values], 2, "name", 0.0001
    )
    assert ("level" in titles.ranked(ranking, amount="4 mentions")) is level


# ---- random tables -----------------------------------------------------------------------------------------------

FORMS = {
    "level": re.compile(r"^(?:Both|All \d+) \w+ are level, each (?P<amount>.+)$"),
    "tie": re.compile(r"^(?P<who>.+) share the lead, each (?P<amount>.+)$"),
    "leader": re.compile(
        r"^(?P<who>[^:]+?)(?P<narrow> narrowly ahead)?: (?P<amount>[^()]+?)"
        r"(?: \(next: (?P<next>.+), (?P<second>[\d.,]+)(?P<each> each)?\))?$"
    ),
}
SMALL = dict(
    zip(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"],
        range(2, 12),
        strict=True,
    )
)


def number_in(text):
    """The first number of a phrase, as it is written."""
    return re.search(r"\d[\d,]*(?:\.\d+)?", text).group()


def same(text, value):
    """Whether a written number is a value, as far as it is written."""
    read = float(text.replace(",", ""))
    digits = len(text.partition(".")[2])
    return abs(read - value) <= 0.5 * 10**-digits * (1 + 1e-9)


def check_counts(title, table, measure, top):
    """Read a title of a counts table back and hold every word of it against the table."""
    table = table.sort_values([measure, "label"], ascending=[False, True], kind="stable")
    values = dict(zip(table["label"], table[measure], strict=True))
    drawn = set(table["label"].head(top))
    if not any(values.values()):
        assert title.startswith("No ")
        return

    form, match = next((f, m) for f, p in FORMS.items() if (m := p.match(title)))
    best = max(values.values())
    texts = {label: wording.number(value) for label, value in values.items()}
    leaders = {label for label, text in texts.items() if text == texts[table["label"].iloc[0]]}
    amount = match["amount"]
    assert same(number_in(amount), best)
    for label in NAMES:
        assert label not in title or label in drawn

    if form == "level":
        assert len(leaders) == len(values) > 1
    elif form == "tie":
        assert 1 < len(leaders) < len(values)
        named = {label for label in NAMES if label in match["who"]}
        assert named == leaders or SMALL[match["who"].split()[0].lower()] == len(leaders)
    else:
        assert len(leaders) == 1 and leaders == {label for label in NAMES if label in match["who"]}
        rest = sorted(
            (value for label, value in values.items() if label not in leaders), reverse=True
        )
        if not rest or not rest[0]:
            assert match["next"] is None
            return
        assert same(match["second"], rest[0])
        runners = {x for x, text in texts.items() if text == wording.number(rest[0])} - leaders
        named = {label for label in NAMES if label in match["next"]}
        assert named == runners or match["next"].split()[0] in ("one", *SMALL)
        assert bool(match["each"]) == (len(runners) > 1)
        one_more = 1000 / table["words"].iloc[0] if measure == "rate" else 1
        assert bool(match["narrow"]) == (best - rest[0] <= max(one_more, 0.05 * best) * (1 + 1e-9))


SEEDS = range(25)


@pytest.mark.parametrize("value", titles.MEASURES)
@pytest.mark.parametrize("seed", SEEDS)
def test_bars_title_of_random_tables(seed, value):
    rng = np.random.default_rng(seed)
    unit, voice = [("mentions", "quote"), ("tokens", "headline"), ("codes", "highlight")][seed % 3]
    table, top = random_counts(rng, unit=unit, voice=voice), int(rng.integers(1, 12))
    ax = charts.bars(table, value=value, top=top)
    check_counts(said(ax)[0], table, value, top)

    expected = table[value].sort_values(ascending=False).head(top)
    lengths = {}
    for bar in drawn.shapes(ax):
        place = round(bar.get_y() + bar.get_height() / 2)
        lengths[place] = lengths.get(place, 0) + bar.get_width()
    if expected.any():
        assert list(lengths.values()) == pytest.approx(list(expected))


@pytest.mark.parametrize("seed", SEEDS)
def test_intervals_title_of_random_shares(seed):
    table = CASES["intervals"].random(np.random.default_rng(seed))
    ax = charts.intervals(table)
    title, subtitle = said(ax)
    check_counts(title, table, "highlights", len(table))
    assert ("Wilson" in subtitle) == table["low"].notna().any()
    uncoded = re.search(r"; (\S+) of (\S+) highlights? carr(?:y|ies) none of the themes", subtitle)
    assert bool(uncoded) == bool(table["uncoded"].any())
    if uncoded:
        found = [int(number.replace(",", "")) for number in uncoded.groups()]
        assert found == [table["uncoded"].iloc[0], table["n"].iloc[0]]
    dots = [line.get_xdata()[0] for line in drawn.shapes(ax, "lines")]
    assert sorted(dots) == pytest.approx(sorted(table["share"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_intervals_title_of_random_codings(seed):
    table = CASES["intervals of alpha"].random(np.random.default_rng(seed))
    title, subtitle = said(charts.intervals(table))
    if table["alpha"].isna().all():
        assert title == "No two codings to compare"
        return
    parts = table[~table["theme"].isin(["all", "all (MASI)"])]
    sure = int(((parts["low"] >= 0.8) & (parts["low"] < 1)).sum())
    assert title.startswith("Coders agree for certain on ")
    those = title.removeprefix("Coders agree for certain on ").replace(
        "both themes", "all 2 themes"
    )
    first = {"none": 0, "one": 1, "all": len(parts), **SMALL}
    assert first[those.split()[0]] == sure and f" {len(parts)} theme" in those
    assert "95 % bootstrap interval" in subtitle


@pytest.mark.parametrize("seed", SEEDS)
def test_keyness_title_of_random_tables(seed):
    table = CASES["keyness"].random(np.random.default_rng(seed))
    title, subtitle = said(charts.keyness(table))
    if table.empty:
        assert title == "Nothing to compare"
        return
    out = table[table["stands_out"]]
    tests = int(table["tests"].iloc[0])
    if not table["tested"].any():
        assert title == "No name occurs often enough to be compared"
        return
    assert f"after correction for {tests:,} name" in subtitle
    named = [label for label in NAMES if label in title]
    if out.empty:
        assert title == "No name can be told from chance between North and South"
    elif not named:
        assert SMALL[title.split()[0].lower()] == len(out)
    else:
        row = out.set_index("label").loc[named[0]]
        assert abs(row["lrc"]) == out["lrc"].abs().max()
        assert re.search(r"(?:in|only in) (\w+)", title).group(1) == row["group"]
        times = re.search(r": (\S+) times", title)
        assert bool(times) == bool(row["count_first"] and row["count_second"])
        if times:
            assert same(times.group(1), 2 ** abs(row["log_ratio"]))


@pytest.mark.parametrize("draw", [charts.dots, charts.paired_bars, charts.cloud, charts.dot_map])
@pytest.mark.parametrize("seed", SEEDS)
def test_dots_and_others_title_of_random_tables(seed, draw):
    rng = np.random.default_rng(seed)
    table, top = random_counts(rng), int(rng.integers(1, 12))
    if draw is charts.dot_map:
        table = table.assign(lon=9.0 * table.index, lat=5.0 * table.index)
    if draw in (charts.cloud, charts.dot_map) and table["count"].any():
        # What does not occur has no word and no dot.
        table = table[table["count"] > 0]
    title = said(draw(table, top=top))[0]
    check_counts(title, table, "count", top)
    inside = re.search(r" in ([\d,]+) of ([\d,]+) quotes?", title)
    if inside:
        leader = table.set_index("label").loc[re.match(r"\w+", title).group()]
        assert [int(x.replace(",", "")) for x in inside.groups()] == [
            leader["highlights"],
            leader["n"],
        ]


@pytest.mark.parametrize("seed", SEEDS)
def test_small_multiples_title_of_random_tables(seed):
    table = CASES["small_multiples"].random(np.random.default_rng(seed))
    title = said(charts.small_multiples(table))[0]
    if not table["highlights"].any():
        return

    wins = {}
    large = 0
    for _, part in table.groupby("group"):
        if part["n"].iloc[0] < 5:
            continue
        large += 1
        first, *rest = part["highlights"].sort_values(ascending=False).tolist()
        if first - max([*rest, 0]) > 1:
            winner = part.loc[part["highlights"].idxmax(), "label"]
            wins[winner] = wins.get(winner, 0) + 1

    most = max(wins.values(), default=0)
    best = {label for label, times in wins.items() if times == most}
    named = {label for label in NAMES if label in title}
    if not large:
        assert title.startswith("No group has five highlights")
    elif not most:
        assert title.startswith("No name leads in any group")
    else:
        times = {"both": 2, "All": large, "all": large}.get(title.split(" in ")[1].split()[0])
        assert (times or int(number_in(title.split(" in ")[1]))) == most
        assert named == best or SMALL.get(title.split()[0].lower(), 1) == len(best)


@pytest.mark.parametrize("seed", SEEDS)
def test_dumbbell_of_random_tables(seed):
    table = CASES["dumbbell"].random(np.random.default_rng(seed))
    if table["voice"].nunique() < 2:
        return
    ax = charts.dumbbell(table)
    title, subtitle = said(ax)
    words = table.drop_duplicates("voice").set_index("voice")["words"]
    assert f"({words['headline']:,} and {words['quote']:,} words)" in subtitle
    assert "95 % interval" in subtitle

    rates = table.pivot_table(index="label", columns="voice", values="rate").fillna(0)
    marks = [line for line in ax.lines if (line.get_gid() or "").startswith("mark")]
    for row, label in enumerate(text.get_text() for text in ax.get_yticklabels()):
        headline, quote = (line.get_xdata()[0] for line in marks[2 * row : 2 * row + 2])
        assert [headline, quote] == pytest.approx(rates.loc[label, ["headline", "quote"]].tolist())
    named = [label for label in NAMES if label in title]
    if named:
        first, second = re.search(
            r": (\S+) mentions per 1,000 words of headlines, (\S+) of", title
        ).groups()
        assert same(first, rates.loc[named[0], "headline"])
        assert same(second.rstrip(";"), rates.loc[named[0], "quote"])
    else:
        assert title.startswith("No name differs beyond chance")


def check_too_little(title, pairs):
    """Half of the pairs or more are in one highlight, none in five or more often than chance."""
    # Names of one highlight have no row or column, and each pair of a table with itself counts once.
    pairs = pairs[
        (pairs[["row_total", "column_total"]] >= 2).all(axis=1) & (pairs["highlights"] > 0)
    ]
    if set(pairs["row"]) & set(pairs["column"]):
        pairs = pairs[pairs["row"] < pairs["column"]]
    assert not pairs["together"].any()
    if pairs.empty:
        assert title.endswith("no pair of the most frequent comes up in the same highlight")
        return
    once, of = (int(number) for number in re.search(r"(\d+) of (\d+) pairs?", title).groups())
    assert of == len(pairs) and once == (pairs["highlights"] == 1).sum() and 2 * once >= of
    assert pairs["highlights"].max() < 5


@pytest.mark.parametrize("seed", SEEDS)
def test_heatmap_of_random_tables(seed):
    table = CASES["heatmap"].random(np.random.default_rng(seed))
    ax = charts.heatmap(table)
    title, _ = said(ax)
    if not table["highlights"].any():
        assert title == "No two of them come up in the same highlight"
        return
    if title.startswith("Too little to draw"):
        check_too_little(title, table[table["row"] != table["column"]])
        return

    labels = (*ax.get_xticklabels(), *ax.get_yticklabels())
    drawn = {text.get_text().replace("\n", " ") for text in labels}
    real = table[table["together"] & (table["row"] != table["column"])]
    real = real[real["row"].isin(drawn) & real["column"].isin(drawn)]
    pairs = {frozenset(cells) for cells in real[["row", "column"]].itertuples(index=False)}
    if not pairs:
        assert title == "No pair comes up together more often than chance explains"
        return

    named = frozenset(
        label for label in (*NAMES, "North", "South", "East", "West") if label in title
    )
    k, n = (int(x) for x in re.search(r"in (\d+) of (\d+) highlights?", title).groups())
    assert named in pairs and k == real["highlights"].max() and n == table["n"].iloc[0]
    others = re.search(r"so (?:do|does) (\w+) other", title)
    assert len(pairs) - 1 == (({"one": 1} | SMALL).get(others.group(1), -1) if others else 0) or (
        others and others.group(1).isdigit() and int(others.group(1)) == len(pairs) - 1
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_timeline_of_random_tables(seed):
    table = CASES["timeline"].random(np.random.default_rng(seed))
    ax = charts.timeline(table)
    title, _ = said(ax)
    match = re.match(r"(\w+): (\S+) % of highlights in (\d{4}), (\S+) % in (\d{4})$", title)
    if not match:
        assert title.startswith(("No ", "Only one year", "Nothing to show"))
        return

    label, *ends = match.groups()
    assert label in {text.get_text() for text in ax.get_yticklabels()}
    rows = table[table["label"] == label].set_index("period")
    for share, year in zip(ends[::2], ends[1::2], strict=True):
        assert rows.loc[year, "n"] >= 5
        assert abs(float(share) - 100 * rows.loc[year, "share"]) <= 0.5
    assert ends[1] < ends[3]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.random])
@pytest.mark.parametrize("seed", range(12))
def test_charts_of_random_tables_name_what_is_drawn(name, seed):
    rng = np.random.default_rng(seed)
    table = CASES[name].random(rng)
    has_top = "top" in inspect.signature(CASES[name].draw).parameters
    ax = CASES[name].draw(table, **({"top": 3} if has_top else {}))
    record = ax.figure.charts[0]
    shown = " ".join(
        text.get_text() for text in (*ax.get_yticklabels(), *ax.get_xticklabels(), *ax.texts)
    )
    for label in NAMES:
        assert label not in record.title or label in shown

    everything = f"{record.title} {record.subtitle} {record.alt}"
    assert not re.search(r"\bnan\b|<NA>|None\b(?! of)| 0\.0 | -?inf\b|  ", everything)
    assert record.title.rstrip(".") in record.alt
    assert record.subtitle.rstrip(".") in record.alt
    assert not re.search(r"\b1 (?:of 1 )?(?:highlights|quotes|words|names|rows)\b", everything)


def test_charts_titles_of_long_labels_stay_short():
    table = counts([(LONG + str(i), 9 - i, 9 - i, 9 - i) for i in range(3)], group=LONG)
    assert len(said(charts.bars(table))[0]) < 140
