"""Merge word forms: uppercase and plural, where the text itself uses both."""

from __future__ import annotations

import pandas as pd

from analysis.words.lists import StopWords


def merged(
    forms: pd.DataFrame, *, stop: StopWords, plurals: dict[str, str] | None = None
) -> pd.DataFrame:
    """Return forms with the token that each is counted under.

    An abbreviation in uppercase (US) is never the lowercase word (us), unless all of its sentence
    is in uppercase. A capital that means something (May) separates a form from a word that is
    guarded (may); elsewhere the form with a capital and the one without are one word (State,
    state). A plural and its singular are one word if both are ordinary words of the text.

    The token is one of the forms: not one that occurs only in uppercase sentences, if there is
    another, then the most frequent where a capital would be a choice, then lowercase, then the most
    frequent anywhere, then the singular.

    Parameters
    ----------
    forms : DataFrame
        Columns form, count, telling (how often where a capital would be a choice) and shouted (how
        often in sentences that are all in uppercase).
    stop : StopWords
        The stop words.
    plurals : dict, optional
        Irregular plurals; without it plurals stay words of their own.

    Returns
    -------
    DataFrame
        The same rows with the column token.

    Examples
    --------
    >>> rows = [("US", 2, 2, 0), ("us", 1, 1, 0), ("State", 1, 0, 0), ("states", 3, 2, 0)]
    >>> forms = pd.DataFrame(rows, columns=["form", "count", "telling", "shouted"])
    >>> found = merged(forms, stop=StopWords(["only", "~us"]), plurals={})
    >>> dict(zip(found["form"], found["token"]))
    {'US': 'US', 'us': 'us', 'State': 'states', 'states': 'states'}
    """
    low = forms["form"].str.lower()
    lowercase = forms["form"] == low
    key = _separated(forms, low, stop)

    if plurals is not None:
        pairs = _singular_of(key, lowercase, forms["telling"], plurals=plurals, stop=stop)
        key = key.map(lambda word: pairs.get(word, word))

    ranked = forms.assign(
        word=key,
        only_shouted=forms["shouted"] == forms["count"],
        capital=~lowercase,
        plural=low != key,
    )
    ranked = ranked.sort_values(
        ["only_shouted", "telling", "capital", "count", "plural", "form"],
        ascending=[True, False, True, False, True, True],
    )
    token = ranked.groupby("word", sort=False)["form"].transform("first")

    # A guarded word is always in lowercase: "Us" at the start of a sentence is no other word.
    is_guarded = ranked["word"].isin(stop.guarded)
    token = token.mask(is_guarded, ranked["word"])
    return forms.assign(token=token)


def singulars(plural: str, exceptions: dict[str, str]) -> list[str]:
    """Return what an English plural may be the plural of, the likeliest first.

    Parameters
    ----------
    plural : str
        A word or phrase in lowercase.
    exceptions : dict
        Irregular plurals with their singular, ``""`` for what is not a plural.

    Returns
    -------
    list of str
        Empty where it is not a plural.

    Examples
    --------
    >>> singulars("policies", {}), singulars("crises", {"crises": "crisis"})
    (['policy', 'policie'], ['crisis'])
    >>> singulars("news", {"news": ""}), singulars("economics", {}), singulars("process", {})
    ([], [], [])
    """
    last = plural.rpartition(" ")[2]
    if last in exceptions:
        singular = exceptions[last]
        return [plural.removesuffix(last) + singular] if singular else []

    # Not plurals: gas, press, status, crisis, politics, and what a possessive leaves.
    if len(last) < 4 or not last.endswith("s") or last.endswith(("ss", "us", "is", "ics", "'s")):
        return []
    if last.endswith("ies"):
        return [plural[:-3] + "y", plural[:-1]]
    if last.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        return [plural[:-2], plural[:-1]]
    return [plural[:-1]]


def _separated(forms: pd.DataFrame, low: pd.Series, stop: StopWords) -> pd.Series:
    """The lowercase form, or the form itself where its capitals make it another word."""
    upper = forms["form"].str.upper()
    in_uppercase = (forms["form"] == upper) & (low != upper) & (forms["form"].str.len() > 1)
    is_abbreviation = in_uppercase & (forms["count"] > forms["shouted"])
    is_name = low.isin(stop.given) & (forms["telling"] > 0) & (forms["form"] != low)
    return low.mask(is_abbreviation | is_name, forms["form"])


def _singular_of(
    key: pd.Series,
    lowercase: pd.Series,
    telling: pd.Series,
    *,
    plurals: dict[str, str],
    stop: StopWords,
) -> dict[str, str]:
    """Each plural with its singular, where the text uses both as ordinary words."""
    # Ordinary is a word that is somewhere in lowercase, or never has a capital by choice.
    is_ordinary = lowercase.groupby(key).any() | ~telling.groupby(key).any()
    ordinary = set(is_ordinary.index[is_ordinary]) - stop.every

    pairs = {}
    for word in ordinary:
        singular = [one for one in singulars(word, plurals) if one in ordinary]
        if singular:
            pairs[word] = singular[0]
    return pairs
