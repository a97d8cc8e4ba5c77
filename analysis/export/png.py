"""Encode an image as a small PNG: a palette that keeps the colour of every area."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from PIL import Image
from PIL.PngImagePlugin import PngInfo

# Of a palette.
COLOURS = 256
# Colours of the palette that are kept for areas; the rest are shades at edges.
AREAS = 160
# Colours that are alike in these bits are similar.
SIMILAR = 0xF0F0F0
# Colours: a chart has fewer.
PHOTOGRAPH = 2**15


def encoded(
    image: Image.Image, texts: Mapping[str, str] | None = None, *, dpi: float | None = None
) -> bytes:
    """Return an image as a PNG of at most 256 colours, a third of its size in full colour.

    Parameters
    ----------
    image : Image
        The image. A photograph stays in full colour.
    texts : mapping of str to str, optional
        Text chunks: title, description, source.
    dpi : float, optional
        The resolution to write into the file.

    Returns
    -------
    bytes
        The PNG. Areas keep their colour exactly.
    """
    pixels = np.asarray(image.convert("RGBA")).view("<u4")[..., 0]
    runs = _runs(pixels)
    if len(runs.colours) <= PHOTOGRAPH:
        palette = _palette(pixels, runs)
        nearest = _nearest(_channels(runs.colours), palette)
        per_pixel = np.repeat(nearest[runs.which], runs.lengths)
        image = Image.fromarray(per_pixel.reshape(pixels.shape), mode="P")
        image.putpalette(palette.astype(np.uint8).tobytes())
    else:
        image = image.convert("RGB")

    chunks = PngInfo()
    for key, text in (texts or {}).items():
        chunks.add_itxt(key, text)
    options: dict[str, object] = {}
    if dpi:
        options["dpi"] = (dpi, dpi)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG", pnginfo=chunks, compress_level=5, **options)
    return buffer.getvalue()


class _Runs(NamedTuple):
    """Pixels in a row that have one colour: where each run begins, its length, its colour."""

    begins: np.ndarray
    lengths: np.ndarray
    which: np.ndarray
    colours: np.ndarray


def _runs(pixels: np.ndarray) -> _Runs:
    """The runs of an image; a chart has a twelfth as many of them as pixels."""
    flat = pixels.ravel()
    changes = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    begins = np.append(0, changes)
    lengths = np.diff(begins, append=flat.size)
    which, colours = pd.factorize(flat[begins])
    return _Runs(begins, lengths, which, colours)


def _palette(pixels: np.ndarray, runs: _Runs) -> np.ndarray:
    """The colours of areas, then the shades at edges that are not similar to one another."""
    # A pixel is inside an area if it has the colour of its neighbours below and to the right.
    here = pixels[:-1, :-1]
    below = pixels[1:, :-1]
    right = pixels[:-1, 1:]
    inside = np.zeros(pixels.shape, dtype=bool)
    inside[:-1, :-1] = (here == below) & (here == right)
    per_run = np.add.reduceat(inside.ravel(), runs.begins, dtype=np.int64)
    areas = np.bincount(runs.which, per_run)
    # Among equals by colour, so that the same picture has the same palette everywhere.
    largest = np.lexsort((runs.colours, -areas))[:AREAS]
    largest = largest[areas[largest] > 0]

    counts = np.bincount(runs.which, runs.lengths)
    frequent = np.lexsort((runs.colours, -counts))
    similar = runs.colours[frequent] & SIMILAR
    _, different = np.unique(similar, return_index=True)
    different.sort()

    order = dict.fromkeys([*largest, *frequent[different]])
    chosen = list(order)[:COLOURS]
    return _channels(runs.colours[chosen])


def _nearest(colours: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """The place of each colour's nearest neighbour in the palette."""
    # Whole numbers below 2**53, so that every processor finds the same.
    products = colours.astype(float) @ palette.T.astype(float)
    lengths = (palette**2).sum(axis=1)
    # The square of the distance, but for the square of the colour, which is the same for all.
    distance = lengths - 2.0 * products
    return distance.argmin(axis=1).astype(np.uint8)


def _channels(colours: np.ndarray) -> np.ndarray:
    """Unpack 24-bit colours into RGB columns."""
    red = colours & 255
    green = colours >> 8 & 255
    blue = colours >> 16 & 255
    return np.stack([red, green, blue], axis=1).astype(np.int64)
