"""The sentences with which the notebooks answer their questions, made from the bundled article.

Every word that claims something ("ahead of", "may be chance") has a check next to it that fails where the
numbers of today no longer carry it.
"""

import pandas as pd

from analysis import countries, load, schema, tables, themes, words


def answers() -> dict[str, str]:
    """Notebook -> what its first cell says of the bundled article."""
    highlights, documents, _ = load.read()
    codes = themes.codes(highlights)
    mentions = countries.mentions(highlights)
    states = mentions[mentions["kind"].isin(schema.BROAD)]
    tokens = words.tokens(highlights)
    return {
        "01-highlights": _of_highlights(highlights),
        "02-themes": _of_themes(highlights, codes),
        "03-countries": _of_countries(highlights, states),
        "04-words": _of_words(highlights, tokens),
        "05-your-article": _of_everything(highlights, codes, states, tokens),
        "06-compare": _of_groups(highlights, documents),
    }


def _of_highlights(highlights: pd.DataFrame) -> str:
    assert highlights["speaker"].eq("Foreign Minister Lavrov").all()
    quotes = tables.lengths(highlights)["count"]
    headlines = tables.lengths(highlights, voice="headline")["count"]
    return (
        f"it lists {len(highlights)} highlights, {quotes.sum():,} words of Foreign Minister Lavrov under "
        f"{headlines.sum()} words of headlines by the article's authors. The longest quote has {quotes.max()} words, "
        f"the shortest {quotes.min()}."
    )


def _of_themes(highlights: pd.DataFrame, codes: pd.DataFrame) -> str:
    n = len(highlights)
    shares = tables.shares(codes, of=highlights, interval=True)
    first = shares[shares["highlights"] == shares["highlights"].max()]
    assert len(first) > 1, "one theme leads alone"
    assert shares["low"].max() < shares["high"].min(), "some intervals do not overlap"
    rule = themes.as_codings(themes.codes(highlights, corrections=None), of=highlights)
    scores = tables.scores(
        pd.concat([themes.codings(), rule]), coder="rule", reference="language model 1"
    ).set_index("theme")
    found = scores.loc["all"]
    return (
        f"no theme leads: {_listed(first['label'])} are each in {first['highlights'].iloc[0]} of {n} highlights, the rarest of "
        f"the {len(shares)} themes is in {shares['highlights'].min()}, and the 95 % intervals of all of them overlap. The rule alone "
        f"finds {found['both']} of the {found['both'] + found['reference_only']} codes that a language model gave, and "
        f"{found['coder_only']} that it did not give."
    )


def _of_countries(highlights: pd.DataFrame, states: pd.DataFrame) -> str:
    rates = tables.counts(states, by="voice", of=highlights).set_index(["label", "group"])["rate"]
    framing = tables.framing(states, of=highlights).set_index("label")
    russia = framing.loc["Russia"]
    split = tables.counts(states, by="voice", of=highlights)
    key = tables.keyness(split, first="headline", second="quote")
    assert key.loc[key["stands_out"], "label"].tolist() == ["Russia"]
    assert framing["p"].min() > 0.05, "a difference within highlights is more than chance explains"
    return (
        f"per 1,000 words the headlines name Russia or its capital {rates['Russia', 'headline']:.1f} times and the quotes "
        f"{rates['Russia', 'quote']:.1f} times, more than chance explains; no other country differs so clearly. Within highlights "
        f"the voices differ less: in {russia['headline_only']} of {len(highlights)} only the headline names Russia, in "
        f"{russia['quote_only']} only the quote, which may be chance."
    )


def _of_words(highlights: pd.DataFrame, tokens: pd.DataFrame) -> str:
    counts = tables.counts(tokens, of=highlights)
    first, second, third = counts.head(3).itertuples()
    assert first.count > second.count > third.count, "the first words are level"
    key = tables.keyness(
        tables.counts(tokens, by="voice", of=highlights), first="headline", second="quote"
    )
    assert not key["stands_out"].any(), "a word stands out"
    return (
        f"*{first.label}* is the most frequent word of the quotes with {first.count} uses, its names and adjectives counted "
        f"together, ahead of *{second.label}* with {second.count}. Of the {key['tested'].sum()} words that could stand out "
        "between headlines and quotes, none does after correction."
    )


def _of_everything(highlights, codes, states, tokens) -> str:
    quoted = states[states["voice"] == "quote"]
    counts = tables.counts(tokens, of=highlights)
    return (
        f"{len(highlights)} highlights carry {len(codes)} codes of {codes['theme'].nunique()} themes; their quotes hold "
        f"{len(quoted)} mentions of {quoted['entity'].nunique()} countries and territories, and {len(counts):,} different words "
        "other than stop words."
    )


def _of_groups(highlights: pd.DataFrame, documents: pd.DataFrame) -> str:
    for column in ("document", "speaker"):
        assert len(tables.groups(highlights, by=column, documents=documents)) == 1
    return "there is one document and one speaker, so there is nothing to compare."


def _listed(labels: pd.Series) -> str:
    *most, last = labels.tolist()
    return ", ".join(most) + " and " + last
