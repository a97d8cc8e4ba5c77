"""The tables of codebooks and codings, and of how sure they are."""

from __future__ import annotations

from analysis.schema.column import DOCUMENT, LABEL, NUMBER, THEME, Column

CODING: dict[str, tuple[Column, ...]] = {
    "themes": (
        THEME,
        LABEL,
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
        THEME,
        Column(
            "cue", "str", "a word or phrase as it is written in a text; * for any ending", "vaccin*"
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
        DOCUMENT,
        Column(
            "number", "Int64", "the highlight's number, where a headline is missing or repeated", 19
        ),
        Column("headline", "str", "the highlight's headline", "Russia Is Ready To Cooperate"),
        THEME,
        Column("change", "str", "+ adds the theme, - takes it away", "-"),
        Column("reason", "str", "why", "named in passing"),
    ),
    "review": (
        DOCUMENT,
        NUMBER,
        Column("headline", "str", "the highlight's headline", "Russia Is Ready To Cooperate"),
        THEME,
        LABEL,
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
        DOCUMENT,
        NUMBER,
        Column("coder", "str", "who coded", "first"),
        Column("date", "str", "when, as YYYY-MM-DD; empty where it is not known", "2026-11-24"),
        THEME,
        Column("value", "Int64", "1 coded, 0 not coded, missing where the coder gave none", 1),
    ),
    "main": (
        DOCUMENT,
        NUMBER,
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
        THEME,
        LABEL,
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
        DOCUMENT,
        NUMBER,
        Column("coder", "str", "who coded", "first"),
        THEME,
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
        THEME,
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
        DOCUMENT,
        NUMBER,
        THEME,
        Column("coded", "str", "the coders who coded it, separated by semicolons", "first"),
        Column("not_coded", "str", "the coders who did not, separated by semicolons", "second"),
    ),
    "to_discuss": (
        DOCUMENT,
        NUMBER,
        Column("headline", "str", "the highlight's headline", "Russia Is Ready To Cooperate"),
        THEME,
        Column("coder", "str", "who coded", "first"),
        Column("value", "Int64", "1 coded, 0 not coded", 1),
        Column("evidence", "str", "the words that the coder gives; empty if none", "vaccine"),
        Column(
            "verdict", "str", "whether the words are there (table evidence); empty for 0", "found"
        ),
        Column("note", "str", "the coder's note; empty if none", "in passing?"),
    ),
    "scores": (
        THEME,
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
        THEME,
        LABEL,
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
        Column(
            "uncoded",
            "int64",
            "highlights that carry none of the themes; the same in every row",
            3,
        ),
    ),
    "stability": (
        THEME,
        LABEL,
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
        Column("facet", "str", "the facet in which it is ranked; empty where all are", "topic"),
    ),
}
