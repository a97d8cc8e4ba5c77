"""The gallery: every chart of the bundled article, one picture each and all on a contact sheet: `python -m tests.gallery`."""

from __future__ import annotations

import inspect
import io
from collections.abc import Iterator
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from PIL import Image, ImageDraw, ImageFont

from analysis import charts, export, schema, staging
from analysis.export.png import encoded
from tests.chart_cases import CASES, Article

ACROSS, WIDE, GAP, CAPTION = 4, 640, 28, 26  # columns; pixels


def drawn() -> Iterator[tuple[str, Axes]]:
    """Each chart of the bundled article that is a case with a picture, by the name of the case."""
    article = Article.read()
    for name, case in CASES.items():
        if case.picture is not None:
            table, options = case.picture(article)
            yield (
                name.replace(" ", "-"),
                case.draw(table, **{"source": article.documents} | options),
            )


def write(folder: str | Path) -> list[Path]:
    """Write each chart as NAME.png and all of them as contact-sheet.png, all or none; the paths."""
    made = {name: export.picture(chart) for name, chart in drawn()}
    pictures = {name: picture.png for name, picture in made.items()}
    files = {f"{name}.png": png for name, png in pictures.items()}
    files["contact-sheet.png"] = contact_sheet(pictures)
    files["README.md"] = page({name: picture.alt for name, picture in made.items()}).encode()
    return staging.write(Path(folder), files)


def page(alts: dict[str, str]) -> str:
    """Every chart with its first sentence and its pictures, as Markdown."""
    lines = [
        "# The charts",
        "",
        "Each is a function of `analysis.charts`; `help(charts.bars)` explains its table and its options.",
    ]
    for name in sorted(charts.__all__):
        does = inspect.getdoc(getattr(charts, name)).splitlines()[0]
        lines += ["", f"## `charts.{name}`", "", does, ""]
        shown = [case for case in alts if case.split("-")[0] == name]
        lines += [f"![{alts[case]}]({case}.png)" for case in shown]
    return "\n".join(lines) + "\n"


def contact_sheet(pictures: dict[str, bytes]) -> bytes:
    """The pictures as one PNG, each under its name in the column that is shortest so far."""
    font = ImageFont.truetype(
        Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSansMono.ttf",
        17,
        layout_engine=ImageFont.Layout.BASIC,
    )
    depth, placed = [GAP] * ACROSS, []
    for name, png in pictures.items():
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        picture = picture.resize(
            (WIDE, round(picture.height * WIDE / picture.width)), Image.Resampling.LANCZOS
        )
        column = depth.index(min(depth))
        placed.append((name, picture, GAP + column * (WIDE + GAP), depth[column]))
        depth[column] += CAPTION + picture.height + GAP
    sheet = Image.new("RGB", (GAP + ACROSS * (WIDE + GAP), max(depth)), "#e4e7ea")
    pen = ImageDraw.Draw(sheet)
    for name, picture, x, y in placed:
        pen.text((x, y), f"charts.{name.split('-')[0]}", font=font, fill=charts.style.INK)
        sheet.paste(picture, (x, y + CAPTION))
    return encoded(sheet)


if __name__ == "__main__":
    for path in write(schema.DATA.parent / "notebooks" / "gallery"):
        print(path)
