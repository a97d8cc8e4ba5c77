"""What each cue is worth, and what may be added: on single cases and on a made-up field."""

import random

import pandas as pd
import pytest

from analysis import schema, tables, themes
from tests.make import highlights

# A made-up field: what is said about beekeeping, pottery and tides. The first four words are the codebook to begin with.
FIELD = {
    "bees": "hive honey swarm queen drone comb nectar pollen brood wax smoker keeper foraging apiary colony sting",
    "pottery": "kiln glaze clay wheel firing bowl stoneware slip bisque potter thrower porcelain shard ash mould rim",
    "tides": "ebb surge spring neap current moon gauge estuary shallows mudflat harbour sluice moorings channel buoy pilot",
}
NOISE = """
village council morning visitor market story winter neighbour letter road garden evening paper number question answer
holiday summer hour plan group report friend week season price office meeting house school promise corner
"""
CODED, UNSEEN, ROUNDS = 40, 200, 3


def made_up(rng, count):
    """Highlights of the field, and the themes of each; a quarter have none, some have two."""
    rows = []
    gold = []
    for _ in range(count):
        names = rng.sample(list(FIELD), rng.choice([0, 1, 1, 1, 1, 1, 2, 0]))
        theme_words = []
        for name in names:
            listed = FIELD[name].split()
            # The words at the beginning of a list are twice as frequent as those at its end
            weights = [2 - at / len(listed) for at in range(len(listed))]
            theme_words.append(rng.choices(listed, weights, k=4))
        heads = [words[0] for words in theme_words]
        headline = " ".join(["The", *rng.sample(NOISE.split(), 3), *heads])
        body = rng.sample(NOISE.split(), 8)
        for words in theme_words:
            body += words[1:]
        rng.shuffle(body)
        rows.append((headline.title(), f"We spoke of {' and '.join(body)}."))
        gold.append(names)
    return highlights(*rows), gold


def coded(texts, gold, names):
    rows = []
    for number, given in zip(texts["number"], gold, strict=True):
        rows += [("a", number, "anna", "", name, int(name in given)) for name in names]
    return schema.table(rows, "codings")


def begun(seeds):
    """A codebook of a few words for each theme."""
    entries = []
    for name, cues in seeds.items():
        listed = ", ".join(f'"{cue}"' for cue in cues)
        entries.append(
            f'[[theme]]\nid = "{name}"\nlabel = "{name}"\ndefinition = "x"\ncues = [{listed}]\n'
        )
    return "\n".join(entries)


def taken(book, found):
    """The codebook with everything that was suggested for a theme."""
    chosen = found[found["theme"].ne("") & found["cue"].ne("")]
    rows = chosen[["theme", "cue"]].assign(only_with="", not_near="", weight=1.0, line=1)
    cues = pd.concat([book.cues, rows]).drop_duplicates(["theme", "cue"], ignore_index=True)
    return book._replace(cues=cues)


def f1(book, texts, gold):
    rule = themes.as_codings(
        themes.codes(texts, codebook=book, corrections=None), of=texts, codebook=book
    )
    hand = coded(texts, gold, book.themes["theme"])
    judged = tables.scores(pd.concat([rule, hand]), coder="rule", reference="anna")
    return judged.set_index("theme").loc["all", "f1"]


@pytest.mark.parametrize("seed", range(3))
def test_suggestions_from_four_words_and_forty_coded_highlights(tmp_path, seed):
    rng = random.Random(seed)
    path = tmp_path / "book.toml"
    path.write_text(begun({name: words.split()[:4] for name, words in FIELD.items()}), "utf-8")
    book = themes.codebook(path)
    texts, gold = made_up(rng, CODED)
    unseen, unseen_gold = made_up(rng, UNSEEN)
    scores = [f1(book, unseen, unseen_gold)]
    for _ in range(ROUNDS):
        found = themes.suggestions(texts, coded(texts, gold, FIELD), codebook=book)
        book = taken(book, found)
        scores.append(f1(book, unseen, unseen_gold))
    assert scores[0] < scores[-1]
    assert scores[-1] >= 0.75, scores


def test_suggestions_say_where_they_come_from():
    texts = highlights(
        ("Bees Swarm", ""), ("A Swarm Left", ""), ("Rain", ""), ("Sanctions and wheat", ""),
        ("Embargo on wheat", ""), ("Blockade stops wheat", ""), ("Snow fell", ""), ("Snow melts", ""), ("Old snow", ""),
    )  # fmt: skip
    hand = coded(texts.head(3), [["asia"], ["asia"], []], ["asia"])
    found = themes.suggestions(texts, hand)
    columns = ["theme", "cue", "source", "highlights", "others"]
    assert found[columns].values.tolist() == [
        ["sanctions", "wheat*", "rule", 3, 0],
        ["asia", "swarm*", "coded", 2, 0],
        ["", "snow", "uncoded", 3, 0],
    ]
    assert themes.suggestions(texts, hand, top=0).empty


def test_suggestions_name_a_bundled_theme_that_codes_the_same(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(begun({"games": ["golf"]}), "utf-8")
    lines = ["Baseball Season", "Hockey Team", "Tennis Open", "Soccer Cup", "Yankees Win", "Golf"]
    texts = highlights(*((line, "") for line in (*lines, *(f"Rain {n}" for n in range(12)))))
    gold = [["games"] if n < 6 else [] for n in range(18)]
    found = themes.suggestions(texts, coded(texts, gold, ["games"]), codebook=path)
    assert found[["cue", "source", "highlights", "others"]].values.tolist() == [
        ["", "news: sport", 6, 0],
        ["rain", "uncoded", 12, 0],
    ]


def test_suggestions_name_a_bundled_theme_that_leads_the_same(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(begun({"games": ["golf"]}), "utf-8")
    lines = ["Baseball Season", "Hockey Team", "Tennis Open", "Soccer Cup", "Yankees Win", "Golf"]
    # Sport is in these as well, but their coder wrote only what each is about most
    crimes = ("Murder, Rape And Robbery At The Tennis Club", "Football: A Murder, A Rape, A Theft")
    texts = highlights(*((line, "") for line in (*lines, *crimes * 3, *(["Rain"] * 6))))
    gold = [["games"] if n < 6 else [] for n in range(18)]
    found = themes.suggestions(texts, coded(texts, gold, ["games"]), codebook=path)
    assert ("news: sport", 6, 0) in found[["source", "highlights", "others"]].itertuples(
        index=False, name=None
    )


def test_suggestions_leave_out_stop_words_and_known_cues():
    texts = highlights(
        *((f"The sanctioned and the embargo of {n}", "") for n in range(4)), ("Rain", "")
    )
    hand = coded(texts, [["sanctions"]] * 4 + [[]], ["sanctions"])
    assert themes.suggestions(texts, hand)["cue"].tolist() == []


def test_cue_report_of_a_small_codebook(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(begun({"fish": ["cod", "eel*", "ray"]}), "utf-8")
    texts = highlights(
        ("Cod", ""), ("Eels and cod", ""), ("", "Cod."), ("Eel", ""), ("Rain", "A ray.")
    )
    hand = coded(texts.head(4), [["fish"], ["fish"], [], []], ["fish"])
    found = themes.cue_report(texts, hand, codebook=path).set_index("cue")
    columns = ["hits", "highlights", "alone", "right", "wrong", "precision", "lost", "spared"]
    assert found[columns].fillna(-1).values.tolist() == [
        [3, 3, 1, 2, 1, pytest.approx(2 / 3), 1, 0],
        [2, 2, 1, 1, 1, 0.5, 0, 1],
        [1, 1, 0, 0, 0, -1, 0, 0],
    ]
    bare = themes.cue_report(texts, codebook=path)
    assert bare["right"].isna().all() and bare["alone"].tolist() == [1, 1, 0]


def test_cue_report_takes_the_majority_of_several_coders(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(begun({"fish": ["cod"]}), "utf-8")
    texts = highlights(("Cod", ""))
    rows = [("a", 1, coder, "", "fish", value) for coder, value in (("A", 1), ("B", 1), ("C", 0))]
    hand = schema.table(rows, "codings")
    assert themes.cue_report(texts, hand, codebook=path)["right"].tolist() == [1]
    assert themes.cue_report(texts, hand, codebook=path, coder="C")["wrong"].tolist() == [1]
    with pytest.raises(ValueError, match="no coder 'a'"):
        themes.cue_report(texts, hand, codebook=path, coder="a")
