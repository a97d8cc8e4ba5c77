"""Words: a vocabulary is learnt from the whole text, then every word or phrase is one row.

The lists that words are read with are text files in ``data/``, which anybody can edit.
"""

from analysis.words.lightwords import LIGHTWORDS, lightwords
from analysis.words.lists import PHRASES
from analysis.words.stopwords import STOPWORDS, stopwords
from analysis.words.tokens import tokens
from analysis.words.vocabulary import vocabulary

__all__ = [
    "LIGHTWORDS",
    "PHRASES",
    "STOPWORDS",
    "lightwords",
    "stopwords",
    "tokens",
    "vocabulary",
]


def __dir__() -> list[str]:
    return __all__
