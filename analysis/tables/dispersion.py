"""How evenly something is spread over the parts of a text."""

from __future__ import annotations

import pandas as pd


def dispersion(counts: pd.DataFrame, sizes: pd.DataFrame, parts: list[str]) -> pd.Series:
    """The normalised deviation of proportions of every id of every group.

    Half the sum, over all parts, of |share of the id's uses - share of the words| (Gries 2008), divided
    by the largest value it can take, 1 minus the share of the shortest part (Lijffijt & Gries 2012):
    else something that only one of two equal documents has would get 0.5.

    Parameters
    ----------
    counts : DataFrame
        group, id, the columns of `parts`, and `count`: the uses in each part that has any.
    sizes : DataFrame
        group, the columns of `parts`, and `size`: the words of every part.
    parts : list of str
        The columns that name a part.

    Returns
    -------
    Series
        By group and id: 0 spread as the words are, near 1 all in one short part. Groups with fewer
        than two parts have none.
    """
    # A part without words cannot hold anything, and would make every ceiling 1.
    sizes = sizes[sizes["size"] > 0].groupby(["group", *parts])["size"].sum()
    share = sizes / sizes.groupby("group").transform("sum")
    by_group = share.groupby("group")
    ceiling = 1 - by_group.min()[by_group.size() > 1]

    rows = counts.groupby(["group", "id", *parts], sort=False)["count"].sum().reset_index()
    own = rows["count"] / rows.groupby(["group", "id"])["count"].transform("sum")
    theirs = rows.merge(share.rename("share").reset_index(), how="left", on=["group", *parts])

    # Parts without a use add their whole share, which is 1 minus the shares of the parts with one.
    apart = (own - theirs["share"]).abs() - theirs["share"]
    total = (1 + apart.groupby([rows["group"], rows["id"]]).sum()) / 2
    return (total / total.index.get_level_values("group").map(ceiling)).clip(0, 1)


def overdispersion(counts: pd.DataFrame, sizes: pd.DataFrame) -> pd.Series:
    """How many times more the uses vary between highlights than if each fell on a word by chance.

    The index of dispersion (variance / mean) of the uses per highlight, corrected for the different
    lengths of highlights: uses that come in clumps (one speech about one topic) say less about a group
    than as many uses in as many highlights (Church & Gale 1995). At least 1.

    Parameters
    ----------
    counts : DataFrame
        group, id, document, number, `count`: the uses in each highlight that has any.
    sizes : DataFrame
        group, document, number, size: the words of every highlight.

    Returns
    -------
    Series
        By group and id.
    """
    # The chance that two uses fall into the same highlight, if every word is as likely.
    total = sizes.groupby("group")["size"].sum()
    squares = (sizes["size"] ** 2).groupby(sizes["group"]).sum()
    meet = squares / total.where(total > 0) ** 2

    pairs = counts["count"] * (counts["count"] - 1)
    by_id = [counts["group"], counts["id"]]
    found = pairs.groupby(by_id).sum()
    uses = counts["count"].groupby(by_id).sum()
    expected = uses * (uses - 1) * uses.index.get_level_values("group").map(meet)
    return (1 + (found - expected) / uses).clip(lower=1)
