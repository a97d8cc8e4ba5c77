"""The counted rows as numbers, from which each column of a table of counts is made in one step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.tables.groups import Groups
from analysis.tables.units import numbered


@dataclass
class Cells:
    """How often each id occurs in each part of a group where it does; everything else is a number.

    A row is an id of a group, as in the table of counts; a part is a highlight or document of a group.
    """

    # A value for each cell
    row: np.ndarray
    part: np.ndarray
    count: np.ndarray
    strict: np.ndarray

    # A value for each row
    row_group: np.ndarray
    row_id: np.ndarray

    # A value for each part and each group
    part_group: np.ndarray
    part_size: np.ndarray  # in words; 0 where nobody gave the highlights
    group_highlights: np.ndarray  # how many were given
    groups: pd.Index
    ids: pd.Index

    def by_row(self, values: np.ndarray | None = None) -> np.ndarray:
        """The sum of the values of each row's cells, or how many they are."""
        return _sums(self.row, values, len(self.row_id))

    def by_group(self, values: np.ndarray) -> np.ndarray:
        """The sum of the values of each group's parts."""
        return _sums(self.part_group, values, len(self.groups))


def cells(found: Groups, part: str, *, zeros: bool = False) -> Cells:
    """Number what was counted.

    Parameters
    ----------
    found : Groups
        The counted rows and the sizes of highlights, by group.
    part : {"place", "document"}
        The column that tells the parts of a group apart.
    zeros : bool
        Whether each group has a row for each id.

    Returns
    -------
    Cells
        Rows are in the order in which they first occur, whatever the parts.
    """
    rows, sizes = found
    id_of, ids = pd.factorize(rows["id"])

    # The given highlights come first, the counted rows after them.
    given = len(sizes)
    group_of, groups = pd.factorize(np.append(sizes["group"], rows["group"]))
    part_of = numbered(group_of, np.append(sizes[part], rows[part]))
    parts = part_of.max() + 1
    part_group = np.zeros(parts, dtype=np.int64)
    part_group[part_of] = group_of

    # Two numbers are one: that of the part, and within it that of the id; then so for the rows.
    cell_of, different = pd.factorize(part_of[given:] * len(ids) + id_of)
    cell_part, cell_id = np.divmod(different, len(ids))
    row_of = part_group[cell_part] * len(ids) + cell_id
    rows_found = np.arange(len(groups) * len(ids))
    if not zeros:
        row_of, rows_found = pd.factorize(row_of)
    row_group, row_id = np.divmod(rows_found, len(ids))

    return Cells(
        row=row_of,
        part=cell_part,
        count=_sums(cell_of, None, len(different)),
        strict=_sums(cell_of, rows["strict"], len(different)),
        row_group=row_group,
        row_id=row_id,
        part_group=part_group,
        part_size=_sums(part_of[:given], sizes["size"], parts),
        group_highlights=_sums(group_of[:given], None, len(groups)),
        groups=pd.Index(groups, dtype="str"),
        ids=ids,
    )


def _sums(number: np.ndarray, values: np.ndarray | None, many: int) -> np.ndarray:
    """The sum of the whole numbers that belong to each number below `many`, or how many they are."""
    return np.bincount(number, values, minlength=many).astype(np.int64)
