"""Whether the words that a coder gives as evidence are in the text: 500 strings of which 100 are doctored, and single cases."""

import random
import re

import pandas as pd
import pytest

from analysis import evidence, load, schema, sentences, themes
from analysis.themes.check_evidence import FOUND
from tests.make import highlights

CLEAN, DOCTORED = 400, 20  # strings, and doctored ones of each of five kinds

# Sentences of the bundled article in other words
PARAPHRASES = {
    1: "Putin said in 2020 that Russia welcomes every partner who wants to work on vaccines together",
    2: "Western states abused the disease to put weaker countries under pressure",
    3: "Moscow was prepared to back the UN appeal to lift sanctions on medicine",
    4: "Berlin and Paris have been praising multilateralism for two years now",
    5: "A handful of internet tycoons set their own rules without regard for the law",
    6: "We would rather talk over every complaint at one table than quarrel",
    7: "The partnership that Putin proposes excludes no country of the continent",
    8: "Rome does not think that sanctions are a useful means of pressure",
    9: "The media in the Baltic republics are harassed and journalists face charges",
    10: "America has violated its citizens' right to be informed",
    11: "Little will change in substance, only the style of leadership",
    12: "Putin's congratulations to Biden may be read as an offer to talk",
    13: "Beijing and the Eurasian bloc made a deal to work together",
    15: "Washington rejects the resolution every year because it protects speech",
    16: "His arrest is a matter for the police and nobody abroad",
    17: "The three presidents postponed the question of the region's status",
    18: "Athens and Nicosia have no cause to see a foe in us",
    21: "Britain wanted the islanders to decide about their own future",
    22: "There is no alternative to what was agreed in Minsk",
    27: "Millions of voters received forms by post long before polling day",
}


@pytest.fixture(scope="module")
def article():
    return load.article()


def pieces(article, rng):
    """Passages of one to three sentences, or parts of one, each with its highlight."""
    while True:
        row = article.iloc[rng.randrange(len(article))]
        begin = [*sentences.starts(row["quote"]), len(row["quote"])]
        first = rng.randrange(len(begin) - 1)
        last = min(first + rng.randint(1, 3), len(begin) - 1)
        words = row["quote"][begin[first] : begin[last]].strip().split(" ")
        if rng.random() < 0.4 and len(words) > 9:
            words = words[rng.randint(0, 3) : -rng.randint(1, 3)]
        if len(words) > 5:
            yield int(row["number"]), " ".join(words)


def dressed(text, rng):
    """A passage with marks, spaces, hyphens and case as other programs leave them."""
    curly = str.maketrans({"'": "’", '"': "“", "-": "‑"})
    straight = str.maketrans({"’": "'", "“": '"', "”": '"', "–": "-"})
    changes = (
        lambda t: t.translate(curly),
        lambda t: t.translate(straight),
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: re.sub(r"\s+", lambda _: rng.choice([" ", "  ", "\n", "\u202f"]), t),
        lambda t: f"… {t}…",
        lambda t: f"[...] {t} [...]",
        lambda t: f"“{t}”",
        lambda t: re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", t),
        lambda t: re.sub(r"(\w{4})(\w{4})", "\\1-\n\\2", t, count=1),
        lambda t: t.replace("-", ""),
        str.upper,
        str.lower,
        str.title,
        lambda t: t.rstrip(".") + ".",
        lambda t: t,
    )
    for change in rng.sample(changes, rng.randint(1, 2)):
        text = change(text)
    return text


def shortened(text, rng):
    """A passage without some of its words, an ellipsis in their place; no negation is left out."""
    words = text.split(" ")
    first = rng.randrange(2, len(words) - 3)
    last = min(first + rng.randint(1, 4), len(words) - 2)
    left_out = " ".join(words[first:last])
    if re.search(r"(?i)\b(not|no|never|nor|without|nothing)\b|n.t\b", left_out):
        return text
    return " ".join([*words[:first], rng.choice(["…", "...", "[…]", "(...)"]), *words[last:]])


def changed(number, text, article, rng):
    words = text.split(" ")
    at = rng.randrange(1, len(words) - 1)
    words[at] = rng.choice([w for w in ("peace", "harmful", "refused", "China") if w != words[at]])
    return " ".join(words)


def without_negation(number, text, article, rng):
    shorter = re.sub(r"\b(?:not|never|no) |n['’]t\b", "", text, count=1)
    return shorter if shorter != text else None


def joined(number, text, article, rng):
    quote = article.set_index("number").at[number, "quote"]
    begin = [*sentences.starts(quote), len(quote)]
    if len(begin) < 4:
        return None
    first = quote[begin[0] : begin[1]].strip()
    third = quote[begin[2] : begin[3]].strip()
    return rng.choice([f"{first} {third}", f"{first.rstrip('.')}, and {third}"])


def of_another(number, text, article, rng):
    others = pieces(article[article["number"].ne(number)], rng)
    return next(others)[1]


def paraphrased(number, text, article, rng):
    return PARAPHRASES.get(number)


KINDS = (changed, without_negation, joined, of_another, paraphrased)


def coded(rows):
    columns = ["number", "evidence"]
    fixed = {"document": load.BUNDLED.stem, "coder": "m", "date": "", "theme": "asia", "value": 1}
    return pd.DataFrame(rows, columns=columns).assign(**fixed)


def test_check_evidence_names_every_doctored_string_and_raises_few_false_alarms(article):
    rng = random.Random(18)
    passages = pieces(article, rng)
    rows = []
    for at in range(CLEAN):
        number, text = next(passages)
        rows.append((number, shortened(text, rng) if at % 8 == 0 else dressed(text, rng)))
    kinds = [""] * CLEAN
    for kind in KINDS:
        used = set()
        while len(used) < DOCTORED:
            number, text = next(passages)
            doctored = kind(number, text, article, rng)
            if doctored and (number, doctored) not in used:
                used.add((number, doctored))
        rows += sorted(used)
        kinds += [kind.__name__] * DOCTORED
    judged = themes.check_evidence(coded(rows), of=article).assign(kind=kinds)
    assert len(judged) == 500
    missed = judged[judged["kind"].ne("") & judged["found"]]
    alarms = judged[judged["kind"].eq("") & ~judged["found"]]
    assert missed[["kind", "evidence", "verdict"]].values.tolist() == []
    assert len(alarms) <= CLEAN * 0.01, alarms[["evidence", "verdict", "difference"]].to_string()


TEXT = (
    "We’re ready to talk. The U.S. did not answer; Mr. Smith left. “No deal,” he said… and smiled."
)
OTHER = "Their fleet is at sea."


@pytest.mark.parametrize(
    ("piece", "verdict", "surface"),
    [
        ("ready to talk", "found", "ready to talk"),
        ("we're ready to talk", "found after normalising", "We’re ready to talk"),
        ("were ready to talk", "altered", "ready to talk"),
        ("The US did not answer", "found after normalising", "The U.S. did not answer"),
        ("the us did answer", "altered", "The U.S. did not answer"),
        ("Mr Smith left", "found after normalising", "Mr. Smith left"),
        ("ready to talk the U.S. did not", "altered", "ready to talk. The U.S. did not"),
        ("We’re ready … Mr. Smith left", "altered", "Mr. Smith left"),
        ("ready to talk … “No deal”", "found in parts", None),
        ("The U.S. did … answer", "altered", "The U.S. did not answer"),
        ("Mr. Smith left … ready to talk", "altered", "ready to talk"),
        ("he said... and smiled", "found after normalising", "he said… and smiled"),
        ("art", "not there", ""),
        ("On Talks", "found", "On Talks"),
        ("fleet is at sea", "found in another highlight", "fleet is at sea"),
        ("She added", "found in another voice", "She added"),
        ("Bread costs more every year", "not there", ""),
        ("", "none given", ""),
        (" … ", "none given", ""),
    ],
)
def test_check_evidence_of_one_piece(piece, verdict, surface):
    first = {"headline": "On Talks", "quote": TEXT, "narration": "She added:"}
    texts = highlights(first, {"quote": OTHER}, document=load.BUNDLED.stem)
    row = themes.check_evidence(coded([(1, piece)]), of=texts).iloc[0]
    assert row["verdict"] == verdict
    assert row["found"] == (verdict in FOUND)
    if surface is not None:
        assert row["surface"] == surface
    if row["voice"]:
        source = texts.set_index("number").loc[row["at_number"], row["voice"]]
        assert source[row["start"] : row["end"]] == row["surface"]


def test_check_evidence_in_the_voice_that_the_coder_names():
    texts = highlights(("On nets", "We fish."), document=load.BUNDLED.stem)
    said = coded([(1, "On nets"), (1, "We fish")]).assign(voice="quote")
    judged = themes.check_evidence(said, of=texts)
    assert judged["verdict"].tolist() == ["found in another voice", "found"]


def test_check_evidence_of_several_pieces_and_of_codes_without_a_theme():
    texts = highlights("We fish. We sail.", document=load.BUNDLED.stem)
    said = coded([(1, "We fish || We sail"), (1, "")])
    judged = themes.check_evidence(said.assign(value=[1, 0]), of=texts)
    assert judged["surface"].tolist() == ["We fish", "We sail"]


def test_check_evidence_is_shown_by_the_concordance(article):
    judged = themes.check_evidence(coded([(1, "wide open to cooperation")]), of=article)
    lines = evidence.concordance(article, judged[judged["found"]])
    assert lines["keyword"].tolist() == ["wide open to cooperation"]


def test_check_evidence_needs_evidence(article):
    with pytest.raises(ValueError, match=r"a column 'evidence'.*did you mean to rename 'evidenc'"):
        said = coded([(1, "x")]).rename(columns={"evidence": "evidenc"})
        themes.check_evidence(said, of=article)


def test_as_codes_leaves_out_codes_without_found_evidence(article):
    said = coded([(1, "wide open to cooperation"), (2, "nobody said this")])
    every = themes.as_codes(said, of=article)
    found = themes.as_codes(said, of=article, evidenced=True)
    assert every[["number", "coder", "cues"]].values.tolist() == [
        [1, "m", "wide open to cooperation"],
        [2, "m", ""],
    ]
    pd.testing.assert_frame_equal(found, every.head(1))
    assert themes.as_codes(schema.empty("codings"), of=article).empty


def test_as_codes_asks_for_one_coder(article):
    said = pd.concat([coded([(1, "x")]), coded([(1, "x")]).assign(coder="anna")])
    with pytest.raises(ValueError, match="several coders; give coder=, one of m, anna"):
        themes.as_codes(said, of=article)
    with pytest.raises(ValueError, match=r"no coder 'ana'.*did you mean 'anna'"):
        themes.as_codes(said, of=article, coder="ana")
    assert themes.as_codes(said, of=article, coder="anna")["coder"].tolist() == ["anna"]


def test_to_discuss_has_the_coders_of_a_code_below_each_other(article):
    rule = themes.as_codings(themes.codes(article, corrections=None), of=article)
    found = themes.to_discuss(pd.concat([themes.codings(), rule]), of=article)
    assert (
        found.groupby(["number", "theme"], sort=False)["coder"].agg(list).tolist()
        == [["language model 1", "language model 2", "rule"]] * 3
    )
    assert found["headline"].ne("").all()
    by_rule = found[found["coder"].eq("rule") & found["value"].eq(1)]
    assert len(by_rule) == 2
    assert by_rule["verdict"].str.split("; ").explode().eq("found").all()
    assert found.loc[found["value"].eq(0), "verdict"].eq("").all()
