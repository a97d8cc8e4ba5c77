"""Write one table or text to a path of your own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import csv_files, staging


def write(content: pd.DataFrame | str, path: str | Path) -> Path:
    """Write one table as CSV, as `tables` does, or one text, to a path of your own.

    For what has no figure: ``export.write(themes.qdc(), "codebook.qdc")``.

    Parameters
    ----------
    content : DataFrame or str
        The table or text.
    path : str or Path
        The file to write.

    Returns
    -------
    Path
        The file written: next to `path` if the file there was edited since it was written.

    Raises
    ------
    TypeError
        If `content` is neither a table nor a text.
    IsADirectoryError
        If `path` is a folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write("a", f"{folder}/a.txt").name
    'a.txt'
    """
    if not isinstance(content, (str, pd.DataFrame)):
        kind = type(content).__name__
        raise TypeError(f"content= must be a DataFrame or a string, not {kind}")
    path = Path(path)
    if path.is_dir() or not path.name:
        example = path / "codings.csv"
        raise IsADirectoryError(f"{path} is a folder; give the name of a file, such as {example}")
    data = content.encode() if isinstance(content, str) else csv_files.encoded(content)
    (written,) = staging.write(path.parent, {path.name: data}, track=True)
    return written
