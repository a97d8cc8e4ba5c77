"""What the highlights are about: a codebook, the rule that follows it, and the persons who correct the rule."""

from analysis.themes.codebook import BUNDLED as CODEBOOK
from analysis.themes.codebook import Codebook, codebook
from analysis.themes.corrections import BUNDLED, codes, review, uncoded
from analysis.themes.rule import hits

__all__ = ["BUNDLED", "CODEBOOK", "Codebook", "codebook", "codes", "hits", "review", "uncoded"]
