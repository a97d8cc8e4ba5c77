"""Charts: a table in, Axes out; the title is what the numbers say.

Every function takes its table first and `ax`, `source`, `title`, `size` by name, draws in the house style whatever the
user's own settings are, and leaves on the figure what `export` needs. Nothing is written here.
"""

from analysis.charts.bars import bars, paired_bars, small_multiples
from analysis.charts.cloud import cloud
from analysis.charts.contrast import keyness
from analysis.charts.dots import dots, dumbbell
from analysis.charts.heatmap import heatmap
from analysis.charts.intervals import intervals
from analysis.charts.maps import dot_map
from analysis.charts.strip import document_portrait, lexical_dispersion
from analysis.charts.timeline import timeline

__all__ = [
    "bars",
    "cloud",
    "document_portrait",
    "dot_map",
    "dots",
    "dumbbell",
    "heatmap",
    "intervals",
    "keyness",
    "lexical_dispersion",
    "paired_bars",
    "small_multiples",
    "timeline",
]
