"""Which countries, territories, bodies and regions a text speaks of, and which spans only look as if it did.

The knowledge is in `data/countries/`: names and places, guards, clues. This package reads it and applies it.
"""

from analysis.countries.gazetteer import gazetteer, places
from analysis.countries.mentions import mentions, suppressed

__all__ = ["gazetteer", "mentions", "places", "suppressed"]
