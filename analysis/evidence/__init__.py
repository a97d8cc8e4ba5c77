"""Evidence: the text spans behind any count, in context, as a table or static HTML."""

from analysis.evidence.concordance import concordance
from analysis.evidence.highlight import highlight
from analysis.evidence.show import show

__all__ = ["concordance", "highlight", "show"]


def __dir__() -> list[str]:
    return __all__
