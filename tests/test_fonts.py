"""The fonts of the charts: the letters of DejaVu Sans, cut small."""

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from analysis.charts import style
from tests import fonts


@pytest.fixture(params=sorted(fonts.FAMILY))
def pair(request):
    return TTFont(style.FONTS / request.param), TTFont(fonts.DEJAVU / fonts.FAMILY[request.param])


def outline(font, character):
    name, glyphs = font.getBestCmap()[character], font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value, font["hmtx"][name][0]


def test_every_letter_is_that_of_dejavu(pair):
    ours, dejavu = pair
    assert set(ours.getBestCmap()) == set(fonts.LETTERS) & set(dejavu.getBestCmap())
    assert all(
        outline(ours, c) == outline(dejavu, c) for c in fonts.LETTERS if c in dejavu.getBestCmap()
    )
    assert all(
        ours["hhea"].__dict__[k] == dejavu["hhea"].__dict__[k]
        for k in ("ascent", "descent", "lineGap")
    )


def test_they_hold_nothing_that_makes_cutting_slow(pair):
    assert not {"GPOS", "GSUB", "GDEF", "MATH"} & set(pair[0].keys())


def test_they_are_renamed_and_keep_their_licence(pair):
    names = {record.nameID: str(record) for record in pair[0]["name"].names}
    assert names[1] == style.HOUSE[0]
    assert "Bitstream" in names[0] and not any(
        w in names[i] for i in (1, 4, 6) for w in ("Bitstream", "Vera")
    )
    assert "Bitstream Vera Fonts Copyright" in (style.FONTS / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_matplotlib_finds_them(weight):
    found = font_manager.findfont(font_manager.FontProperties(family=style.HOUSE[0], weight=weight))
    assert font_manager.get_font(found).family_name == style.HOUSE[0]
    assert ("Bold" in found) == (weight == "bold")


def test_they_can_be_made_again(tmp_path):
    for name in fonts.FAMILY:
        made = fonts.made(name)
        kept = TTFont(style.FONTS / name)
        assert set(made.getBestCmap()) == set(kept.getBestCmap())
        assert sorted(made.keys()) == sorted(kept.keys())
