"""Colours: contrast by WCAG 2.2, and told apart by readers with each of the three dichromacies."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb

from analysis import charts
from analysis.charts import style

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
VISIONS = {
    "trichromat": np.eye(3),
    "protanope": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranope": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanope": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TEXTS = {
    "ink": style.INK,
    "muted": style.MUTED,
    "accent": style.ACCENT,
    "second": style.SECOND,
    "neutral": style.NEUTRAL,
}
PAIRS = [
    (style.ACCENT, style.NEUTRAL),
    (style.ACCENT, style.SECOND),
    (style.ACCENT, style.GREY),
]


def lab(colour, vision):
    """CIELAB (D65) of a colour as a vision sees it."""
    linear = np.array(
        [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    )
    seen = np.clip(np.array(VISIONS[vision]) @ linear, 0, 1)
    xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.072175],
            [0.0193339, 0.119192, 0.9503041],
        ]
    )
    x, y, z = (
        np.cbrt(v) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116
        for v in xyz @ seen / [0.95047, 1.0, 1.08883]
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other):
    """CIEDE2000 (Sharma, Wu & Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        sum(
            w * np.cos(np.radians(k * hm + s))
            for w, k, s in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.2, 4, -63))
        )
        + 1
    )
    sl, sc, sh = (
        1 + 0.015 * (lm - 50) ** 2 / np.sqrt(20 + (lm - 50) ** 2),
        1 + 0.045 * cm,
        1 + 0.015 * cm * t,
    )
    rt = (
        -2
        * np.sqrt(cm**7 / (cm**7 + 25**7))
        * np.sin(np.radians(60 * np.exp(-(((hm - 275) / 25) ** 2))))
    )
    return np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh)


def test_the_difference_agrees_with_published_pairs():
    published = [((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.5, 0), (61, -5, 29), 22.8977),
                 ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082), ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461)]  # fmt: skip
    for one, other, expected in published:
        assert difference(one, other) == pytest.approx(expected, abs=2e-4)


@pytest.mark.parametrize("name", TEXTS)
def test_text_has_the_contrast_of_aa(name):
    assert style.contrast(TEXTS[name], "white") >= 4.5


@pytest.mark.parametrize("colour", [style.GREY, style.ACCENT, style.SECOND])
def test_marks_have_the_contrast_of_aa(colour):
    assert style.contrast(colour, "white") >= 3


@pytest.mark.parametrize("vision", VISIONS)
def test_groups_are_told_apart(vision):
    nearest = min(difference(lab(a, vision), lab(b, vision)) for a, b in PAIRS)
    assert nearest >= 10, f"{nearest:.1f} as a {vision} sees them"


@pytest.mark.parametrize("shade", np.linspace(0.12, 1, 23))
def test_numbers_in_cells_have_the_contrast_of_aa(shade):
    cell = to_hex(style.BLUES(shade))
    assert style.contrast(style.ink(cell), cell) >= 4.5


def test_every_text_of_a_heatmap_is_read_on_what_lies_behind_it():
    rows = [
        (r, r, c, c, i + j, 5, 5, 27, 0.2, 1.5, "quote")
        for i, r in enumerate("abcd")
        for j, c in enumerate("wxyz")
    ]
    ax = charts.heatmap(pd.DataFrame(rows, columns=["row", "row_label", "column", "column_label", "highlights", "row_total",
        "column_total", "n", "jaccard", "lift", "voice"]))  # fmt: skip
    cells = {(p.get_x() + 0.46, p.get_y() + 0.46): to_hex(p.get_facecolor()) for p in ax.patches}
    numbers = [t for t in ax.texts if not t.get_gid()]
    assert len(numbers) == 15
    for number in numbers:
        x, y = number.get_position()
        behind = next(
            colour
            for (cx, cy), colour in cells.items()
            if abs(cx - x) < 0.01 and abs(cy - y) < 0.01
        )
        assert style.contrast(to_hex(number.get_color()), behind) >= 4.5
