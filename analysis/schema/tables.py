"""The columns of every table, their types and meanings, declared in this one place."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name, its dtype, what it means and an example."""

    name: str
    dtype: str
    meaning: str
    example: object


_DOCUMENT = Column(
    "document", "str", "the article: the stem of its file name", "russia-2020-foreign-policy"
)
_NUMBER = Column("number", "int64", "the highlight's number in its document, from 1", 19)
_VOICE = Column(
    "voice", "str", "whose words: headline (the editor's) or quote (the speaker's)", "quote"
)
_SPAN = (
    _DOCUMENT,
    _NUMBER,
    _VOICE,
    Column("start", "int64", "offset of the span's first character in the text of that voice", 15),
    Column("end", "int64", "offset behind the span's last character", 20),
    Column("surface", "str", "the words as they stand there: text[start:end]", "India"),
)
_ENTITY = Column(
    "entity", "str", "ISO 3166 code or slug of what is meant; empty where it stays open", "IND"
)
_LABEL = Column("label", "str", "how it is named in charts and tables", "India")
_KIND = Column("kind", "str", "name, demonym, capital, city, territory, body or region", "name")
_THEME = Column("theme", "str", "the theme's id in the codebook", "asia")

# Tables that may have columns of the user's own after the declared ones: those of a `documents.csv`.
# Codings may have evidence, note and voice.
OPEN = ("documents", "codings")

# Columns that together identify a row; a table in which they occur twice is refused. Two highlights
# with one number would lead every mention, code and token of the one to the words of the other.
KEYS = {"highlights": ("document", "number")}

TABLES: dict[str, tuple[Column, ...]] = {
    "highlights": (
        _DOCUMENT,
        _NUMBER,
        Column(
            "section",
            "str",
            "the heading above it that other highlights share; empty where there is none",
            "On Trade",
        ),
        Column("headline", "str", "the editor's paraphrase", "Russia Is Ready To Cooperate"),
        Column(
            "quote",
            "str",
            "the speaker's own words, paragraphs parted by a blank line",
            "I know that in India …",
        ),
        Column("speaker", "str", "who is quoted, where the article says so", "Sergey Lavrov"),
        Column(
            "narration",
            "str",
            "the words around the quoted ones, which are nobody's voice here",
            "He added:",
        ),
        Column("line", "int64", "the line of the file where the highlight begins", 25),
    ),
    "documents": (
        _DOCUMENT,
        Column("title", "str", "the article's title", "Russia's 2020 Foreign Policy"),
        Column(
            "authors", "str", "its authors, parted by semicolons", "Andrew Korybko; Aaron Glantz"
        ),
        Column("date", "str", "its date as YYYY-MM-DD, as far as it is known", "2021-01-26"),
        Column("publisher", "str", "who published it", "Global Research"),
        Column("section", "str", "where the publisher filed it", "Russia and FSU; History"),
        Column("address", "str", "its web address, where it is known", "www.globalresearch.ca"),
        Column("highlights", "int64", "how many highlights were read from it", 27),
        Column("words", "int64", "how many words its quotes hold", 2334),
        Column("sha256", "str", "SHA-256 of the file, in hexadecimal", "9f86d081884c7d65…"),
    ),
    "report": (
        _DOCUMENT,
        Column("line", "int64", "the line of the file; 0 where the whole file is meant", 29),
        Column(
            "what",
            "str",
            "reading (how the article was read), encoding, text, metadata, highlight, guess (a speaker, with the words "
            "that the guess rests on), repair, warning, residue or refused",
            "repair",
        ),
        Column(
            "detail", "str", "what was seen and what was done", "quote rejoined across a page break"
        ),
        Column("text", "str", "the words concerned, shortened", "The West unanimously ignored …"),
        Column(
            "words",
            "int64",
            "how many words the row stands for: of a quote, a residue, the whole text",
            0,
        ),
    ),
    "lines": (
        _DOCUMENT,
        _NUMBER,
        _VOICE,
        Column(
            "start", "int64", "offset in the text of that voice where a line of the file begins", 96
        ),
        Column("line", "int64", "the number of that line", 31),
    ),
    "hits": (
        *_SPAN,
        Column("entry", "int64", "the row of the lexicon that matched", 7),
    ),
    "mentions": (
        *_SPAN,
        _ENTITY,
        _LABEL,
        _KIND,
        Column("candidates", "str", "what an open mention may mean, parted by |", "KOR|PRK"),
    ),
    "suppressed": (
        *_SPAN,
        _ENTITY,
        _LABEL,
        _KIND,
        Column("guard", "str", "the words that gave it away", "Sea of Japan"),
        Column("reason", "str", "why it is not counted", "a sea, not the country"),
    ),
    "cues": (
        *_SPAN,
        _THEME,
        _LABEL,
        Column("cue", "str", "the cue of the codebook that was found", "vaccin*"),
    ),
    "codes": (
        _DOCUMENT,
        _NUMBER,
        _THEME,
        _LABEL,
        Column("coder", "str", "who coded it: rule, corrected, or the coder's name", "rule"),
        Column(
            "cues",
            "str",
            "the words that earned it, separated by semicolons",
            "vaccine; coronavirus",
        ),
    ),
    "themes": (
        _THEME,
        _LABEL,
        Column("facet", "str", "which list of themes it belongs to: topic or region", "topic"),
        Column(
            "definition", "str", "what counts as the theme", "Armed forces, exercises, weapons …"
        ),
        Column("use", "str", "when to code it", "Forces move, train, meet or fight; …"),
        Column("not_for", "str", "when not to", "Security as a figure of speech"),
        Column(
            "example",
            "str",
            "a headline or sentence that carries it",
            "Both navies will announce missile tests",
        ),
        Column(
            "counterexample",
            "str",
            "one that comes close and does not carry it",
            "Food security is at risk",
        ),
        Column("notes", "str", "how a doubt was settled, one dated note a line", "2026-11-24: …"),
        Column("line", "int64", "the line of the codebook where it begins", 25),
    ),
    "codebook": (
        _THEME,
        Column(
            "cue", "str", "a word or phrase as it stands in a text; * for any ending", "vaccin*"
        ),
        Column(
            "only_with",
            "str",
            "the sentence must hold one of these, separated by |; one of each group, separated by ;",
            "US",
        ),
        Column(
            "not_near",
            "str",
            "the sentence must hold none of these, separated by |",
            "computer*|software",
        ),
        Column("weight", "float64", "how many cues it counts for; 1 if nothing else is said", 1.0),
        Column("line", "int64", "the line of the codebook where it is written", 31),
    ),
    "corrections": (
        _DOCUMENT,
        Column(
            "number", "Int64", "the highlight's number, where a headline is missing or repeated", 19
        ),
        Column("headline", "str", "the highlight's headline", "Russia Is Ready To Cooperate"),
        _THEME,
        Column("change", "str", "+ adds the theme, - takes it away", "-"),
        Column("reason", "str", "why", "named in passing"),
    ),
    "review": (
        _DOCUMENT,
        _NUMBER,
        Column("headline", "str", "the highlight's headline", "Russia Is Ready To Cooperate"),
        _THEME,
        _LABEL,
        Column("rule", "int64", "1 where the rule codes the theme", 1),
        Column("change", "str", "+ where it was added, - where it was taken away; else empty", "-"),
        Column("coded", "int64", "1 where the theme is coded in the end", 0),
        Column(
            "cues",
            "str",
            "the words found, also where they are too few, separated by semicolons",
            "vaccine",
        ),
        Column("reason", "str", "why it was changed", "named in passing"),
    ),
    "codings": (
        _DOCUMENT,
        _NUMBER,
        Column("coder", "str", "who coded", "first"),
        Column("date", "str", "when, as YYYY-MM-DD; empty where it is not known", "2026-11-24"),
        _THEME,
        Column("value", "Int64", "1 coded, 0 not coded, missing where the coder gave none", 1),
    ),
    "main": (
        _DOCUMENT,
        _NUMBER,
        Column("theme", "str", "the main theme's id; empty where none leads", "asia"),
        Column("label", "str", "how it is named in charts and tables", "Asia"),
        Column("score", "float64", "the sum of the weights of its cues", 4.0),
        Column("second", "str", "the next theme's id; empty where there is none", "security"),
        Column("second_score", "float64", "the sum of the weights of its cues", 1.0),
        Column(
            "cues", "str", "the words of the first theme, separated by semicolons", "India; Delhi"
        ),
    ),
    "fit": (
        Column("codebook", "str", "the name of a bundled codebook", "news"),
        Column("themes", "int64", "how many themes it has", 28),
        Column("coded", "int64", "highlights that carry one of them or more", 11),
        Column("n", "int64", "highlights looked at", 12),
        Column("share", "float64", "coded / n", 0.92),
    ),
    "cue_report": (
        _THEME,
        _LABEL,
        Column("cue", "str", "the cue", "vaccin*"),
        Column("weight", "float64", "how many cues it counts for", 1.0),
        Column("hits", "int64", "how often it occurs", 12),
        Column("highlights", "int64", "in how many highlights", 5),
        Column("alone", "int64", "how many of them would lose the theme without it", 2),
        Column(
            "right", "Int64", "how many of them a coder gave the theme; missing without codings", 4
        ),
        Column("wrong", "Int64", "how many of them a coder did not give the theme", 1),
        Column("precision", "float64", "right / (right + wrong); missing where nobody coded", 0.8),
        Column("lost", "Int64", "right ones that would lose the theme without it", 2),
        Column("spared", "Int64", "wrong ones that would lose the theme without it", 0),
        Column("line", "int64", "the line of the codebook where it is written", 31),
    ),
    "suggestions": (
        Column("theme", "str", "the theme's id; empty for words of highlights without one", "asia"),
        Column("label", "str", "how it is named in charts and tables", "Asia"),
        Column(
            "cue",
            "str",
            "the word as it may be written in the codebook; empty for a whole bundled theme",
            "monsoon*",
        ),
        Column(
            "source",
            "str",
            "who coded highlights with the word: coded (a coder), rule (the rule alone), uncoded (nobody); or "
            "a theme of a bundled codebook",
            "coded",
        ),
        Column("highlights", "int64", "highlights of the theme (or without any) with the word", 4),
        Column("others", "int64", "other highlights with the word", 0),
        Column("share", "float64", "highlights / (highlights + others)", 1.0),
        Column("g2", "float64", "log-likelihood ratio: how much it sets them apart", 11.2),
    ),
    "evidence": (
        _DOCUMENT,
        _NUMBER,
        Column("coder", "str", "who coded", "first"),
        _THEME,
        Column("evidence", "str", "the words that the coder gives", "We will sign it"),
        Column(
            "verdict",
            "str",
            "found, found after normalising, found in parts, found in another voice, found in another "
            "highlight, altered, not there, or none given",
            "altered",
        ),
        Column("found", "bool", "whether the verdict is one of the first three", False),
        Column("at_document", "str", "the document of the passage; empty where there is none", "a"),
        Column("at_number", "Int64", "the number of its highlight; missing where there is none", 4),
        Column("voice", "str", "headline, quote or narration; empty where there is none", "quote"),
        Column("start", "int64", "offset of the passage in the text of that voice", 15),
        Column("end", "int64", "offset after its last character", 36),
        Column("surface", "str", "the passage: text[start:end]", "We will never sign it"),
        Column(
            "difference",
            "str",
            "of altered evidence, [-words of the text-] and {+words of the evidence+} that differ",
            "We will [-never-] sign it",
        ),
    ),
    "agreement": (
        _THEME,
        Column("coders", "int64", "how many coders coded it", 2),
        Column(
            "n", "int64", "how many units (a highlight and theme) two or more of them coded", 27
        ),
        Column("prevalence", "float64", "share of 1 among the codes compared", 0.19),
        Column(
            "percent", "float64", "share of pairs of codes on one unit that are equal, 0 to 1", 0.96
        ),
        Column(
            "alpha", "float64", "Krippendorff's alpha, nominal; missing where no code varies", 0.87
        ),
        Column(
            "low",
            "float64",
            "lower end of its interval: bootstrap over highlights, or an exact bound where nobody disagreed",
            0.55,
        ),
        Column("high", "float64", "upper end of its interval", 1.0),
        Column("means", "str", "in plain words, what n allows to be said", "too few to tell: …"),
        Column(
            "needed",
            "Int64",
            "highlights needed to show an alpha of 0.80 at the 5 % level; missing where nothing varies",
            87,
        ),
        Column("confidence", "float64", "confidence level of low and high", 0.95),
    ),
    "disagreements": (
        _DOCUMENT,
        _NUMBER,
        _THEME,
        Column("coded", "str", "the coders who coded it, parted by semicolons", "first"),
        Column("not_coded", "str", "the coders who did not, parted by semicolons", "second"),
    ),
    "to_discuss": (
        _DOCUMENT,
        _NUMBER,
        Column("headline", "str", "the highlight's headline", "Russia Is Ready To Cooperate"),
        _THEME,
        Column("coder", "str", "who coded", "first"),
        Column("value", "Int64", "1 coded, 0 not coded", 1),
        Column("evidence", "str", "the words that the coder gives; empty if none", "vaccine"),
        Column(
            "verdict", "str", "whether the words are there (table evidence); empty for 0", "found"
        ),
        Column("note", "str", "the coder's note; empty if none", "in passing?"),
    ),
    "scores": (
        _THEME,
        Column("coder", "str", "whose coding is judged", "rule"),
        Column("reference", "str", "the coding it is judged by", "first"),
        Column("n", "int64", "how many units both coded", 27),
        Column("both", "int64", "coded by both", 4),
        Column("coder_only", "int64", "coded by the coder alone", 1),
        Column("reference_only", "int64", "coded by the reference alone", 0),
        Column(
            "precision", "float64", "both / all the coder coded; missing where that is none", 0.8
        ),
        Column(
            "recall", "float64", "both / all the reference coded; missing where that is none", 1.0
        ),
        Column("f1", "float64", "their harmonic mean", 0.89),
        Column("alpha", "float64", "Krippendorff's alpha of the two, nominal", 0.87),
    ),
    "shares": (
        _THEME,
        _LABEL,
        Column("highlights", "int64", "highlights that carry the theme", 5),
        Column("n", "int64", "highlights looked at", 27),
        Column("share", "float64", "highlights / n", 0.185),
        Column(
            "low",
            "float64",
            "lower end of the Wilson interval; missing where it was not asked for",
            0.08,
        ),
        Column(
            "high",
            "float64",
            "upper end of the Wilson interval; missing where it was not asked for",
            0.37,
        ),
        Column("words", "int64", "words of the quotes of these highlights", 512),
        Column("words_share", "float64", "words / all words of quotes", 0.22),
        Column(
            "confidence",
            "float64",
            "confidence level of low and high; missing where they were not asked for",
            0.95,
        ),
        Column(
            "p_first",
            "float64",
            "exact McNemar p-value of the difference from the first theme, on the same highlights",
            0.45,
        ),
    ),
    "stability": (
        _THEME,
        _LABEL,
        Column("highlights", "int64", "highlights that carry the theme", 5),
        Column("rank", "int64", "its rank: 1 + the themes with more highlights", 3),
        Column("best", "int64", "the best rank it gets when any one highlight is left out", 2),
        Column("worst", "int64", "the worst rank it gets so", 4),
        Column("moves", "int64", "how many of the n omissions change its rank", 3),
        Column(
            "low",
            "int64",
            "the 2.5 % percentile of its rank over bootstrap samples of highlights (95 % interval)",
            1,
        ),
        Column("high", "int64", "the 97.5 % percentile of its rank over these samples", 12),
    ),
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
        *_SPAN,
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
        _LABEL,
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
        _LABEL,
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
        _LABEL,
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
        _LABEL,
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
            "together", "int64", "how often the second stands within the window around the first", 3
        ),
        Column("expected", "float64", "how often chance would put it there", 0.6),
        Column("word_count", "int64", "how often the first occurs", 17),
        Column("token_count", "int64", "how often the second occurs", 6),
        Column("highlights", "int64", "in how many highlights they stand together", 2),
        Column(
            "g2",
            "float64",
            "log-likelihood ratio, negative where they stand together less than by chance",
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
        _DOCUMENT,
        _NUMBER,
        _VOICE,
        Column(
            "line",
            "int64",
            "the line of the file where the keyword is, or where the highlight begins",
            99,
        ),
        Column("left", "str", "the words before", "I know that in"),
        Column("keyword", "str", "the words that were counted", "India"),
        Column("right", "str", "the words behind", "this issue is very actively discussed"),
        Column("start", "int64", "offset of the keyword in the text of that voice", 15),
        Column("end", "int64", "offset behind it", 20),
    ),
}
