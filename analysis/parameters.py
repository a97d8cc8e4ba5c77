"""The parameters of notebooks: read from their cells, given by the command, put into a copy that is run.

A notebook has one cell tagged `parameters`, a line each of `name = value  # meaning`. What the command gives goes
into a cell of its own below it, so that the run notebook shows both.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from analysis import schema

if TYPE_CHECKING:
    from nbformat import NotebookNode

TAG = "parameters"
INJECTED = "injected-parameters"
DEFAULTS = "defaults"  # the key, in the metadata of the cell, of the values as published
GIVEN_OTHERWISE = {
    "figures": "name the folder with --figures DIR",
    "article": "name the article as the first argument",
}


def read(notebook: NotebookNode) -> dict[str, str]:
    r"""Return the parameters of a notebook.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook in version 4 of the format.

    Returns
    -------
    dict
        The value of each parameter by its name, in their order. The value is Python source as its
        author or the lab saved it, with quotation marks and spaces normalised.

    Examples
    --------
    >>> import nbformat
    >>> cell = nbformat.v4.new_code_cell('top = 20  # rows\nvoice = "quote"', metadata={"tags": [TAG]})
    >>> read(nbformat.v4.new_notebook(cells=[cell]))
    {'top': '20', 'voice': "'quote'"}
    """
    cell = _cell(notebook)
    if cell is None:
        return {}

    try:
        statements = ast.parse(cell.source).body
    # Saved half-edited in the lab, with a NUL or nested without end: running the cell reports it with
    # its line.
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return {}

    found: dict[str, str] = {}
    for statement in statements:
        if isinstance(statement, ast.Assign):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
            found |= dict.fromkeys(names, ast.unparse(statement.value))
    return found


def changed(notebook: NotebookNode) -> dict[str, str]:
    """Return the parameters that were edited and saved since the notebook was published.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook in version 4 of the format.

    Returns
    -------
    dict
        The saved value of each of them, by name. Empty where the published values are not known.
    """
    cell = _cell(notebook)
    published = cell.metadata.get(DEFAULTS) if cell is not None else None
    if not isinstance(published, dict):
        return {}
    return {
        name: value
        for name, value in read(notebook).items()
        if name in published and value != published[name]
    }


def published(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of a notebook that remembers its present parameters as the published ones."""
    made = copy.deepcopy(notebook)
    cell = _cell(made)
    if cell is not None:
        cell.metadata[DEFAULTS] = read(made)
    return made


def filled(notebook: NotebookNode, values: Mapping[str, object]) -> NotebookNode:
    """Return a copy of a notebook with values put in, where it has parameters of these names.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook in version 4 of the format.
    values : mapping
        Texts, numbers, lists of them, or None, by the name of the parameter.

    Returns
    -------
    NotebookNode
        The copy. The new cell follows the one that is tagged `parameters`. In a copy that has such
        a cell already its values are replaced.
    """
    from nbformat import v4

    made = copy.deepcopy(notebook)
    own = read(made)
    source = "\n".join(f"{name} = {values[name]!r}" for name in values if name in own)
    if not source:
        return made

    earlier = _cell(made, INJECTED)
    if earlier is not None:
        earlier.source = source
        return made

    cell = v4.new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
    made.cells.insert(made.cells.index(_cell(made)) + 1, cell)
    return made


def known(notebooks: Iterable[NotebookNode]) -> dict[str, list[str]]:
    """Return the parameters of several notebooks, each name with its values in them."""
    found: dict[str, list[str]] = {}
    for notebook in notebooks:
        for name, value in read(notebook).items():
            found.setdefault(name, []).append(value)
    return found


def settings(given: Iterable[str], known: Mapping[str, list[str]]) -> dict[str, object]:
    """Return the values that the command was given as `name=value`.

    A value is read as the notebooks write it: a whole number where theirs is one, a list, separated
    by commas, where theirs is a list, and otherwise a text. `None` is always None.

    Parameters
    ----------
    given : iterable of str
        Settings as they were typed.
    known : mapping
        The parameters of the notebooks as `known` returns them.

    Returns
    -------
    dict
        The values by name; of a name that is given twice, the last.

    Raises
    ------
    ValueError
        If a setting has no `=`, names no parameter, or its value is not of the right kind.

    Examples
    --------
    >>> settings(["top=10", "formats=png,svg", "word=trade = war"], {"top": ["20"], "formats": ["['png']"], "word": ["None"]})
    {'top': 10, 'formats': ['png', 'svg'], 'word': 'trade = war'}
    >>> settings(["tpo=10"], {"top": ["20"]})
    Traceback (most recent call last):
    ValueError: no notebook has a parameter 'tpo'; did you mean 'top'?
    """
    values: dict[str, object] = {}
    for setting in given:
        name, equals, text = setting.partition("=")
        name = name.strip()

        if not equals:
            raise ValueError(f"{setting!r}: a setting is written name=value, as in top=10")
        if name in GIVEN_OTHERWISE:
            raise ValueError(f"{setting!r}: {GIVEN_OTHERWISE[name]}")
        require(name, known)

        values[name] = _value(name, text.strip(), known[name])
    return values


def require(name: str, known: Mapping[str, list[str]]) -> None:
    """Raise a ValueError if no notebook has a parameter of this name."""
    if name not in known:
        others = [other for other in known if other not in GIVEN_OTHERWISE]
        hint = schema.near(name, others) or f"; there are {', '.join(others) or 'none'}"
        raise ValueError(f"no notebook has a parameter {name!r}{hint}")


def _value(name: str, text: str, examples: list[str]) -> object:
    """A text as a value of the kind that the notebooks have; examples are theirs, as source."""
    if text == "None":
        return None

    kind = _kind(examples)
    if kind is list:
        return [part.strip() for part in text.split(",") if part.strip()]
    if kind is bool:
        if text not in ("True", "False"):
            raise ValueError(f"{name} is True or False, not {text!r}")
        return text == "True"
    if kind is int:
        # Every number among the parameters is a number of rows, words or highlights.
        if not text.isdecimal() or int(text) < 1:
            raise ValueError(f"{name} is a whole number from 1, not {text!r}")
        return int(text)
    return text


def _kind(examples: list[str]) -> type:
    """The type of the first value that is not None; text where there is none."""
    for example in examples:
        try:
            value = ast.literal_eval(example)
        except ValueError:  # an expression saved in the lab, as in `folder + "/a.md"`
            continue
        if value is not None:
            return type(value)
    return str


def _cell(notebook: NotebookNode, tag: str = TAG) -> NotebookNode | None:
    """The first code cell with a tag, or None."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and tag in cell.metadata.get("tags", ()):
            return cell
    return None
