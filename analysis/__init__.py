"""Themes, countries and words in an article's highlights, every number with the words that earned it.

The tour: an article becomes a table, the table becomes mentions, codes and tokens, these become counts, and a count leads
back to its words and on to a figure.

>>> from analysis import charts, countries, evidence, load, tables, themes, words
>>> highlights, documents, report = load.read()
>>> mentions, codes, tokens = countries.mentions(highlights), themes.codes(highlights), words.tokens(highlights)
>>> bodies = tables.counts(mentions[mentions["kind"] == "body"], of=highlights)
>>> print(bodies[["label", "count", "highlights"]].head(1).to_string(index=False))
         label  count  highlights
European Union      6           3
>>> list(evidence.concordance(highlights, bodies.iloc[0], spans=mentions)["keyword"])
['EU', 'EU', 'EU', 'EU', 'EU', 'Brussels']
>>> chart = charts.bars(bodies, source=documents)
"""

import sys

__all__ = [
    "charts",
    "countries",
    "evidence",
    "export",
    "lexicon",
    "load",
    "schema",
    "tables",
    "themes",
    "words",
]


def __dir__() -> list[str]:
    return __all__


# Nothing is paid for this where Python runs without IPython.
if "IPython" in sys.modules:
    from analysis import notebook_errors

    notebook_errors.install()
