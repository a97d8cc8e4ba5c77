"""How charts look: sizes, colours, fonts, and the context in which the house style holds."""

from __future__ import annotations

import functools
import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

import matplotlib
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import schema

PATH = Path(__file__).with_name("highlights.mplstyle")
FONTS = Path(__file__).with_name("fonts")
# DejaVu Sans without what Latin text does not need, so that embedding it is fast; after it DejaVu Sans itself, which
# comes with Matplotlib: every machine draws the same letters.
HOUSE = ("Highlights Sans", "DejaVu Sans")
for _path in sorted(FONTS.glob("*.ttf")):
    font_manager.fontManager.addfont(_path)

INK, MUTED, GREY, PALE, RULE = "#1f2328", "#5a6068", "#858b92", "#eceef0", "#c9cdd1"
# Blue and vermilion: the hues of Okabe & Ito, dark enough to be read as text.
ACCENT, SECOND = "#0065a3", "#b84a00"
NEUTRAL = "#6f757b"
BLUES = LinearSegmentedColormap.from_list(
    "highlights", ["#f3f7fb", "#9cc3e4", "#3f8ac4", "#0a5591", "#062f54"]
)


_NOT_STYLE = (
    "backend", "date.epoch", "docstring", "figure.max_open_warning", "figure.raise_window", "interactive", "keymap", "macosx",
    "savefig.directory", "timezone", "tk", "toolbar", "webagg",
)  # fmt: skip


# Texts are measured in so many pixels a point: in those of a screen, widths would be rounded.
_FINER = 4
# Characters of a text that are measured: a second for each 100,000, and no canvas holds these.
_ENOUGH = 5_000
# After these a word too long for its line is broken, as file names are: 2021-01-18-russias-foreign-policy.
_JOINTS = "-_/"
# A run up to and with its joint, or the rest of a word: "2019-" and "harbour" of 2019-harbour.
_PART = re.compile(rf"[^{re.escape(_JOINTS)}\s]*[{re.escape(_JOINTS)}]|[^{re.escape(_JOINTS)}\s]+")
_inside = ContextVar("whether the house style holds already", default=False)


class Size(NamedTuple):
    """A figure's size: width, least and greatest height in inches, text in points, dots per inch of its PNG.

    `smaller` is the text of a figure that would be too tall otherwise, the larger first.
    """

    width: float
    height: float
    tallest: float
    text: float
    dpi: int
    smaller: tuple[float, ...] = ()


SIZES = {
    # 9.5 inches: what a sheet of A4 or of Letter paper has between its margins, a line for a caption left.
    "column": Size(3.5, 0, 9.5, 7.0, 300),
    "page": Size(7.2, 0, 9.5, 9.0, 200),
    # Smaller than 12 points nothing is read from the back of a room.
    "slide": Size(13.333, 7.5, 7.5, 16.0, 120, smaller=(14.0, 12.0)),
}
_smaller: ContextVar[float | None] = ContextVar("the text of a figure too tall", default=None)


def size(name: str) -> Size:
    """The measures of "column", "page" or "slide"; a ValueError with the nearest name for another."""
    if name in SIZES:
        return SIZES[name]._replace(text=_smaller.get() or SIZES[name].text)
    near = schema.near(name, SIZES)
    raise ValueError(f"size is one of {', '.join(SIZES)}; this is {name!r}{near}")


@contextmanager
def smaller(text: float | None) -> Iterator[None]:
    """Draw figures with a text of so many points, or with that of their size for None."""
    before = _smaller.set(text)
    try:
        yield
    finally:
        _smaller.reset(before)


@functools.lru_cache(maxsize=1)
def _settings() -> dict[str, object]:
    """The house style over Matplotlib's own defaults, so that nothing of the user's settings is seen on a chart."""
    everything = matplotlib.rc_params_from_file(PATH, use_default_template=True)
    return {name: value for name, value in everything.items() if not name.startswith(_NOT_STYLE)}


def fonts() -> list[str]:
    """Return the house fonts, then the user's own rcParams["font.family"], for characters that ours lack."""
    known = ("sans-serif", *HOUSE)
    return [
        *HOUSE,
        *(f for f in matplotlib.rcParams["font.family"] if f not in known and _is_here(f)),
    ]


@functools.lru_cache(maxsize=64)
def _is_here(family: str) -> bool:
    """Whether a font is installed; settings may come from another machine."""
    try:
        return bool(font_manager.findfont(family, fallback_to_default=False))
    except ValueError:
        return False


@contextmanager
def context() -> Iterator[None]:
    """Hold the house style for as long as the block lasts; the user's own font family is asked after ours."""
    if _inside.get():
        yield
        return
    family = fonts()
    outside = _inside.set(True)
    try:
        with matplotlib.rc_context(_settings()), warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", message="Glyph .* missing from"
            )  # `lacking` says it once, and better
            matplotlib.rcParams["font.family"] = family
            yield
    finally:
        _inside.reset(outside)


@functools.lru_cache(maxsize=64)
def _ruler(points: float, weight: str, family: tuple[str, ...]) -> Text:
    """A text on a figure of its own, to measure with."""
    figure = Figure(figsize=(1, 1), dpi=72 * _FINER)
    FigureCanvasAgg(figure)
    with context():
        return figure.text(0, 0, "", fontsize=points, fontweight=weight, fontfamily=list(family))


@functools.lru_cache(maxsize=8192)
def _extent(text: str, points: float, weight: str, family: tuple[str, ...]) -> tuple[float, float]:
    ruler = _ruler(points, weight, family)
    ruler.set_text(text)
    with context():
        box = ruler.get_window_extent()
    return box.width / _FINER, box.height / _FINER


def width(text: str, points: float, weight: str = "normal") -> float:
    """Width of a text in points, as the renderer draws it."""
    return _extent(text, float(points), weight, tuple(fonts()))[0]


def height(text: str, points: float, weight: str = "normal") -> float:
    """Height of a text in points, of all its lines."""
    return _extent(text, float(points), weight, tuple(fonts()))[1]


def wrap(text: str, room: float, points: float, *, lines: int = 2, weight: str = "normal") -> str:
    r"""The text on at most so many lines of a width in points; what does not fit ends in an ellipsis.

    A line ends at a space, a word too long for a line after a hyphen, an underscore or a slash where it has one.

    >>> with context():
    ...     wrap("Conflicts and neighbours", 80, 9)
    'Conflicts and\nneighbours'
    """
    rest = " ".join(text[:_ENOUGH].split())
    done: list[str] = []

    while rest and width(rest, points, weight) > room:
        if len(done) == lines - 1:
            cut = _longest(rest, room, points, weight, "…")
            space = rest.rfind(" ", 0, cut + 1)
            # A long word is cut where the line would be half empty without it.
            if space > cut // 2:
                cut = space
            return "\n".join([*done, rest[:cut].rstrip(" ,;:") + "…"])

        cut = _longest(rest, room, points, weight, "")
        space = rest.rfind(" ", 0, cut + 1)
        if space <= 0:
            space = _after_joint(rest[:cut])
        if space > 0:
            cut = space
        done.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()

    if rest:
        done.append(rest)
    return "\n".join(done)


def _after_joint(text: str) -> int:
    """Where the last hyphen, underscore or slash of a text ends, 0 without one."""
    return max(text.rfind(joint) for joint in _JOINTS) + 1


def parts(text: str) -> list[str]:
    """What of a text `wrap` keeps on one line where the width allows it.

    >>> parts("2019-harbour The_Speech")
    ['2019-', 'harbour', 'The_', 'Speech']
    """
    return _PART.findall(text) or [text]


def _longest(text: str, room: float, points: float, weight: str, ending: str) -> int:
    """How many first characters of a text too wide fit the room with the ending after them, at least one."""

    def needed(count: int) -> float:
        return width(text[:count].rstrip() + ending, points, weight)

    # As if all letters were as wide as these on average, then as wide as those that would be on the line.
    count = _between(1, len(text) * room / width(text, points, weight), len(text))
    count = _between(1, count * room / needed(count), len(text))

    # The guess is a letter or two off: steps away from it, each twice as long, until the end is between two.
    step = 1
    if needed(count) <= room:
        low = count
        high = count + step
        while high < len(text) and needed(high) <= room:
            step *= 2
            low = high
            high = high + step
        high = min(high, len(text))
    else:
        low = count - step
        high = count
        while low > 1 and needed(low) > room:
            step *= 2
            low, high = low - step, low
        low = max(low, 1)

    while high - low > 1:
        middle = (low + high) // 2
        if needed(middle) <= room:
            low = middle
        else:
            high = middle
    return low


def _between(least: int, number: float, most: int) -> int:
    return max(least, min(int(number), most))


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2), 0 for black and 1 for white."""
    light = 0.0
    for part, weight in zip(to_rgb(colour), (0.2126, 0.7152, 0.0722), strict=True):
        linear = part / 12.92
        if part > 0.04045:
            linear = ((part + 0.055) / 1.055) ** 2.4
        light += weight * linear
    return light


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), from 1 to 21.

    >>> round(contrast("black", "white"))
    21
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink(background: str) -> str:
    """The text colour that reads best on a background: black or white, of which one always has 4.5:1."""
    return max(("black", "white"), key=lambda colour: contrast(colour, background))


@functools.lru_cache(maxsize=16)
def _characters(family: tuple[str, ...]) -> frozenset[int]:
    found: set[int] = set()
    for name in family:
        path = font_manager.findfont(name, fallback_to_default=False)
        found |= set(font_manager.get_font(path).get_charmap())
    return frozenset(found)


def house_lacks(text: str) -> bool:
    """Whether a text has a letter that the house fonts cannot draw."""
    have = _characters(HOUSE)
    return any(ord(c) not in have and not c.isspace() for c in text)


def _script(character: str) -> str:
    """The script of a letter as its Unicode name begins, Chinese for all that share its characters; else symbols.

    >>> _script("ก"), _script("国"), _script("🇷"), _script("😀")
    ('Thai', 'Chinese characters', 'symbols', 'symbols')
    """
    first = unicodedata.name(character, "unnamed").split(" ")[0].split("-")[0]
    if unicodedata.category(character)[0] not in "LMN":
        return "symbols"
    if first == "CJK":
        return "Chinese characters"
    return first.title()


def lacking(texts: Iterable[str]) -> list[str]:
    """The scripts that the fonts in force cannot draw, by name; one warning says so and names the setting."""
    have = _characters(tuple(fonts()))
    characters = set("".join(texts))
    absent = {c for c in characters if ord(c) not in have and not c.isspace()}
    scripts = sorted({_script(c) for c in absent})
    if scripts:
        warnings.warn(
            f"the font {HOUSE[-1]} has no glyphs for {', '.join(scripts)}: boxes are drawn instead; "
            'set matplotlib.rcParams["font.family"] to an installed font that has them',
            stacklevel=2,
        )
    return scripts
