"""The sentences with which the notebooks and the README answer their questions, made from the bundled article."""

from analysis import countries, load, schema, tables, themes, words


def _listed(labels):
    return ", ".join(labels[:-1]) + " and " + labels[-1]


def _in(counts, label, column):
    return int(counts.set_index("label")[column].get(label, 0))


def answers():
    """Notebook -> what its first cell says of the bundled article."""
    highlights, documents, _ = load.read()
    n = len(highlights)
    lengths = tables.lengths(highlights)
    headline_words = tables.lengths(highlights, voice="headline")["count"].sum()
    codes = themes.codes(highlights)
    theme = tables.counts(codes, of=highlights)
    lead = theme[theme["count"] == theme["count"].max()]
    score = (
        tables.scores(_both(highlights), coder="rule", reference="first")
        .set_index("theme")
        .loc["all"]
    )
    mentions = countries.mentions(highlights)
    states = mentions[mentions["kind"].isin(schema.BROAD)]
    quote, headline = (
        tables.counts(states, voice=voice, of=highlights) for voice in ("quote", "headline")
    )
    dense = quote[quote["highlights"] == 1].iloc[0]
    only = sorted(set(headline["label"]) ^ set(quote["label"]))
    tokens = words.tokens(highlights)
    token = tables.counts(tokens, of=highlights)
    first, second, third = token.head(3).itertuples()
    key = tables.keyness(tables.counts(tokens, by="voice", of=highlights))
    assert not key["stands_out"].any() and second.count == third.count > token["count"].iloc[3]
    return {
        "01-highlights": (
            f"it lists {n} highlights, {documents['words'].sum():,} words of Foreign Minister Lavrov under {headline_words} words of "
            f"headlines by the article's authors. The longest quote has {lengths['count'].max()} words, the shortest {lengths['count'].min()}."
        ),
        "02-themes": (
            f"no theme dominates. {_listed(lead['label'].tolist())} come up in {lead['count'].iloc[0]} of {n} highlights each, "
            f"the rarest of the {len(theme)} themes in {theme['count'].min()}. The rule alone finds {score['both']} of the "
            f"{score['both'] + score['reference_only']} codes of an earlier coding by reading, and {score['coder_only']} that are not in it."
        ),
        "03-countries": (
            f"the quotes name the United States in {_in(quote, 'United States', 'highlights')} of {n} highlights and Russia in {_in(quote, 'Russia', 'highlights')}; "
            f"the headlines turn that round, with Russia in {_in(headline, 'Russia', 'highlights')} and the United States in {_in(headline, 'United States', 'highlights')}. "
            f"All {dense['count']} mentions of {dense['label']} stand in one quote, and {len(only)} of {len(set(headline['label']) | set(quote['label']))} "
            "countries and territories are named by one voice alone."
        ),
        "04-words": (
            f"*{first.label}* is the most frequent word of the quotes with {first.count} uses in {first.highlights} of them, ahead of *{second.label}* and *{third.label}* "
            f"with {second.count} each. Between headlines and quotes no word stands out: in {n} highlights nearly every word is too rare to tell."
        ),
        "05-your-article": (
            f"{n} highlights carry {len(codes)} codes of {len(theme)} themes; their quotes hold {len(states[states['voice'] == 'quote'])} mentions of {len(quote)} "
            f"countries and territories, and {len(token):,} different words that are no stop words."
        ),
    }  # fmt: skip


def _both(highlights):
    import pandas as pd

    return pd.concat(
        [
            themes.codings(),
            themes.as_codings(themes.codes(highlights, corrections=None), of=highlights),
        ]
    )
