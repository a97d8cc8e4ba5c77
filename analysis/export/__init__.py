"""Export: figures, tables and the report as files, always all or none."""

from analysis.export.coding_sheet import coding_sheet
from analysis.export.figure import figure
from analysis.export.index import index
from analysis.export.pages import pages
from analysis.export.picture import NotDrawn, Picture, picture
from analysis.export.report import report
from analysis.export.tables import tables
from analysis.export.verify import verify
from analysis.export.write import write

__all__ = [
    "NotDrawn",
    "Picture",
    "coding_sheet",
    "figure",
    "index",
    "pages",
    "picture",
    "report",
    "tables",
    "verify",
    "write",
]


def __dir__() -> list[str]:
    return __all__
