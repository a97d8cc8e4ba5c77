"""Charts: a table in, Axes out; the title is what the numbers say.

Every function takes its table first and `ax`, `source`, `title`, `size` by name, draws in the house style whatever the
user's own settings are, and leaves on the figure what `export` needs. Nothing is written here. A new chart is a module
with a function decorated with `chart` (see `record`), one line below and one entry in `tests/chart_cases.py`.
"""

from analysis.charts.bars import bars as bars
from analysis.charts.cloud import cloud as cloud
from analysis.charts.document_portrait import document_portrait as document_portrait
from analysis.charts.dot_map import dot_map as dot_map
from analysis.charts.dots import dots as dots
from analysis.charts.dumbbell import dumbbell as dumbbell
from analysis.charts.framing import framing as framing
from analysis.charts.heatmap import heatmap as heatmap
from analysis.charts.intervals import intervals as intervals
from analysis.charts.keyness import keyness as keyness
from analysis.charts.lengths import lengths as lengths
from analysis.charts.lexical_dispersion import lexical_dispersion as lexical_dispersion
from analysis.charts.paired_bars import paired_bars as paired_bars
from analysis.charts.record import CHARTS
from analysis.charts.small_multiples import small_multiples as small_multiples
from analysis.charts.timeline import timeline as timeline

__all__ = sorted(CHARTS)


def __dir__() -> list[str]:
    """Only the charts, so that completion shows nothing else."""
    return __all__
