"""Finding phrases in text: one pass over it, whatever the number of phrases.

The text is never changed but for a few characters, each folded to one other (`characters.FOLDS`; capitals for entries
whose case does not matter), so that the span found is the span in the text as it stands. What varies in length is settled
on the side of the phrase instead: an accent of a form may be missing in the text or written as a combining mark.
"""

from analysis.lexicon.characters import fold
from analysis.lexicon.matching import (
    Lexicon,
    build,
    find,
    joined,
    keys,
    located,
    places,
    texts,
    unusable,
)

__all__ = [
    "Lexicon",
    "build",
    "find",
    "fold",
    "joined",
    "keys",
    "located",
    "places",
    "texts",
    "unusable",
]
