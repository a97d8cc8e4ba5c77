"""Whether the words that a coder gives as evidence are in the text."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.themes import passages
from analysis.themes.cues import NEEDS, PLACE

BETWEEN = " || "  # between two pieces of evidence for one code, which no text contains
FOUND = ("found", "found after normalising", "found in parts")

_TEXTS = ("headline", "quote", "narration")  # the words of narration are nobody's voice here
_NEAREST = 5  # highlights compared word by word: those that share most words with the evidence


class _Text(NamedTuple):
    """One voice of a highlight."""

    document: str
    number: int
    voice: str
    key: passages.Key
    words: frozenset[str]


class _Verdict(NamedTuple):
    """What was found, and where."""

    verdict: str
    text: _Text | None = None
    start: int = 0
    end: int = 0


def check_evidence(codings: pd.DataFrame, *, of: pd.DataFrame) -> pd.DataFrame:
    """Check the words that coders give as evidence against the highlights.

    Parameters
    ----------
    codings : DataFrame
        The table of codings with a column `evidence`. A column `voice` (headline or quote) says where
        the words should be, if the coder says so. Codes of 0 or none need no evidence.
    of : DataFrame
        The highlights.

    Returns
    -------
    DataFrame
        The table "evidence" of `schema`, one row for each piece of evidence, in the order of the codings.
        `verdict` is the first that applies: "found", as it is written; "found after normalising" marks,
        spaces, hyphens, accents and case; "found in parts" in their order, with an ellipsis between
        them; "found in another voice", of the same highlight; "found in another highlight"; "altered",
        where half of the words or more are in one passage (`difference` has the rest), or where the
        passage leaves out the negation right before it; "not there";
        "none given". `found` is True for the first three. `start` and `end` are offsets into the text
        of `voice`, so that rows with `found` can be given to `evidence.concordance`.

    Raises
    ------
    ValueError
        If the codings have no column `evidence`.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1], "headline": "", "quote": ["We will not sign it in Delhi."]}
    >>> rows = {"document": "a", "number": 1, "coder": "m", "date": "", "theme": "asia", "value": 1}
    >>> said = pd.DataFrame([rows | {"evidence": e} for e in ("not  sign it", "We will sign it in Delhi")])
    >>> check_evidence(said, of=pd.DataFrame(texts))[["verdict", "difference"]].values.tolist()
    [['found after normalising', ''], ['altered', 'We will [-not-] sign it in Delhi']]
    """
    schema.check(codings, "codings", needs=(*PLACE, "coder", "theme", "value"))
    schema.check(of, "highlights", needs=NEEDS)
    coded = codings[codings["value"].eq(1).fillna(False)]
    if coded.empty:
        return schema.empty("evidence")
    if "evidence" not in codings.columns:
        hint = schema.near("evidence", codings.columns, ask="did you mean to rename")
        raise ValueError(f"codings need a column 'evidence' to be checked{hint}")
    texts = _texts(of)
    here: dict[tuple, list[_Text]] = defaultdict(list)
    for text in texts:
        here[text.document, text.number].append(text)

    rows = []
    for row in coded.to_dict("records"):
        own = here[row["document"], row["number"]]
        voice = str(row.get("voice", "") or "")
        given = ""
        if not pd.isna(row["evidence"]):
            given = str(row["evidence"])
        # A coder may give several passages for one code.
        for piece in given.split(BETWEEN):
            found = _judged(piece, own, texts, voice)
            rows.append(_row(row, piece, found))
    return schema.table(pd.DataFrame(rows), "evidence")


def _texts(of: pd.DataFrame) -> list[_Text]:
    texts = []
    for row in of.to_dict("records"):
        for voice in _TEXTS:
            written = row.get(voice, "")
            if not written:
                continue
            text = _Text(
                document=row["document"],
                number=row["number"],
                voice=voice,
                key=passages.key(written),
                words=_words(written),
            )
            texts.append(text)
    return texts


def _judged(piece: str, own: list[_Text], texts: list[_Text], voice: str) -> _Verdict:
    """The verdict on one piece of evidence of a highlight with these texts of its own."""
    asked = passages.key(piece)
    if not asked.letters:
        return _Verdict("none given")
    # The words must be the speaker's or the editor's: what the article tells is no evidence.
    spoken = [text for text in own if text.voice in (voice or schema.VOICES)]
    found = _exactly(piece.strip(), spoken)
    found = found or _normalised(asked, spoken)
    found = found or _parted(piece, spoken)
    if found:
        return _with_negation(found)

    others = [text for text in own if text not in spoken]
    found = _normalised(asked, others)
    if found:
        return found._replace(verdict="found in another voice")
    elsewhere = [text for text in texts if text not in own]
    found = _normalised(asked, elsewhere)
    if found:
        return found._replace(verdict="found in another highlight")

    # What was altered is looked for where the coder says it is before anywhere else.
    found = _nearest(piece, own)
    found = found or _nearest(piece, _alike(piece, elsewhere))
    return found or _NOWHERE


_NOWHERE = _Verdict("not there")


def _with_negation(found: _Verdict) -> _Verdict:
    """The verdict, or "altered" where the passage leaves out the negation right before it."""
    left_out = passages.reversed_sense(found.text.key.text, found.start)
    if left_out is None:
        return found
    return found._replace(verdict="altered", start=left_out.start)


def _exactly(piece: str, texts: list[_Text]) -> _Verdict | None:
    for text in texts:
        written = text.key.text
        start = written.find(piece)
        end = start + len(piece)
        # "art" is in "party", but it is not there as a word
        if start >= 0 and not passages.cuts_word(written, start, end):
            return _Verdict(FOUND[0], text, start, end)
    return None


def _normalised(asked: passages.Key, texts: list[_Text]) -> _Verdict | None:
    for text in texts:
        passage = passages.whole(asked, text.key)
        if passage:
            return _Verdict(FOUND[1], text, *passage)
    return None


def _parted(piece: str, texts: list[_Text]) -> _Verdict | None:
    for text in texts:
        parts = passages.in_parts(piece, text.key)
        if parts:
            return _Verdict(FOUND[2], text, parts[0].start, parts[-1].end)
    return None


def _nearest(piece: str, texts: list[_Text]) -> _Verdict | None:
    """The passage of these texts that is most like the evidence, if it is like enough."""
    best = 0.0
    verdict = None
    for text in texts:
        share, passage = passages.nearest(piece, text.key.text)
        if passages.is_near(share) and share > best:
            best = share
            verdict = _Verdict("altered", text, *passage)
    return verdict


def _alike(piece: str, texts: list[_Text]) -> list[_Text]:
    words = _words(piece)
    ranked = sorted(texts, key=lambda text: -len(words & text.words))
    return ranked[:_NEAREST]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _row(row: dict, piece: str, found: _Verdict) -> dict:
    made = {
        "document": row["document"],
        "number": row["number"],
        "coder": row["coder"],
        "theme": row["theme"],
        "evidence": piece.strip(),
        "verdict": found.verdict,
        "found": found.verdict in FOUND,
        "at_document": "",
        "at_number": pd.NA,
        "voice": "",
        "start": found.start,
        "end": found.end,
        "surface": "",
        "difference": "",
    }
    text = found.text
    if text is None:
        return made

    made["at_document"] = text.document
    made["at_number"] = text.number
    made["voice"] = text.voice
    made["surface"] = text.key.text[found.start : found.end]
    if found.verdict == "altered":
        made["difference"] = passages.difference(piece, made["surface"])
    return made
