"""Words: phrases and forms learnt once from the whole text, then one row a token."""

from analysis.words.learning import vocabulary
from analysis.words.lists import names, phrases, plurals, stopwords
from analysis.words.reading import tokens

__all__ = ["names", "phrases", "plurals", "stopwords", "tokens", "vocabulary"]
