"""Makes the two fonts of the charts from Matplotlib's DejaVu Sans: `python -m tests.fonts`.

Cutting a figure's letters out of the whole DejaVu Sans takes longer than drawing the figure, nearly all of it for layout
tables that Latin text has no use for. These hold the letters of the European languages and no such table.
"""

from pathlib import Path

import matplotlib
from fontTools import subset
from fontTools.ttLib import TTFont

from analysis.charts import style

DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
FAMILY = {"HighlightsSans.ttf": "DejaVuSans.ttf", "HighlightsSans-Bold.ttf": "DejaVuSans-Bold.ttf"}
LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x2010, 0x2016), *range(0x2018, 0x2023),
    0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x20BD, 0x2116, 0x2122,
    *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
]  # fmt: skip
_NAMES = {1: "Highlights Sans", 4: "Highlights Sans{style}", 6: "HighlightsSans{style}"}


def made(name: str) -> TTFont:
    """The font, cut from its original and renamed, as the licence of DejaVu asks."""
    font = TTFont(DEJAVU / FAMILY[name], recalcTimestamp=False)
    options = subset.Options(
        hinting=False, layout_features=[], legacy_kern=True, name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    options.drop_tables = [t for t in options.drop_tables if t != "kern"] + [
        "FFTM",
        "GDEF",
        "GPOS",
        "GSUB",
        "MATH",
    ]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    weight = "-Bold" if "Bold" in name else ""
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID].format(
                style=weight if record.nameID == 6 else weight.replace("-", " ")
            )
    return font


if __name__ == "__main__":
    for each in FAMILY:
        made(each).save(style.FONTS / each)
