"""What the highlights are about: a codebook, the rule that follows it, and the persons who correct the rule."""

from analysis.themes.codebook import Codebook, codebook
from analysis.themes.codings import as_codings, codings, codings_wide, from_wide
from analysis.themes.corrections import BUNDLED, codes, review, uncoded
from analysis.themes.exchange import qdc
from analysis.themes.rule import cues

__all__ = [
    "BUNDLED",
    "Codebook",
    "as_codings",
    "codebook",
    "codes",
    "codings",
    "codings_wide",
    "cues",
    "from_wide",
    "qdc",
    "review",
    "uncoded",
]
