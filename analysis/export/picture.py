"""The picture of a figure in a notebook: an image that keeps its alt text in the saved file and in its HTML."""

from __future__ import annotations

import base64
import html
import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from PIL import Image
from PIL.PngImagePlugin import PngInfo

COLOURS, FLAT = 256, 160  # of the palette, and how many of it are kept for flat areas


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


def flattened(image: Image.Image, texts: Mapping[str, str] | None = None) -> bytes:
    """The image as a PNG of 256 colours, a third of its size in full colour; flat areas keep their colour exactly."""
    image = image.convert("RGB")
    pixels = np.asarray(image).astype(np.int64) @ np.array([65536, 256, 1])
    where, found = pd.factorize(pixels.ravel())
    where = where.reshape(pixels.shape)
    mixed = image.quantize(COLOURS - FLAT, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).getpalette()
    palette = np.vstack([_flat(where, found), np.array(mixed[: 3 * (COLOURS - FLAT)]).reshape(-1, 3)])[:COLOURS]
    apart = ((_parts(found)[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    flat = Image.fromarray(apart.argmin(axis=1).astype(np.uint8)[where], mode="P")
    flat.putpalette(palette.astype(np.uint8).tobytes())
    chunks = PngInfo()
    for key, text in (texts or {}).items():
        chunks.add_itxt(key, text)
    buffer = io.BytesIO()
    density = {"dpi": image.info["dpi"]} if "dpi" in image.info else {}
    flat.save(buffer, format="PNG", pnginfo=chunks, compress_level=9, **density)
    return buffer.getvalue()


def _flat(where: np.ndarray, found: np.ndarray) -> np.ndarray:
    """The colours of areas, so those of pixels that are like their neighbours, the most frequent first."""
    inside = (where[:-1, :-1] == where[1:, :-1]) & (where[:-1, :-1] == where[:-1, 1:])
    count = np.bincount(where[:-1, :-1][inside], minlength=len(found))
    first = np.lexsort((found, -count))[:FLAT]
    return _parts(found[first[count[first] > 0]])


def _parts(colours: np.ndarray) -> np.ndarray:
    """Red, green and blue of colours that are one number each."""
    return np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
