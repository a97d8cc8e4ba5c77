"""The lines of a codebook's file, which a message about a mistake points to: TOML readers drop them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Lines(NamedTuple):
    """The name of the file and its lines."""

    name: str
    lines: list[str]

    def error(self, what: str, *, line: int = 1, theme: str = "") -> ValueError:
        """An error that says where it is."""
        where = f"{self.name}, line {line}"
        if theme:
            where += f", theme {theme!r}"
        return ValueError(f"{where}: {what}")

    def first(self, head: str) -> int:
        """The first line that begins with a table's head, else 1."""
        for number, text in enumerate(self.lines, 1):
            if _begins(text, head):
                return number
        return 1

    def heads(self) -> list[int]:
        """The line of each [[theme]]."""
        return [n for n, text in enumerate(self.lines, 1) if _begins(text, "[[theme]]")]

    def quoted(self, begin: int) -> dict[str, int]:
        """The first line of each text between quotation marks, in the theme that begins at a line."""
        found: dict[str, int] = {}
        for number, line in self._of_theme(begin):
            # Every second part of a line is between quotation marks.
            for text in line.split('"')[1::2]:
                found.setdefault(text, number)
        return found

    def find(self, text: str, begin: int, *, nth: int = 1) -> int:
        """The line of the nth occurrence of a text in the theme that begins at a line, else that line."""
        for number, line in self._of_theme(begin):
            # A cue that is listed twice is reported where it is listed again.
            nth -= line.count(text)
            if nth < 1:
                return number
        return begin

    def _of_theme(self, begin: int) -> Iterator[tuple[int, str]]:
        """The lines from one on and before the next theme, without comments."""
        for number, line in enumerate(self.lines[begin - 1 :], begin):
            if number > begin and _begins(line, "[[theme]]"):
                return
            if not line.lstrip().startswith("#"):
                yield number, line


class Entry(NamedTuple):
    """A part of the file: the line where it begins, and the theme that it is about, if it is one."""

    source: Lines
    line: int
    theme: str = ""

    def find(self, text: str, *, nth: int = 1) -> int:
        """The line of the nth occurrence of a text in this part, else the line where it begins."""
        return self.source.find(text, self.line, nth=nth)

    def error(self, what: str, *, at: int = 0) -> ValueError:
        """An error that says where it is: in a line, or where this part begins."""
        return self.source.error(what, line=at or self.line, theme=self.theme)


def _begins(line: str, head: str) -> bool:
    return line.replace(" ", "").startswith(head)
