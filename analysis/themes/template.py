"""A codebook to begin with."""

from __future__ import annotations

from analysis import schema, text_files

_FILE = schema.DATA / "codebook-template.toml"


def template() -> str:
    """Return a small codebook with comments, to write your own after it.

    Returns
    -------
    str
        The text of a TOML file that `themes.codebook` reads.

    Examples
    --------
    >>> template().splitlines()[0]
    '# Your own codebook. Copy this file, rename it, and give its path as `codebook`.'
    """
    return text_files.read(_FILE, what="template of a codebook")
