"""Which countries, territories, bodies and regions a text names, and which spans only look as if it did.

The knowledge is in `data/countries/`: names and places, guards, clues. This package reads it and applies it.
"""

from analysis.countries.gazetteer import gazetteer
from analysis.countries.mentions import mentions
from analysis.countries.places import places
from analysis.countries.suppressed import suppressed

__all__ = ["gazetteer", "mentions", "places", "suppressed"]


def __dir__() -> list[str]:
    return __all__
