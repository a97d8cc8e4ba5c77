"""How evenly something is spread over the parts of a text."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables.cells import Cells


def dispersion(cells: Cells) -> np.ndarray:
    """The normalised deviation of proportions of every row.

    Half the sum, over all parts, of |share of the id's uses - share of the words| (Gries 2008), divided
    by the largest value it can take, 1 minus the share of the shortest part (Lijffijt & Gries 2012):
    else something that only one of two equal documents has would get 0.5.

    Parameters
    ----------
    cells : Cells
        The uses in each part, and the words of each.

    Returns
    -------
    ndarray
        0 spread as the words are, near 1 all in one short part. Missing for rows without a use and in
        groups with fewer than two parts.
    """
    # A part without words cannot hold anything, and would make every ceiling 1.
    has_words = cells.part_size > 0
    size = np.where(has_words, cells.part_size, np.nan)
    share = size / cells.by_group(cells.part_size)[cells.part_group]
    least = np.full(len(cells.groups), np.inf)
    np.fmin.at(least, cells.part_group, share)
    ceiling = np.where(cells.by_group(has_words) > 1, 1 - least, np.nan)

    own = cells.count / cells.by_row(cells.count)[cells.row]
    theirs = share[cells.part]

    # Parts without a use add their whole share, which is 1 minus the shares of the parts with one.
    apart = pd.Series(np.abs(own - theirs) - theirs).groupby(cells.row).sum()
    total = (1 + apart.reindex(range(len(cells.row_id))).to_numpy()) / 2
    return np.clip(total / ceiling[cells.row_group], 0, 1)


def overdispersion(cells: Cells) -> np.ndarray:
    """How many times more the uses vary between highlights than if each fell on a word by chance.

    The index of dispersion (variance / mean) of the uses per highlight, corrected for the different
    lengths of highlights: uses that come in clumps (one speech about one topic) say less about a group
    than as many uses in as many highlights (Church & Gale 1995). At least 1.

    Parameters
    ----------
    cells : Cells
        The uses in each highlight, and the words of each.

    Returns
    -------
    ndarray
        Missing for rows without a use and in groups without words.
    """
    # The chance that two uses fall into the same highlight, if every word is as likely.
    total = cells.by_group(cells.part_size)
    squares = cells.by_group(cells.part_size**2)
    meet = squares / np.where(total > 0, total, np.nan) ** 2

    pairs = cells.by_row(cells.count * (cells.count - 1))
    uses = cells.by_row(cells.count)
    expected = uses * (uses - 1) * meet[cells.row_group]
    return np.maximum(1 + (pairs - expected) / np.where(uses > 0, uses, np.nan), 1)
