"""How English text quotes people: quotation marks, verbs of speech, and the names of speakers.

`marks` finds the quotations of a text, `english` holds the word lists of `data/reading.toml` and
what they show, `speakers` reads labels and attributions, and `only_speaker` finds the one person
who speaks throughout. `prose` reads ordinary text: `sentences` cuts it, `tokens` and `sentence`
know words and groups of words, `people` the names, `sources` who can speak, `subjects` whose words
a verb introduces, `claims` the words of speech, `memory` whom a pronoun means, `terms` the marked
words that nobody says, and `attribution` who says a quotation.
"""
