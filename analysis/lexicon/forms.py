"""Forms as they are given: which can be looked for, and which characters of them are folded."""

from __future__ import annotations

import re
import unicodedata

from analysis.lexicon.characters import fold

# Most forms are of these characters, in which nothing is folded; the rest of the checks takes longer.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ '.-][A-Za-z0-9]+)*\*?")


def unusable(form: str) -> str:
    """Why a form can never be found, or would be everywhere; "" where it can be looked for.

    >>> unusable("vaccin*"), unusable("--")
    ('', "the form '--' holds no letter or digit; give the words to look for")
    """
    return _wrong(form, _folded(form))


def checked(form: object, row: int) -> str:
    """The form with its characters folded; a ValueError for one that cannot be looked for."""
    if not isinstance(form, str):
        raise ValueError(f"row {row}: a form is text; this is {form!r}")
    if _PLAIN.fullmatch(form):
        return form

    folded = _folded(form)
    wrong = _wrong(form, folded)
    if wrong:
        raise ValueError(f"row {row}: {wrong}")
    return folded


def _wrong(form: str, folded: str) -> str:
    if not any(map(str.isalnum, folded)):
        return f"the form {form!r} holds no letter or digit; give the words to look for"
    # A control character could be the one that separates two texts in the scan.
    if "*" in folded[:-1] or not folded.isprintable():
        return (
            f"the form {form!r} is literal text without control characters; "
            "only one * may stand, at its end"
        )
    return ""


def _folded(form: str) -> str:
    # Composed, since `variants` makes the form with combining marks of it.
    composed = unicodedata.normalize("NFC", form)
    return " ".join(fold(composed).split())
