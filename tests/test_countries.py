"""Mentions: cases kept as data, the bundled article by hand, every form, and what the user brings."""

import re
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import countries, load, schema
from analysis.countries import phrases
from analysis.countries.gazetteer import FOLDER, SPAN, entities, read
from tests.make import highlights

CASES = Path(__file__).parent / "cases"


def shown(mentions):
    """Mentions as the cases write them: Congo=?COD|COG:name."""
    columns = zip(
        mentions["surface"],
        mentions["entity"],
        mentions["candidates"],
        mentions["kind"],
        strict=True,
    )
    return "; ".join(
        f"{surface}={entity or '?' + candidates}:{kind}"
        for surface, entity, candidates, kind in columns
    )


def cases(name):
    rows = read(CASES / name).itertuples(index=False)
    return [
        pytest.param(
            row.text,
            row.expected,
            marks=pytest.mark.xfail(strict=True, reason=row.note) if row.known_failure else (),
            id=f"{row.text[:40]} ({row.note})",
        )
        for row in rows
    ]


@pytest.mark.parametrize(("text", "expected"), cases("countries.csv"))
def test_case(text, expected):
    mentions = countries.mentions(highlights(text))
    assert shown(mentions) == expected
    assert all(text[m.start : m.end] == m.surface for m in mentions.itertuples())


@pytest.mark.parametrize("name", ["mentions", "suppressed"])
def test_the_bundled_article_as_read_by_hand(name):
    expected = read(CASES / f"article-{name}.csv")
    found = getattr(countries, name)(load.article())
    pd.testing.assert_frame_equal(
        found[list(expected.columns)].astype("str"), expected.astype("str")
    )


def test_india_is_named_seven_times_in_one_quote():
    mentions = countries.mentions(load.article())
    assert len(mentions.query("entity == 'IND' and voice == 'quote' and number == 19")) == 7


def in_a_sentence(row, form):
    """The form beside what it needs."""
    phrase = row.needs.split(";")[0].strip() or SPAN
    phrase = f"{row.label}: {SPAN}" if phrase == "{named}" else phrase.replace("{end}", ".")
    return f"about {phrase.replace(SPAN, form)} today"


@pytest.mark.parametrize("written", [str, str.upper], ids=["as it stands", "in capitals"])
def test_every_form_finds_exactly_its_entity(written):
    rows = [
        row
        for row in countries.gazetteer().itertuples()
        if written(row.form) == row.form or not row.form.islower()
        # What means several has a row for each, which the cases say.
        if "&" not in row.candidates
    ]
    if written is str.upper:  # a sentence in capitals would make US the pronoun
        forms = {row.form for row in rows}
        rows = [row for row in rows if row.form.upper() not in forms]
    # Each in a document of its own, or they would be each other's context.
    texts = enumerate(in_a_sentence(row, written(row.form)) for row in rows)
    mentions = countries.mentions(
        highlights(*({"document": str(number), "quote": text} for number, text in texts))
    )
    found = {
        (m.document, m.surface): (m.entity, m.label, m.kind, m.candidates)
        for m in mentions.itertuples()
    }
    missing = [
        (row.form, row.entity, found.get((str(number), written(row.form))))
        for number, row in enumerate(rows)
        if found.get((str(number), written(row.form)))
        != (row.entity, row.label, row.kind, "" if row.entity else row.candidates)
    ]
    assert missing == []


def test_the_article_is_no_part_of_a_form():
    forms = countries.gazetteer()["form"]
    assert set(forms[forms.str.lower().str.startswith("the ")]) == {"The Hague"}


def test_every_guard_hides_what_it_says():
    guards = read(FOLDER / "guards.csv")
    literal = guards[~guards["phrase"].str.contains(SPAN) & (guards["of"] != "nothing")]
    suppressed = countries.suppressed(
        highlights(
            *(
                {"document": phrase, "quote": f"about the {phrase} now"}
                for phrase in literal["phrase"]
            )
        )
    )
    assert set(literal["phrase"]) - set(suppressed["document"]) == set()


def test_no_phrase_is_longer_than_what_is_read_around_a_name():
    """In a table that somebody edits, a longer one would never be found."""
    written = [*read(FOLDER / "guards.csv")["phrase"], *read(FOLDER / "clues.csv")["clue"]]
    for needs in countries.gazetteer()["needs"]:
        written += needs.split(";")
    sides = phrases.Phrases((phrase, None) for phrase in written if SPAN in phrase).sides
    assert len(sides) > 100

    for side in chain.from_iterable(sides):
        longest = [max(map(len, phrases.stands_for(token)), default=0) for token in side]
        assert sum(longest) + len(longest) <= phrases.REACH, side
        assert longest[:1] <= [phrases.NEXT_TO], side


def test_the_tables_agree_with_each_other():
    known = set(entities()["entity"])
    types = dict(zip(entities()["entity"], entities()["type"], strict=True))
    gazetteer, clues, guards = (
        countries.gazetteer(),
        read(FOLDER / "clues.csv"),
        read(FOLDER / "guards.csv"),
    )
    candidates = {c for row in gazetteer["candidates"] if row for c in re.split("[|&]", row)}
    assert set(gazetteer["entity"]) - {""} | candidates <= known
    assert set(clues["entity"]) <= known | {"who"}
    assert candidates - {""} <= set(clues["entity"]) | set(gazetteer["entity"])
    assert set(gazetteer["kind"]) <= set(schema.KINDS)
    assert set(types.values()) <= {"country", "territory", "former", "body", "region", ""}
    allowed = set(schema.KINDS) | set(gazetteer["form"]) | {""}
    assert {of for row in guards["of"] for of in row.split("; ")} <= allowed | {
        "English",
        "Petersburg",
        "nothing",
        "{language}",
        "{namesake}",
    }
    for table in (gazetteer, clues, guards, entities()):
        assert (table["source"] != "").all()


def test_the_whole_world_is_there():
    table = entities()
    iso = table[
        table["entity"].str.fullmatch("[A-Z]{3}") & table["type"].isin(["country", "territory"])
    ]
    assert len(iso) >= 249
    assert iso[["lon", "lat"]].notna().all(axis=None)
    assert (
        table["lon"].dropna().between(-180, 180).all()
        and table["lat"].dropna().between(-90, 90).all()
    )
    named = countries.gazetteer().groupby("entity")["kind"].agg(set)
    countries_ = table[table["type"] == "country"]["entity"]
    assert [
        entity for entity in countries_ if "name" not in named.get(entity, ()) and entity != "GEO"
    ] == []
    # City states, and Jerusalem is an entity of its own.
    none = {"SGP", "MCO", "SMR", "VAT", "DJI", "ISR"}
    assert [e for e in countries_ if "capital" not in named[e] and e not in none] == []
    none_of_their_own = {"COD", "COG", "DMA", "DOM", "GEO", "VAT", "KOR", "PRK", "CAF"}
    assert [e for e in countries_ if "demonym" not in named[e] and e not in none_of_their_own] == []


SPOILED = {"'": "’", " ": "\u00a0", "-": "\u2011"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*countries.gazetteer()["form"][::7], "us", " ", "\n", "’s", ", ", "é\u0301", "\ud800"]
        )
    )
)
def test_spans_are_the_text_whatever_the_text(pieces):
    text = "".join(pieces)
    for spoiled in (text, "".join(SPOILED.get(c, c) for c in text), text.upper()):
        for table in (
            countries.mentions(highlights(spoiled)),
            countries.suppressed(highlights(spoiled)),
        ):
            assert all(spoiled[m.start : m.end] == m.surface for m in table.itertuples())
        # One name of several countries is a mention of each.
        mentions = countries.mentions(highlights(spoiled)).drop_duplicates(["start", "end"])
        assert (mentions["start"].to_numpy()[1:] >= mentions["end"].to_numpy()[:-1]).all()


# Highlights of one document, separated by //; the last one is judged.
DOCUMENTS = [
    ("Tbilisi is calm. // Georgia wants peace.", "Georgia=GEO:name"),
    ("Savannah hosts the film festival. // Georgia voted in November.", ""),
    ("In Seoul, Samsung's head spoke. // Korea exports chips.", "Korea=KOR:name"),
    (
        "South Korea, South Korea, South Korea. // North Korea. // The Korean War began.",
        "Korean=?KOR|PRK:demonym",
    ),
    ("Paris, Texas, has a tower. // Paris residents love it.", ""),
    (
        "Athens, Ohio, has a university. // In Athens they protest, and Greece watches.",
        "Athens=GRC:capital; Greece=GRC:name",
    ),
    ("The school board of Berlin met. // The city council of Berlin met.", ""),
    ("The embassy of Germany moved. // The city council of Berlin met.", "Berlin=DEU:capital"),
]


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS)
def test_mentions_by_the_context_of_the_document(text, expected):
    quotes = text.split(" // ")
    mentions = countries.mentions(highlights(*quotes))
    assert shown(mentions[mentions["number"] == len(quotes)]) == expected
    # In one text it is the same.
    in_one = countries.mentions(highlights("\n\n".join(quotes)))
    assert shown(in_one) == shown(mentions)


def test_mentions_of_documents_that_are_mixed_or_in_another_order():
    article = load.article()
    other = highlights("Tbilisi is calm.", "Georgia wants peace.", document="b")
    whole = pd.concat([countries.mentions(article), countries.mentions(other)])
    mixed = pd.concat([article[:5], other[:1], article[5:], other[1:]])[::-1]
    keys = ["document", "number", "voice", "start"]
    pd.testing.assert_frame_equal(
        countries.mentions(mixed).sort_values(keys, ignore_index=True),
        whole.sort_values(keys, ignore_index=True),
    )


@pytest.mark.parametrize("name", ["mentions", "suppressed"])
def test_mentions_of_a_document_that_is_cut_are_reported(name):
    table = highlights("Tbilisi is calm.", "Georgia wants peace.")
    with pytest.warns(UserWarning, match="'a' begins at highlight 2.*read whole documents"):
        getattr(countries, name)(table[1:])


def test_mentions_of_a_document_without_capitals():
    table = highlights("russia and the united states met us in turkey", "south korea")
    assert (
        shown(countries.mentions(table))
        == "russia=RUS:name; united states=USA:name; south korea=KOR:name"
    )
    table = highlights("russia", headline="One capital is enough")
    assert countries.mentions(table).empty


def test_nothing_in_nothing_out():
    empty = highlights("x")[:0]
    pd.testing.assert_frame_equal(countries.mentions(empty), schema.empty("mentions"))
    pd.testing.assert_frame_equal(countries.suppressed(empty), schema.empty("suppressed"))
    assert list(countries.places(schema.empty("counts")).columns)[-2:] == ["lon", "lat"]


def test_the_table_is_not_changed():
    table = highlights("Rome", headline="Paris")
    before = table.copy()
    countries.mentions(table)
    pd.testing.assert_frame_equal(table, before)


def test_own_rows_win(tmp_path):
    own = pd.DataFrame(
        {
            "form": ["Georgia", "Ruritania", "Sea of Japan", "Moscow", "Sylvania"],
            "entity": ["US-GA", "ruritania", "sea-of-japan", "", "sylvania"],
            "kind": ["region", "name", "region", "none", "name"],
            "label": ["Georgia (US)", "Ruritania", "", "", ""],
            "needs": ["", "", "", "", "… Republic"],
        }
    )
    text = "Georgia, Ruritania, Moscow, Sylvania, Sylvania Republic and the Sea of Japan near Japan"
    expected = [
        ["Georgia", "US-GA", "Georgia (US)", "region"],
        ["Ruritania", "ruritania", "Ruritania", "name"],
        ["Sylvania", "sylvania", "sylvania", "name"],
        ["Sea of Japan", "sea-of-japan", "sea-of-japan", "region"],
        ["Japan", "JPN", "Japan", "name"],
    ]
    own.to_csv(tmp_path / "own.csv", index=False)
    for gazetteer in (own, tmp_path / "own.csv", str(tmp_path / "own.csv")):
        mentions = countries.mentions(highlights(text), gazetteer=gazetteer)
        assert mentions[["surface", "entity", "label", "kind"]].values.tolist() == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "form,entity,kind\nRuritania,ruritania,nam",
            r"own\.csv, line 2: kind is one of .*did you mean 'name'",
        ),
        (
            "form,entity,kind\nRome,ITA,capital\n--,ITA,name",
            r"own\.csv, line 3: the form '--' holds no letter",
        ),
        ("form,entity,kind\nRuritania,,name", r"own\.csv, line 2: 'Ruritania' has no entity"),
        (
            "form,entity,kind,needs\nRuritania,r,name,the",
            r"own\.csv, line 2: needs are words with …",
        ),
        (
            "form,entiti,kind\nRuritania,r,name",
            r"own\.csv: .*needs a column 'entity'; .*did you mean to rename 'entiti'",
        ),
        (
            "Rome,ITA,name\nRuritania,r,name",
            r"own\.csv: .*needs a column 'form'; it begins with a line form,entity,kind",
        ),
        (
            "form;entity;kind;candidates\n\nRome;;name;ITA",
            r"own\.csv, line 3: candidates are two or more.*'ITA' alone",
        ),
        (
            "form,entity,kind,candidates\nRome,,name,ITA|XXX",
            r"own\.csv, line 2: no entity is called 'XXX', as one of the",
        ),
        (
            "form,entity,kind\nRome,ITU,name",
            r"own\.csv, line 2: no entity is called 'ITU'; .*'label'; did you mean '",
        ),
        (
            "form,entity,kind\nRome,Italy,name",
            r"own\.csv, line 2: no entity is called 'Italy'; .*did you mean 'ITA'",
        ),
        ("PK\x03\x04", r"own\.csv: expected text, found a zip archive"),
    ],
)
def test_own_rows_that_cannot_be_used_are_named(tmp_path, text, message):
    (tmp_path / "own.csv").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message):
        countries.mentions(highlights("Rome"), gazetteer=tmp_path / "own.csv")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_own_rows_are_read_as_spreadsheets_save_them(tmp_path, encoding, mark):
    text = f"form{mark}entity{mark}kind{mark}\r\n\r\nCôte Dorée{mark} GHA {mark}name{mark}\r\n{mark * 3}\r\n"
    (tmp_path / "own.csv").write_bytes(text.encode(encoding))
    found = countries.mentions(highlights("The Côte Dorée."), gazetteer=tmp_path / "own.csv")
    assert found[["surface", "entity", "label"]].values.tolist() == [["Côte Dorée", "GHA", "Ghana"]]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path / "none.csv"))):
        countries.gazetteer(tmp_path / "none.csv")


@pytest.mark.parametrize("given", ["Rome", ["Rome"], pd.Series(["Rome"])])
@pytest.mark.parametrize("function", [countries.mentions, countries.suppressed, countries.places])
def test_another_type_than_a_table_is_refused_with_a_sentence(function, given):
    with pytest.raises(TypeError, match=f"must be a pandas DataFrame, not {type(given).__name__}"):
        function(given)


def test_places():
    counts = pd.DataFrame({"id": ["RUS", "crimea", "eu", "FLK"], "count": [3, 2, 9, 1]})
    found = countries.places(counts)
    assert found["id"].tolist() == ["RUS", "crimea", "FLK"]
    assert found["lat"].round().tolist() == [56, 45, -52]
    with pytest.raises(ValueError, match="'id' or 'entity'"):
        countries.places(pd.DataFrame({"name": ["RUS"]}))


def test_a_text_table_of_any_kind_will_do():
    """Texts of any length, not cleaned, an index of their own, more columns than needed."""
    long = "The talks went on. " * 20_000 + "Then Côte\u00a0d’Ivoire\r\nleft\u200b Rome\ufeff."
    table = highlights(long, "").assign(source="x").set_index(pd.Index([7, 7]))
    mentions = countries.mentions(table)
    assert mentions["surface"].tolist() == ["Côte\u00a0d’Ivoire", "Rome"]
    assert long[mentions["start"][1] : mentions["end"][1]] == "Rome"
