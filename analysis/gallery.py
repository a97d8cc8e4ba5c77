"""The gallery: every chart function on the bundled article, one picture each and all of them on a contact sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from PIL import Image, ImageDraw, ImageFont

from analysis import charts, countries, export, load, schema, staging, tables, themes, words
from analysis.export.picture import encoded

ACROSS, WIDE, GAP, CAPTION = 4, 640, 28, 26  # columns; pixels


def drawn() -> Iterator[tuple[str, Axes]]:
    """Each chart of the bundled article, by the call that draws it; every function of `charts` at least once."""
    highlights, documents, _ = load.read()
    mentions, codes, tokens = (
        countries.mentions(highlights),
        themes.codes(highlights),
        words.tokens(highlights),
    )
    states = mentions[mentions["kind"].isin(schema.BROAD)]
    named, carried, used = (
        tables.counts(table, of=highlights) for table in (states, codes, tokens)
    )
    by_theme = tables.counts(states, by=codes, of=highlights)
    by_theme = by_theme[by_theme["group"].isin(carried["label"].head(4))]
    voices = tables.counts(states, by="voice", of=highlights)
    coders = tables.agreement(themes.codings())
    key = tables.keyness(
        tables.counts(tokens, by="voice", of=highlights), first="headline", second="quote"
    )
    about = {"source": documents}
    yield "paired_bars", charts.paired_bars(named, top=12, **about)
    yield "bars", charts.bars(carried, **about)
    yield "dots", charts.dots(used, top=14, **about)
    yield "cloud", charts.cloud(used, **about)
    yield "dumbbell", charts.dumbbell(voices, top=14, **about)
    yield "small_multiples", charts.small_multiples(by_theme, top=6, **about)
    yield "heatmap", charts.heatmap(tables.crosstab(states, codes, of=highlights), top=14, **about)
    yield "lexical_dispersion", charts.lexical_dispersion(states, of=highlights, top=12, **about)
    yield "document_portrait", charts.document_portrait(codes, of=highlights, **about)
    yield "dot_map", charts.dot_map(countries.places(named), **about)
    yield "intervals", charts.intervals(tables.shares(codes, of=highlights, interval=True), **about)
    yield "intervals-agreement", charts.intervals(coders, **about)
    yield "timeline", charts.timeline(tables.timeline(states, documents, of=highlights), **about)
    yield "keyness", charts.keyness(key, **about)


def write(folder: str | Path) -> list[Path]:
    """Write each chart as NAME.png and all of them as contact-sheet.png, all or none; the paths."""
    pictures = {name: export.picture(chart).png for name, chart in drawn()}
    files = {f"{name}.png": png for name, png in pictures.items()} | {
        "contact-sheet.png": contact_sheet(pictures)
    }
    return staging.write(Path(folder), files)


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
