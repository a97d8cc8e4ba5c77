"""Export: the only room that writes. A figure leaves as picture, table and the call that draws it again."""

from analysis.export.figures import figure, picture
from analysis.export.picture import Picture
from analysis.export.report import report
from analysis.export.sheets import tables, write
from analysis.export.verify import verify

__all__ = ["Picture", "figure", "picture", "report", "tables", "verify", "write"]
