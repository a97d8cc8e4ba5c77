"""The tables of words, counts and comparisons, and what is shown and checked."""

from __future__ import annotations

from analysis.schema.column import DOCUMENT, LABEL, NUMBER, SPAN, VOICE, Column

COUNTING: dict[str, tuple[Column, ...]] = {
    "vocabulary": (
        Column("form", "str", "how it is written in the text", "countries"),
        Column("token", "str", "the form that it is counted under", "countries"),
        Column("kind", "str", "name, phrase or word", "word"),
        Column(
            "source",
            "str",
            "where it comes from: gazetteer, list, found (in the text) or text",
            "text",
        ),
        Column("count", "int64", "how often this form occurs", 12),
        Column(
            "g2",
            "float64",
            "log-likelihood ratio of a phrase that was found; missing for the rest",
            31.4,
        ),
        Column(
            "entity",
            "str",
            "ISO 3166 code or slug of the actor whose name it is; empty for other words",
            "",
        ),
        Column("label", "str", "the token of all names of that actor; empty for other words", ""),
    ),
    "tokens": (
        *SPAN,
        Column(
            "token",
            "str",
            "what it is counted under: a form of the word, or the name of an actor",
            "United States",
        ),
        Column(
            "entity",
            "str",
            "ISO 3166 code or slug of the actor whose name it is; empty for other words",
            "USA",
        ),
        Column("stop", "bool", "whether it is a stop word, a number or a web address", False),
        Column("light", "bool", "whether it is a light word, such as thing or say", False),
    ),
    "counts": (
        Column(
            "voice",
            "str",
            "the voice counted: headline, quote, both, or highlight where the whole is coded",
            "quote",
        ),
        Column("group", "str", "the part of a split; empty where nothing is split", ""),
        Column("unit", "str", "what is counted: mentions, tokens or codes", "mentions"),
        Column("id", "str", "entity, theme or token", "IND"),
        LABEL,
        Column("count", "int64", "how often it occurs", 7),
        Column(
            "strict",
            "int64",
            "those of count that are names or demonyms; count itself for other units",
            7,
        ),
        Column("highlights", "int64", "in how many highlights it occurs", 1),
        Column(
            "strict_highlights", "int64", "in how many highlights it occurs by name or demonym", 1
        ),
        Column(
            "n", "Int64", "how many highlights were looked at; missing where it was not said", 27
        ),
        Column("words", "Int64", "how many words were looked at", 2334),
        Column("rate", "float64", "count per 1,000 words", 3.0),
        Column(
            "dispersion",
            "float64",
            "normalised deviation of proportions over highlights, or documents where asked for: 0 spread as the words "
            "are, near 1 all in one short part; missing with fewer than two parts",
            0.94,
        ),
        Column("low", "float64", "lower end of the exact 95 % Poisson interval of rate", 1.2),
        Column("high", "float64", "upper end of the exact 95 % Poisson interval of rate", 6.2),
        Column("light", "bool", "whether it is a light word, which clouds leave out", False),
        Column(
            "overdispersion",
            "float64",
            "variance between highlights, relative to uses that fall on words by chance: 1 by chance, more in clumps",
            1.8,
        ),
        Column(
            "few",
            "bool",
            "whether its group has fewer than five highlights, too few to lead anything",
            False,
        ),
    ),
    "groups": (
        Column("group", "str", "a value of the column that groups are made by", "Ana Lima"),
        Column("documents", "int64", "how many documents it comes from", 1),
        Column("highlights", "int64", "how many highlights it has", 12),
        Column("words", "int64", "how many words of the voice they hold", 840),
        Column(
            "few",
            "bool",
            "whether it has fewer than five highlights, too few to lead anything",
            False,
        ),
    ),
    "timeline": (
        Column("voice", "str", "the voice counted, as in counts", "quote"),
        Column("unit", "str", "what is counted: mentions, tokens or codes", "mentions"),
        Column(
            "period",
            "str",
            "day, month or year of the documents; empty where they have no such date",
            "2021-01",
        ),
        Column("id", "str", "entity, theme or token", "IND"),
        LABEL,
        Column("count", "int64", "how often it occurs in the period's documents", 7),
        Column(
            "strict",
            "int64",
            "those of count that are names or demonyms; count itself for other units",
            7,
        ),
        Column("highlights", "int64", "in how many of their highlights it occurs", 1),
        Column("documents", "int64", "how many documents the period has", 2),
        Column("n", "int64", "how many highlights they have", 27),
        Column("words", "int64", "how many words these have in that voice", 2334),
        Column("share", "float64", "highlights / n", 0.04),
        Column("rate", "float64", "count per 1,000 words; missing where there are none", 3.0),
        Column("low", "float64", "lower end of the 95 % Wilson interval of share", 0.01),
        Column("high", "float64", "upper end of the 95 % Wilson interval of share", 0.18),
        Column(
            "few",
            "bool",
            "whether the period has fewer than five highlights, too few to lead anything",
            False,
        ),
    ),
    "framing": (
        Column("unit", "str", "what is counted: mentions, tokens or codes (of cues)", "mentions"),
        Column("id", "str", "entity, theme or token", "RUS"),
        LABEL,
        Column("headline_only", "int64", "highlights in which only the headline has it", 5),
        Column("both", "int64", "highlights in which headline and quote have it", 5),
        Column("quote_only", "int64", "highlights in which only the quote has it", 2),
        Column("n", "int64", "highlights with a headline and a quote", 27),
        Column("p", "float64", "exact McNemar p-value of headline_only against quote_only", 0.45),
        Column(
            "stands_out",
            "bool",
            "whether p remains significant (5 %) after the correction for all rows that could be",
            False,
        ),
    ),
    "crosstab": (
        Column("row", "str", "id of the row", "asia"),
        Column("row_label", "str", "label of the row", "Asia"),
        Column("column", "str", "id of the column", "IND"),
        Column("column_label", "str", "label of the column", "India"),
        Column("highlights", "int64", "highlights with both", 1),
        Column("row_total", "int64", "highlights with the row", 4),
        Column("column_total", "int64", "highlights with the column", 1),
        Column("n", "int64", "highlights looked at", 27),
        Column("jaccard", "float64", "both / either", 0.25),
        Column("lift", "float64", "both, relative to what chance would give", 6.75),
        Column(
            "voice",
            "str",
            "the voice of the mentions or tokens counted; highlight where both sides are codes",
            "quote",
        ),
        Column(
            "p",
            "float64",
            "chance of as many or more with both: Fisher's exact test, one-sided; missing for a thing with itself",
            0.15,
        ),
        Column(
            "together",
            "bool",
            "whether they meet more often than chance (5 %) after the correction for all pairs that could",
            False,
        ),
    ),
    "keyness": (
        Column("unit", "str", "what is counted: mentions, tokens or codes", "tokens"),
        Column("id", "str", "entity, theme or token", "peace"),
        LABEL,
        Column(
            "group",
            "str",
            "the group that has more of it for its size; the first where both have the same",
            "quote",
        ),
        Column("first", "str", "the group on the plus side of every measure", "quote"),
        Column("second", "str", "the group on the minus side", "headline"),
        Column("count_first", "int64", "how often it occurs in the first group", 7),
        Column("count_second", "int64", "how often it occurs in the second group", 1),
        Column(
            "highlights_first", "int64", "in how many highlights of the first group it occurs", 5
        ),
        Column(
            "highlights_second", "int64", "in how many highlights of the second group it occurs", 1
        ),
        Column(
            "n_first",
            "Int64",
            "how many highlights the first group has; missing where it was not said",
            27,
        ),
        Column(
            "n_second",
            "Int64",
            "how many highlights the second group has; missing where it was not said",
            27,
        ),
        Column(
            "size_first",
            "int64",
            "words in the first group, or highlights for codes: the whole its counts are parts of",
            2334,
        ),
        Column("size_second", "int64", "words in the second group, or highlights for codes", 279),
        Column("log_odds", "float64", "log-odds ratio with the prior (natural logarithm)", -0.2),
        Column("z", "float64", "log_odds in standard errors", -0.4),
        Column(
            "prior", "float64", "words, or highlights for codes, that the prior counts for", 500.0
        ),
        Column(
            "log_ratio",
            "float64",
            "base-2 logarithm of the ratio of the two rates, half a word added to each; for codes, of their odds",
            -0.3,
        ),
        Column(
            "lrc",
            "float64",
            "the end nearer to 0 of the interval of log_ratio after the correction; 0 where it spans 0 or is not tested",
            0.0,
        ),
        Column(
            "level",
            "float64",
            "error of that interval, after the correction for many rows: 5 % / tests",
            0.001,
        ),
        Column(
            "stands_out",
            "bool",
            "whether lrc differs from 0: the rest cannot be told from chance",
            False,
        ),
        Column("low", "float64", "lower end of the 95 % interval of log_ratio, uncorrected", -1.6),
        Column("high", "float64", "upper end of the 95 % interval of log_ratio, uncorrected", 2.9),
        Column("p", "float64", "exact two-sided p-value, uncorrected", 0.4),
        Column(
            "tested",
            "bool",
            "whether it could stand out at all: it is in enough highlights, and often enough",
            True,
        ),
        Column("tests", "int64", "how many rows the correction counts (Tarone 1990)", 49),
    ),
    "collocations": (
        Column("word", "str", "the word asked for, as its tokens are counted", "Russia"),
        Column("token", "str", "the word found near it", "China"),
        Column(
            "together", "int64", "how often the second is within the window around the first", 3
        ),
        Column("expected", "float64", "how often chance would put it there", 0.6),
        Column("word_count", "int64", "how often the first occurs", 17),
        Column("token_count", "int64", "how often the second occurs", 6),
        Column("highlights", "int64", "in how many highlights they are near each other", 2),
        Column(
            "g2",
            "float64",
            "log-likelihood ratio, negative where they are near each other less than by chance",
            6.2,
        ),
        Column("log_dice", "float64", "14 + log2 of their Dice coefficient", 12.1),
        Column("window", "int64", "how many tokens were looked at on either side", 5),
    ),
    "verification": (
        Column("figure", "str", "the figure's name", "03-countries-quotes"),
        Column("status", "str", "same or changed", "changed"),
        Column(
            "changed", "str", "what changed: missing, files, data, style, versions, picture", "data"
        ),
        Column("detail", "str", "which files, tables or versions", "data: themes.toml"),
    ),
    "concordance": (
        DOCUMENT,
        NUMBER,
        VOICE,
        Column(
            "line",
            "int64",
            "the line of the file where the keyword is, or where the highlight begins",
            99,
        ),
        Column("left", "str", "the words before", "I know that in"),
        Column("keyword", "str", "the words that were counted", "India"),
        Column("right", "str", "the words after", "this issue is very actively discussed"),
        Column("start", "int64", "offset of the keyword in the text of that voice", 15),
        Column("end", "int64", "offset after it", 20),
    ),
}
