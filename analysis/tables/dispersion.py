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
    words = cells.by_group(cells.part_size)
    share = size / words[cells.part_group]

    shortest = np.full(len(words), np.inf)
    np.fmin.at(shortest, cells.part_group, share)
    parts = cells.by_group(has_words)
    ceiling = np.where(parts > 1, 1 - shortest, np.nan)

    uses = cells.by_row(cells.count)
    own = cells.count / uses[cells.row]
    theirs = share[cells.part]

    # Parts without a use add their whole share, which is 1 minus the shares of the parts with one.
    apart = pd.Series(np.abs(own - theirs) - theirs)
    more = apart.groupby(cells.row).sum().reindex(range(len(uses)))
    total = (1 + more.to_numpy()) / 2
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
    words = cells.by_group(cells.part_size)
    squares = cells.by_group(cells.part_size**2)
    meet = squares / _known(words) ** 2

    uses = cells.by_row(cells.count)
    pairs = cells.by_row(cells.count * (cells.count - 1))
    expected = uses * (uses - 1) * meet[cells.row_group]
    excess = (pairs - expected) / _known(uses)
    return np.maximum(1 + excess, 1)


def _known(totals: np.ndarray) -> np.ndarray:
    """The totals, missing instead of 0, by which nothing can be divided."""
    return np.where(totals > 0, totals, np.nan)
