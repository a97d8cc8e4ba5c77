"""Charts: a table in, Axes out; the title is what the numbers say.

Every function takes its table first and `ax`, `source`, `title`, `size` by name, draws in the house style whatever the
user's own settings are, and leaves on the figure what `export` needs. Nothing is written here.
"""

from analysis.charts.bars import bars, multiples, sides
from analysis.charts.cloud import cloud
from analysis.charts.contrast import keyness
from analysis.charts.dots import dots, gap
from analysis.charts.heatmap import heatmap
from analysis.charts.intervals import intervals
from analysis.charts.maps import map
from analysis.charts.strip import portrait, strip
from analysis.charts.timeline import timeline

__all__ = [
    "bars", "cloud", "dots", "gap", "heatmap", "intervals", "keyness", "map", "multiples", "portrait", "sides", "strip",
    "timeline",
]  # fmt: skip
