"""What the highlights are about: a codebook, the rule that follows it, and everybody else's coding."""

from analysis.themes.as_codes import as_codes
from analysis.themes.check_evidence import check_evidence
from analysis.themes.codebook import CODEBOOK, CODEBOOKS, Codebook, codebook
from analysis.themes.coders import coders
from analysis.themes.codes import codes
from analysis.themes.codings import (
    CODINGS,
    as_codings,
    codings,
    codings_wide,
    from_wide,
)
from analysis.themes.corrections import CORRECTIONS
from analysis.themes.coverage import coverage
from analysis.themes.cue_report import cue_report
from analysis.themes.cues import cues
from analysis.themes.fit import fit
from analysis.themes.instructions import instructions
from analysis.themes.main import main
from analysis.themes.qdc import qdc
from analysis.themes.qdpx import qdpx
from analysis.themes.review import review
from analysis.themes.suggestions import suggestions
from analysis.themes.template import template
from analysis.themes.to_discuss import to_discuss
from analysis.themes.uncoded import uncoded

__all__ = [
    "CODEBOOK",
    "CODEBOOKS",
    "CODINGS",
    "CORRECTIONS",
    "Codebook",
    "as_codes",
    "as_codings",
    "check_evidence",
    "codebook",
    "coders",
    "codes",
    "codings",
    "codings_wide",
    "coverage",
    "cue_report",
    "cues",
    "fit",
    "from_wide",
    "instructions",
    "main",
    "qdc",
    "qdpx",
    "review",
    "suggestions",
    "template",
    "to_discuss",
    "uncoded",
]


def __dir__() -> list[str]:
    return __all__
