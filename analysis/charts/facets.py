"""The facets of themes: topics and regions are not ranked in one list."""

from __future__ import annotations

import pandas as pd


def facet_of(table: pd.DataFrame, facets: pd.DataFrame | None, *, id: str) -> list[str]:
    """The facet of each row of a table of themes, from the codebook's themes or a column of its own.

    Parameters
    ----------
    table : DataFrame
        A table of themes; a column `facet` is used where no `facets` are given.
    facets : DataFrame or None
        A table with the columns `theme` and `facet`, such as `themes.codebook().themes`.
    id : str
        The column of the table with the themes' ids.

    Returns
    -------
    list of str
        The facet of each row; "" where nobody gave any.

    Raises
    ------
    ValueError
        If `facets` has not the two columns.
    """
    if facets is None and "facet" not in table.columns:
        return [""] * len(table)
    if facets is None:
        return table["facet"].tolist()
    for column in ("theme", "facet"):
        if column not in facets.columns:
            raise ValueError(
                f"facets is a table of themes with a column {column!r}; "
                "themes.codebook().themes is one"
            )
    known = dict(zip(facets["theme"], facets["facet"], strict=True))
    return [known.get(theme, "") for theme in table[id]]
