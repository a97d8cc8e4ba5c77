"""What must hold for any highlights, codebook, gazetteer and table: of spans, counts, order, partitions and arguments."""

import inspect
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import (
    charts,
    countries,
    evidence,
    export,
    lexicon,
    load,
    schema,
    tables,
    themes,
    words,
)
from tests import make

stable = settings(max_examples=10, deadline=None)

PIECES = [
    *(
        "Russia",
        "Russians",
        "the US",
        "us",
        "U.S.",
        "China",
        "China’s",
        "Sea of Japan",
        "Georgia",
        "Northern Ireland",
    ),
    *(
        "vaccine",
        "vaccines",
        "sanctions",
        "human rights",
        "United\xa0Nations",
        "São Tomé",
        "Sa\u0303o Tome\u0301",
    ),
    *(
        "state-of-the-art",
        "don’t",
        "2,400",
        "Россия",
        "中国",
        "🇷🇺",
        "e\u0301\u0302",
        "\u200d",
        "<b>",
        "=1",
        "$x$",
    ),
    *(
        " ",
        "  ",
        "\n\n",
        ". ",
        ", ",
        "; ",
        "? ",
        "“",
        "”",
        "’",
        "-",
        "—",
        "(",
        ")",
        "…",
        "'",
        '"',
        "|",
        "*",
    ),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map(" ".join)
plain = texts.map(lambda text: "".join(c for c in text if not "\ud800" <= c <= "\udfff"))


@st.composite
def highlights(draw, most=8):
    """Some highlights of a few documents, as the loader hands them on."""
    rows = draw(st.lists(st.tuples(st.sampled_from("abc"), plain, plain), max_size=most))
    columns = ("document", "headline", "quote")
    return make.highlights(
        *[dict(zip(columns, row, strict=True)) for row in sorted(rows, key=lambda row: row[0])]
    )


cues = st.sampled_from(
    ["russia*", "vaccine", "human rights", "São Tomé", "sanctions", "us", "中国", "2,400", "don’t"]
)


@st.composite
def codebooks(draw):
    """A codebook of one to three themes, by its two tables."""
    lists = draw(
        st.lists(st.lists(cues, unique=True, min_size=1, max_size=4), min_size=1, max_size=3)
    )
    rows = [(f"t{n}", cue, "", "", 1.0, 1) for n, listed in enumerate(lists) for cue in listed]
    named = [
        (f"t{n}", f"Theme {n}", "topic", "d", "", "", "", "", "", 1) for n in range(len(lists))
    ]
    asked = {"headline": draw(st.integers(1, 2)), "quote": draw(st.integers(1, 2))}
    return themes.Codebook(schema.table(named, "themes"), schema.table(rows, "codebook"), **asked)


forms = st.sampled_from(
    ["sanctions", "the US", "Georgia", "Россия", "human rights", "Sao", "us", "Sea of Japan"]
)
gazetteers = st.lists(
    st.tuples(forms, st.sampled_from(["RUS", "USA", "CHN"]), st.sampled_from(["name", "demonym", "none"])),
    unique_by=lambda row: row[0], max_size=3,
).map(lambda rows: pd.DataFrame(rows, columns=["form", "entity", "kind"], dtype="str"))  # fmt: skip

VOCABULARY = words.vocabulary(load.article())


def read(table, book=themes.CODEBOOK, own=None):
    """Every table of spans and codes that is read off the highlights."""
    return {
        "mentions": countries.mentions(table, gazetteer=own),
        "suppressed": countries.suppressed(table, gazetteer=own),
        "cues": themes.cues(table, codebook=book),
        "codes": themes.codes(table, codebook=book, corrections=None),
        "tokens": words.tokens(table, vocabulary=VOCABULARY),
    }


SPANS = ("mentions", "suppressed", "cues", "tokens")


@settings(stable, max_examples=4)  # rows of one's own mean a lexicon of one's own
@given(highlights(), codebooks(), gazetteers)
def test_offsets_always_give_the_surface(table, book, own):
    text = {
        (row.document, row.number, voice): getattr(row, voice)
        for row in table.itertuples()
        for voice in schema.VOICES
    }
    found = read(table, book, own)
    for name in SPANS:
        for row in schema.check(found[name], name).itertuples():
            assert (
                text[row.document, row.number, row.voice][row.start : row.end] == row.surface != ""
            ), name


@stable
@given(highlights(), codebooks(), st.lists(st.integers(0, 8), max_size=3))
def test_nothing_matches_differently_when_the_table_is_cut(table, book, cuts):
    edges = [0, *sorted(min(cut, len(table)) for cut in cuts), len(table)]
    parts = [read(table.iloc[low:high], book) for low, high in pairwise(edges)]
    for name, whole in read(table, book).items():
        together = pd.concat([part[name] for part in parts], ignore_index=True)
        pd.testing.assert_frame_equal(together, whole)


@stable
@given(highlights(), codebooks(), st.permutations("abc"))
def test_the_order_of_documents_changes_the_order_of_rows_and_nothing_else(table, book, order):
    place = table["document"].map(order.index)
    other = (
        table.assign(place=place)
        .sort_values("place", kind="stable", ignore_index=True)
        .drop(columns="place")
    )
    first, second = read(table, book), read(other, book)
    for name in first:
        key = [
            column
            for column in first[name].columns
            if column in ("document", "number", "voice", "start", "theme")
        ]
        one, two = (
            rows.sort_values(key, kind="stable", ignore_index=True)
            for rows in (first[name], second[name])
        )
        pd.testing.assert_frame_equal(one, two)
        if name in ("mentions", "codes", "tokens"):
            pd.testing.assert_frame_equal(
                *(tables.counts(t[name], of=of) for t, of in ((first, table), (second, other)))
            )


@stable
@given(highlights(), codebooks())
def test_counts_add_up(table, book):
    found = read(table, book)
    for name, key in (("mentions", "entity"), ("cues", "theme"), ("tokens", "token")):
        rows = found[name]
        rows = rows[rows[key] != ""] if name != "tokens" else rows[rows["stop"] == 0]
        both = tables.counts(found[name], voice="both", of=table)
        assert both["count"].sum() == len(rows), name
        apart = [tables.counts(found[name], voice=voice, of=table) for voice in schema.VOICES]
        assert sum(counts["count"].sum() for counts in apart) == len(rows)
        by_document = tables.counts(found[name], by="document", voice="both", of=table)
        assert by_document["count"].sum() == len(rows)
        for counts in (both, *apart, by_document):
            assert (counts["highlights"] <= counts["count"]).all() and (
                counts["highlights"] <= counts["n"]
            ).all()
            assert (counts["count"] >= 1).all() and (counts["strict"] <= counts["count"]).all()
    carried = tables.counts(found["codes"], of=table)
    assert (
        carried["count"].sum()
        == len(found["codes"])
        == len(found["codes"].drop_duplicates(["document", "number", "theme"]))
    )
    pairs = tables.crosstab(found["codes"], found["codes"], of=table)
    assert not len(pairs) or pairs["highlights"].max() <= len(table)


# Every public function


def bundle(highlights, documents, report):
    """Every table there is, made from these highlights."""
    found = read(highlights)
    counts = tables.counts(found["mentions"], of=highlights)
    by_document = tables.counts(found["tokens"], by="voice", voice="both", of=highlights)
    codings = themes.as_codings(found["codes"], of=highlights)
    return SimpleNamespace(
        **found, highlights=highlights, documents=documents, report=report, counts=counts, split=by_document,
        placed=countries.places(counts), codings=codings, crosstab=tables.crosstab(found["codes"], found["codes"], of=highlights),
        shares=tables.shares(found["codes"], of=highlights, interval=True),
        timeline=tables.timeline(found["codes"], documents, of=highlights),
        keyness=tables.keyness(by_document, first="headline", second="quote"),
        framing=tables.framing(found["mentions"], of=highlights), lengths=tables.lengths(highlights),
        lines=load.lines() if len(highlights) else schema.empty("lines"), wide=themes.codings_wide(codings),
        concordance=evidence.concordance(highlights, "Russia"),
    )  # fmt: skip


CALLS = {
    "countries.gazetteer": lambda t: countries.gazetteer(t.counts.head(0).assign(form="", entity="", kind="")),
    "countries.mentions": lambda t: countries.mentions(t.highlights),
    "countries.places": lambda t: countries.places(t.counts),
    "countries.suppressed": lambda t: countries.suppressed(t.highlights),
    "evidence.concordance": lambda t: evidence.concordance(t.highlights, "Russia", lines=t.lines),
    "evidence.table": lambda t: evidence.table(t.counts),
    "export.coding_sheet": lambda t: export.coding_sheet(t.highlights, ["asia"]),
    "evidence.show": lambda t: evidence.show(t.concordance),
    "export.report": lambda t: export.report(t.highlights, t.documents, t.report, figures="none", codes=t.codes),
    "lexicon.build": lambda t: lexicon.build(pd.DataFrame({"form": t.counts["label"], "case": "fold"})),
    "lexicon.find": lambda t: lexicon.find(t.highlights, lexicon.build(pd.DataFrame({"form": ["us"], "case": "fold"}))),
    "load.locate": lambda t: load.locate(t.mentions, t.lines),
    "load.summary": lambda t: load.summary(t.report),
    "tables.one_vs_rest": lambda t: tables.one_vs_rest(t.tokens, "russia-2020-foreign-policy", of=t.highlights),
    "tables.agreement": lambda t: tables.agreement(t.codings, draws=200),
    "tables.chosen": lambda t: tables.chosen(t.counts),
    "tables.collocations": lambda t: tables.collocations(t.tokens, "russia"),
    "tables.counts": lambda t: tables.counts(t.mentions, by=t.codes, of=t.highlights),
    "tables.crosstab": lambda t: tables.crosstab(t.mentions, t.codes, of=t.highlights),
    "tables.disagreements": lambda t: tables.disagreements(t.codings),
    "tables.framing": lambda t: tables.framing(t.mentions, of=t.highlights),
    "tables.groups": lambda t: tables.groups(t.highlights),
    "tables.keyness": lambda t: tables.keyness(t.split, first="headline", second="quote"),
    "tables.lengths": lambda t: tables.lengths(t.highlights),
    "tables.periods": lambda t: tables.periods(t.documents),
    "tables.scores": lambda t: tables.scores(
        pd.concat([t.codings, t.codings.assign(coder="other")]), coder="rule", reference="other"
    ),
    "tables.shares": lambda t: tables.shares(t.codes, of=t.highlights, interval=True),
    "tables.stability": lambda t: tables.stability(t.codes, of=t.highlights),
    "tables.timeline": lambda t: tables.timeline(t.mentions, t.documents, of=t.highlights),
    "themes.as_codes": lambda t: themes.as_codes(t.codings.assign(evidence=""), of=t.highlights),
    "themes.as_codings": lambda t: themes.as_codings(t.codes, of=t.highlights),
    "themes.check_evidence": lambda t: themes.check_evidence(t.codings.assign(evidence="Russia"), of=t.highlights),
    "themes.coders": lambda t: themes.coders(t.codes),
    "themes.codes": lambda t: themes.codes(t.highlights),
    "themes.codings_wide": lambda t: themes.codings_wide(t.codings),
    "themes.from_wide": lambda t: themes.from_wide(t.wide),
    "themes.cue_report": lambda t: themes.cue_report(t.highlights, t.codings),
    "themes.coverage": lambda t: themes.coverage(t.highlights),
    "themes.cues": lambda t: themes.cues(t.highlights),
    "themes.fit": lambda t: themes.fit(t.highlights),
    "themes.main": lambda t: themes.main(t.highlights),
    "themes.qdpx": lambda t: themes.qdpx(t.codings, of=t.highlights),
    "themes.review": lambda t: themes.review(t.highlights, every=True),
    "themes.suggestions": lambda t: themes.suggestions(t.highlights, t.codings),
    "themes.to_discuss": lambda t: themes.to_discuss(t.codings, of=t.highlights),
    "themes.uncoded": lambda t: themes.uncoded(t.highlights),
    "words.tokens": lambda t: words.tokens(t.highlights),
    "words.vocabulary": lambda t: words.vocabulary(t.highlights),
    **{
        f"charts.{name}": lambda t, name=name, table=table, given=given: getattr(charts, name)(
            getattr(t, table), source=t.documents, **{key: getattr(t, value) for key, value in given.items()}
        )
        for name, table, given in (
            ("bars", "counts", {}), ("cloud", "counts", {}), ("dots", "counts", {}), ("dumbbell", "split", {}),
            ("heatmap", "crosstab", {}), ("intervals", "shares", {}), ("keyness", "keyness", {}), ("dot_map", "placed", {}),
            ("small_multiples", "split", {}), ("document_portrait", "codes", {"of": "highlights"}), ("paired_bars", "counts", {}),
            ("lexical_dispersion", "mentions", {"of": "highlights"}), ("timeline", "timeline", {}), ("lengths", "lengths", {}),
            ("framing", "framing", {}),
        )
    },
}  # fmt: skip
ELSEWHERE = {
    "evidence.highlight",  # shows one highlight, which an empty table lacks
    "export.write",  # writes a file
}


@pytest.fixture(scope="module")
def full():
    return bundle(*load.read())


@pytest.fixture(scope="module")
def nothing():
    return bundle(*map(schema.empty, ("highlights", "documents", "report")))


def test_every_public_function_that_takes_a_table_is_called_here():
    rooms = (charts, countries, evidence, export, lexicon, load, tables, themes, words)
    public = {
        f"{room.__name__.removeprefix('analysis.')}.{name}"
        for room in rooms
        for name in _public(room)
    }
    assert public == {*CALLS, *ELSEWHERE}


def _public(room):
    """The functions of a room whose first argument is a table."""
    for name in getattr(room, "__all__", dir(room)):
        function = getattr(room, name)
        if (
            inspect.isfunction(function)
            and function.__module__.startswith(room.__name__)
            and name[0] != "_"
        ):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            if first is not None and (
                "DataFrame" in str(first.annotation) or first.name == "table"
            ):
                yield name


@pytest.mark.parametrize("name", CALLS)
def test_it_takes_the_empty_table(nothing, name):
    made = CALLS[name](nothing)
    assert not isinstance(made, pd.DataFrame) or name == "countries.gazetteer" or made.empty


@pytest.mark.parametrize("name", CALLS)
def test_it_leaves_what_it_is_given_as_it_was(full, name):
    given = {key: value for key, value in vars(full).items() if isinstance(value, pd.DataFrame)}
    before = {key: table.copy(deep=True) for key, table in given.items()}
    CALLS[name](full)
    for key, table in given.items():
        pd.testing.assert_frame_equal(table, before[key], obj=key)
        assert table.attrs == before[key].attrs


READ_HIGHLIGHTS = [
    "charts.document_portrait", "charts.lexical_dispersion", "countries.mentions", "countries.suppressed", "evidence.concordance",
    "export.coding_sheet", "export.report", "lexicon.find", "tables.counts", "tables.crosstab", "tables.framing", "tables.groups", "tables.lengths", "tables.one_vs_rest", "tables.shares",
    "tables.stability", "tables.timeline", "themes.as_codes", "themes.as_codings", "themes.check_evidence",
    "themes.codes", "themes.coverage", "themes.cue_report", "themes.cues", "themes.fit", "themes.main", "themes.qdpx",
    "themes.review", "themes.suggestions", "themes.to_discuss", "themes.uncoded", "words.tokens", "words.vocabulary",
]  # fmt: skip


@pytest.mark.parametrize("name", READ_HIGHLIGHTS)
def test_a_table_with_a_highlight_twice_is_refused(full, name):
    twice = pd.concat([full.highlights, full.highlights.iloc[[4]]])
    with pytest.raises(
        ValueError,
        match="rows 4 and 27 of the highlights table are both highlight 5 of 'russia-2020",
    ):
        CALLS[name](SimpleNamespace(**vars(full) | {"highlights": twice}))


def test_every_function_that_reads_highlights_is_asked_to_refuse_them(full):
    class Seen(SimpleNamespace):
        def __getattribute__(self, name):
            seen.add(name)
            return super().__getattribute__(name)

    reading = []
    for name, call in CALLS.items():
        seen = set()
        call(Seen(**vars(full)))
        if "highlights" in seen:
            reading.append(name)
    assert sorted(reading) == sorted(READ_HIGHLIGHTS)


# `scores` joins two tables before it is called; `agreement` and it read codings in the same way.
@pytest.mark.parametrize(
    "name", sorted({n for n in CALLS if n[:7] == "tables."} - {"tables.scores"})
)
@pytest.mark.parametrize("given", ["text", [1], pd.Series([1])], ids=["str", "list", "Series"])
def test_it_refuses_what_is_no_table_by_name(name, given):
    class Other:
        def __getattr__(self, name):
            return given

    with pytest.raises(TypeError, match=f"must be a pandas DataFrame.* not {type(given).__name__}"):
        CALLS[name](Other())
