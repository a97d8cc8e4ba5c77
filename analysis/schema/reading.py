"""The tables that are read from a text: highlights, and what was found in them."""

from __future__ import annotations

from analysis.schema.column import DOCUMENT, ENTITY, KIND, LABEL, NUMBER, SPAN, THEME, VOICE, Column

READING: dict[str, tuple[Column, ...]] = {
    "highlights": (
        DOCUMENT,
        NUMBER,
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
            "the speaker's own words, paragraphs separated by a blank line",
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
        DOCUMENT,
        Column("title", "str", "the article's title", "Russia's 2020 Foreign Policy"),
        Column(
            "authors", "str", "its authors, separated by semicolons", "Andrew Korybko; Aaron Glantz"
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
        DOCUMENT,
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
            "how many words the row is about: of a quote, a residue, the whole text",
            0,
        ),
    ),
    "lines": (
        DOCUMENT,
        NUMBER,
        VOICE,
        Column(
            "start", "int64", "offset in the text of that voice where a line of the file begins", 96
        ),
        Column("line", "int64", "the number of that line", 31),
    ),
    "hits": (
        *SPAN,
        Column("entry", "int64", "the row of the lexicon that matched", 7),
    ),
    "mentions": (
        *SPAN,
        ENTITY,
        LABEL,
        KIND,
        Column(
            "candidates", "str", "what an undecided mention may mean, separated by |", "KOR|PRK"
        ),
    ),
    "suppressed": (
        *SPAN,
        ENTITY,
        LABEL,
        KIND,
        Column("guard", "str", "the words that gave it away", "Sea of Japan"),
        Column("reason", "str", "why it is not counted", "a sea, not the country"),
    ),
    "cues": (
        *SPAN,
        THEME,
        LABEL,
        Column("cue", "str", "the cue of the codebook that was found", "vaccin*"),
    ),
    "codes": (
        DOCUMENT,
        NUMBER,
        THEME,
        LABEL,
        Column("coder", "str", "who coded it: rule, corrected, or the coder's name", "rule"),
        Column(
            "cues",
            "str",
            "the words that earned it, separated by semicolons",
            "vaccine; coronavirus",
        ),
    ),
}
