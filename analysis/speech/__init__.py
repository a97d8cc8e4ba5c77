"""How English text quotes people: quotation marks, verbs of speech, and the names of speakers.

`marks` finds the quotations of a text, `english` holds the word lists of `data/reading.toml` and what they
show, `speakers` reads labels and attributions, `attribution` the grammar of a sentence that says who
speaks, and `prose` puts them together for ordinary text.
"""
