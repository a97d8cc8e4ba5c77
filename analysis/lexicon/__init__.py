"""Finding phrases in text: one pass over it, whatever the number of phrases.

The text is never changed but for a few characters, each folded to one other (`characters.FOLDS`; lowercase for entries
whose case does not matter), so that the span found is the span in the original text. What varies in length is settled
on the side of the phrase instead: an accent of a form may be missing in the text or written as a combining mark.
"""

from analysis.lexicon.build import Lexicon, build
from analysis.lexicon.find import find

# The parts of `find`, for packages that count in their own way; they are not part of the API.
from analysis.lexicon.build import joined as joined  # isort: skip
from analysis.lexicon.characters import fold as fold  # isort: skip
from analysis.lexicon.characters import joined_up as joined_up  # isort: skip
from analysis.lexicon.columns import keys as keys  # isort: skip
from analysis.lexicon.columns import texts as texts  # isort: skip
from analysis.lexicon.forms import unusable as unusable  # isort: skip
from analysis.lexicon.places import Places as Places  # isort: skip
from analysis.lexicon.places import places as places  # isort: skip

__all__ = ["Lexicon", "build", "find"]


def __dir__() -> list[str]:
    return __all__
