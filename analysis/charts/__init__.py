"""Charts: a table in, Axes out; the title is what the numbers say.

Every function takes its table first and `ax`, `source`, `title`, `size` by name, draws in the house style whatever the
user's own settings are, and leaves on the figure what `export` needs. Nothing is written here.
"""
