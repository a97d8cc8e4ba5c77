"""The main theme of a highlight, the codebook for news, and which codebook fits."""

import pandas as pd
import pytest

from analysis import inputs, schema, themes
from analysis.__main__ import main
from tests.make import highlights

# Made-up headlines, one for each topic of the codebook that the rule can propose
NEWS = {
    "macroeconomics": "Central Bank Raises Interest Rates As Inflation Grows",
    "civil-rights": "Court Hears Discrimination Case On Voting Rights",
    "health": "Hospitals Run Short Of A Cancer Drug",
    "agriculture": "Farmers Lose Half The Harvest To Frost",
    "labour": "Union Calls A Walkout Over Wages",
    "education": "Teachers Want Smaller Classes In Every School",
    "environment": "Climate Report Urges Deeper Cuts In Emissions",
    "energy": "Electricity From Wind Overtakes Coal",
    "immigration": "Asylum Seekers Wait Longer As Deportations Stall",
    "transport": "Airlines Cancel Flights At Three Airports",
    "law-and-crime": "Jury Convicts Two In Robbery And Murder",
    "social-welfare": "Food Stamps Reach Fewer In Poverty",
    "housing": "Tenants Fight Landlord Over Rent",
    "commerce": "Merger Of Two Retailers Lifts The Stock Market",
    "defence": "Pentagon Sends More Troops To The Base",
    "technology": "Astronauts Repair The Space Station's Computers",
    "foreign-trade": "Tariffs On Steel Imports Test The Trade Agreement",
    "international-affairs": "France And Germany Recall Their Ambassadors",
    "government-operations": "Republicans And Democrats Choose Nominees In Primaries",
    "public-lands": "Tribe Sues Over Logging In A National Forest",
    "state-and-local-government": "Governor And Mayor Clash Over City Hall Jobs",
    "weather-and-disasters": "Hurricane And Floods Leave Towns Without Roofs",
    "fires": "Explosion And Fire Destroy A Warehouse",
    "arts": "Opera And Ballet Share A New Theater",
    "sport": "Baseball Season Opens With A Home Run",
    "deaths": "Ana Lima, 91, Singer, Dies",
    "religion": "Bishops And Rabbis Pray Together In The Church",
}


@pytest.mark.parametrize("topic", NEWS)
def test_main_of_news(topic):
    found = themes.main(highlights((NEWS[topic], "")), codebook="news")
    assert found.loc[0, "theme"] == topic


def test_main_knows_every_topic_of_the_codebook_but_other():
    book = themes.codebook("news")
    assert [*NEWS, "other"] == sorted(book.themes["theme"], key=[*NEWS, "other"].index)
    for column in ("label", "definition", "use", "example", "counterexample"):
        assert book.themes[column].str.len().gt(0).all(), column


def test_main_counts_a_cue_once_in_a_voice_and_lets_the_headline_decide(tmp_path):
    path = tmp_path / "b.toml"
    entry = '[[theme]]\nid = "{0}"\nlabel = "{0}"\ndefinition = "x"\ncues = ["{1}", "{2}"]\n'
    path.write_text(entry.format("a", "cod", "eel") + entry.format("b", "oak", "elm"), "utf-8")
    texts = highlights(
        ("Oak", "Cod, cod."), ("", "Oak and cod."), ("", "Elm, oak, cod cod cod."), ("Rain", "")
    )
    found = themes.main(texts, codebook=path)
    assert found[["theme", "score", "second", "cues"]].values.tolist() == [
        ["b", 1, "a", "Oak"],
        ["", 1, "b", "cod"],
        ["b", 2, "a", "Elm; oak"],
        ["", 0, "", ""],
    ]


def test_coverage_says_what_fits_better_where_most_carry_no_theme():
    sport = highlights(
        ("Baseball Season Opens", ""), ("Hockey Team Wins Series", ""), ("Sanctions", "")
    )
    said = themes.coverage(sport)
    assert said.startswith("2 of 3 highlights carry none of the 14 themes of world-affairs. The")
    assert 'The codebook news codes 3: codebook = "news"; or write your own' in said
    assert themes.coverage(sport, codebook="news") == (
        "All 3 highlights carry at least one of the 28 themes of news."
    )
    nothing = themes.coverage(highlights(("Xyzzy", "")), codebook="news")
    assert nothing.startswith("1 of 1 highlight carries none of the 28 themes of news. Charts of")
    assert themes.coverage(schema.empty("highlights")).startswith("0 of 0 highlights carry none")


def test_fit_has_the_better_codebook_first():
    found = themes.fit(highlights(("Baseball Season Opens", ""), ("Sanctions", "")))
    assert found[["codebook", "coded", "n"]].values.tolist() == [
        ["news", 2, 2],
        ["world-affairs", 1, 2],
    ]
    assert themes.fit(schema.empty("highlights")).empty


def test_main_of_no_highlights():
    none = themes.main(schema.empty("highlights"), codebook="news")
    pd.testing.assert_frame_equal(none, schema.empty("main"))


def test_the_command_knows_the_bundled_codebooks_and_writes_the_template(tmp_path, capsys):
    assert inputs.paths({"codebook": "news"}) == {"codebook": "news"}
    target = tmp_path / "mine.toml"
    assert main(["--codebook-template", str(target)]) == 0
    assert target.read_text("utf-8") == themes.template()
    assert main(["--codebook-template", str(target)]) == 1
    assert "already there; give another name" in capsys.readouterr().err


def test_the_command_says_how_many_highlights_carry_no_theme(tmp_path):
    article = tmp_path / "sport.md"
    article.write_text(
        "# Sport\n\n**Baseball Season Opens:**\n\n“We play baseball.”\n\n**Hockey Is Back:**\n\n“We skate.”\n",
        "utf-8",
    )
    lines = inputs.check({"article": str(article)}).lines
    assert any(line.startswith("2 of 2 highlights carry none of the 14") for line in lines)


def test_command_names_the_bundled_codebooks(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="the bundled codebooks are world-affairs, news"):
        inputs.paths({"codebook": "agenda"})
