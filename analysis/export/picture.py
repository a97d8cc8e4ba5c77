"""The picture of a figure in a notebook: an image that keeps its alt text in the saved file and in its HTML."""

from __future__ import annotations

import base64
import html
import struct
from dataclasses import dataclass


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
