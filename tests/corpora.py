"""Folders of articles written for the tests: in several shapes, with dates in the text or in a documents.csv."""

from pathlib import Path

ARTICLES = {
    "2019-harbour.md": """# The Harbour Speech

By Mara Lind

#### On Norway And The Sea:

“Norway and Iceland share one sea. We fish in it together, and we signed a treaty on it in Oslo.”

#### No Sanctions On Fish:

“Sanctions on fish help nobody. Norwegian boats are welcome, and so are those from Denmark.”
""",
    "2020-budget.txt": """The Budget Speech

1. On Taxes

"We spend less than Denmark and more than Iceland. That is a fact."

2. On The Vaccine

"The vaccine is bought. Iceland helped, Denmark helped, and a vaccine from Germany is on its way."
""",
    "2021-summit.md": """# The Summit In Short

**On the European Union**

> “The European Union is a neighbour. Brussels decides for Germany and France, not for us.”

**On missiles**

> “No missiles will stand here, neither American ones nor others. Washington knows that.”
""",
    "undated-letter.html": """<html><head><title>A Letter</title></head><body><h1>A Letter</h1>
<h4>To Iceland:</h4><p>“Dear friends in Reykjavik, the election is yours, and nobody will meddle in it.”</p>
<h4>To Norway:</h4><p>“Norway, thank you for the vaccine.”</p></body></html>
""",
}
DOCUMENTS = """document,title,date,publisher
2019-harbour,The Harbour Speech,2019-06-02,The Paper
2020-budget,The Budget Speech,2020-11-20,The Paper
2021-summit,The Summit In Short,2021-01-15,The Other Paper
"""
BROKEN = "Nothing here but a note to myself: buy bread, call Ann.\n"


def small(folder: Path) -> Path:
    """Four documents, one of them without a date, and a file that is no article."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "documents.csv").write_text(DOCUMENTS, encoding="utf-8")
    (folder / "notes.txt").write_text(BROKEN, encoding="utf-8")
    return folder


def large(folder: Path, count: int = 120) -> Path:
    """Many documents of two highlights, one a week."""
    folder.mkdir(parents=True, exist_ok=True)
    places = ("France", "Italy", "Spain", "Norway", "Chile", "Kenya")
    rows = ["document,title,date"]
    for i in range(count):
        here, there = places[i % 6], places[i // 6 % 6]
        (folder / f"speech-{i:03d}.md").write_text(
            f"# Speech {i}\n\n#### On {here}:\n\n“{here} is near, and case {i} is closed. The {here} vaccine works.”\n\n"
            f"#### On Sanctions:\n\n“Sanctions on {there} end in year {i}. No more sanctions, I say.”\n",
            encoding="utf-8",
        )
        rows.append(
            f"speech-{i:03d},Speech {i},{2018 + i // 48}-{i // 4 % 12 + 1:02d}-{i % 4 * 7 + 1:02d}"
        )
    (folder / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


FIRST = ("Ana", "Ben", "Chidi", "Dora", "Emil", "Fatima", "Goran", "Hana")
LAST = ("Lima", "Roy", "Okafor", "Novak", "Silva")
THEMES = (
    "Sanctions hurt our farmers, and more sanctions will not bring peace to {place}.",
    "The vaccine reached {place} late, and {other} paid for it.",
    "A treaty with {place} limits missiles, and {other} signed the treaty too.",
    "Elections in {place} are fair, and nobody from {other} meddled in the elections.",
    "Gas prices rose in {place} and in {other}, and the climate does not wait.",
)


def speakers(path: Path) -> Path:
    """One page on which forty people speak twice each, every one under a headline."""
    places = ("France", "Italy", "India", "Norway", "Chile", "Kenya", "Germany", "Japan", "Brazil")
    parts = ["# What Forty Delegates Said\n"]
    for turn in range(80):
        name = f"{FIRST[turn % 8]} {LAST[turn // 8 % 5]}"
        place, other = places[turn % 9], places[(turn * 2 + 1) % 9]
        said = THEMES[turn % 5].format(place=place, other=other)
        parts.append(f"## {name} On {place}\n\n{name}: “{said} {said.lower().capitalize()}”\n")
    path.write_text("\n".join(parts), encoding="utf-8")
    return path
