"""Evidence: the text spans behind any count, in context, as a table or static HTML."""

from analysis.evidence.concordance import concordance
from analysis.evidence.highlight import highlight
from analysis.evidence.show import show
from analysis.evidence.table import table

__all__ = ["concordance", "highlight", "show", "table"]


def __dir__() -> list[str]:
    return __all__
