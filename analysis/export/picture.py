"""The picture of a figure in a notebook: an image that keeps its alt text in the saved file and in its HTML."""

from __future__ import annotations

import base64
import html
import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from PIL import Image
from PIL.PngImagePlugin import PngInfo

COLOURS, AREAS = 256, 160  # of the palette, and at most how many of it are kept for areas
NEAR = 0xF0F0F0  # colours alike in these bits are near one another
DRAWN = 2**15  # more colours than that are a photograph's


@dataclass(frozen=True)
class Picture:
    """A PNG and what it shows in words; Jupyter displays it, `alt` is what a screen reader says."""

    png: bytes
    alt: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return struct.unpack(">II", self.png[16:24])

    def __repr__(self) -> str:
        """The alt text."""
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What Jupyter shows; an <img> of its own, since alt text given as display metadata is dropped on the way."""
        data = base64.b64encode(self.png).decode("ascii")
        width, height = self.size
        image = (
            f'<img alt="{html.escape(self.alt)}" width="{width}" height="{height}" '
            f'style="max-width: 100%; height: auto" src="data:image/png;base64,{data}">'
        )
        return {"text/html": image, "image/png": data, "text/plain": self.alt}


def encoded(
    image: Image.Image, texts: Mapping[str, str] | None = None, *, dpi: float | None = None
) -> bytes:
    """The image as a PNG of at most 256 colours, a third of its size in full colour; areas keep their colour exactly.

    A photograph stays in full colour.
    """
    pixels = np.asarray(image.convert("RGBA")).view("<u4")[..., 0]
    runs = _runs(pixels)
    if len(runs.colours) <= DRAWN:
        palette = _palette(pixels, runs)
        nearest = _nearest(_parts(runs.colours), palette)[runs.which]
        image = Image.fromarray(np.repeat(nearest, runs.lengths).reshape(pixels.shape), mode="P")
        image.putpalette(palette.astype(np.uint8).tobytes())
    else:
        image = image.convert("RGB")
    chunks = PngInfo()
    for key, text in (texts or {}).items():
        chunks.add_itxt(key, text)
    buffer = io.BytesIO()
    image.save(
        buffer,
        format="PNG",
        pnginfo=chunks,
        compress_level=5,
        **({"dpi": (dpi, dpi)} if dpi else {}),
    )
    return buffer.getvalue()


class _Runs(NamedTuple):
    """An image as pixels in a row that have one colour: where each run begins, its length, which colour it has."""

    begins: np.ndarray
    lengths: np.ndarray
    which: np.ndarray
    colours: np.ndarray


def _runs(pixels: np.ndarray) -> _Runs:
    """The runs of an image, of which a chart has a twelfth as many as pixels."""
    flat = pixels.ravel()
    begins = np.append(0, np.flatnonzero(flat[1:] != flat[:-1]) + 1)
    return _Runs(begins, np.diff(begins, append=flat.size), *pd.factorize(flat[begins]))


def _palette(pixels: np.ndarray, runs: _Runs) -> np.ndarray:
    """The colours of areas, whose pixels are like their neighbours, then shades at edges that are not near one another."""
    inside = np.zeros(pixels.shape, dtype=bool)
    inside[:-1, :-1] = (pixels[:-1, :-1] == pixels[1:, :-1]) & (pixels[:-1, :-1] == pixels[:-1, 1:])
    areas = np.bincount(runs.which, np.add.reduceat(inside.ravel(), runs.begins, dtype=np.int64))
    first = np.lexsort((runs.colours, -areas))[:AREAS]
    frequent = np.lexsort((runs.colours, -np.bincount(runs.which, runs.lengths)))
    _, apart = np.unique(runs.colours[frequent] & NEAR, return_index=True)
    order = dict.fromkeys([*first[areas[first] > 0], *frequent[np.sort(apart)]])
    return _parts(runs.colours[list(order)[:COLOURS]])


def _nearest(colours: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """The place of each colour's nearest neighbour in the palette; whole numbers, so the same on every processor."""
    apart = (palette**2).sum(axis=1) - 2.0 * (colours.astype(float) @ palette.T.astype(float))
    return apart.argmin(axis=1).astype(np.uint8)


def _parts(colours: np.ndarray) -> np.ndarray:
    """Red, green and blue of colours that are one number each."""
    return np.stack([colours & 255, colours >> 8 & 255, colours >> 16 & 255], axis=1).astype(
        np.int64
    )
