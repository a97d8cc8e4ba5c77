"""A sentence of narration: its groups of words, and what they name."""

from __future__ import annotations

from analysis.speech import english
from analysis.speech.people import Name, People, names
from analysis.speech.sources import Source, is_noun, is_role, person_source
from analysis.speech.tokens import QUOTE, Token, tokens, without_ending

# Pronouns for several people: "many", "some said".
SOME = frozenset(
    (
        "some",
        "many",
        "most",
        "several",
        "both",
        "those",
        "few",
        "others",
        "all",
        "another",
        "one",
        "two",
        "three",
    )
)
# Words over which no group of words reaches: "told the forum HE said", "IN Ohio Berg said".
BREAKS = english.PREPOSITIONS | english.CONJUNCTIONS | english.RELATIVES | english.AUXILIARIES
# Words before the first phrase of a sentence: "And then, on Monday".
_LEADING = english.DAYS | (english.ADVERBS - english.PREPOSITIONS) | {",", "and", "but", "so"}
# Words that name nothing without others.
_NO_SOURCES = english.DAYS | english.ADVERBS | english.DETERMINERS
# "the head of the union", but not "Berg about Lima"
_JOINING = frozenset(("of", "for", "at", "from", "in", "on", "by", "with", "to"))
_OWNERS = {"his": "m", "her": "f"}
_LONGEST = 40  # words of a group: "the former deputy head of the agency who …" has about 20


class Sentence:
    """A sentence of narration in tokens, in which the quotations are QUOTE."""

    def __init__(self, text: str, people: People, endings: str = "") -> None:
        self.text = text
        self.people = people
        self.tokens: list[Token] = tokens(text)
        self.names: list[Name] = names(self.tokens)
        self._begins = {name.begin: name for name in self.names}
        quotes = [token.place for token in self.tokens if token.text == QUOTE]
        # The last character of each quotation.
        self.endings = dict(zip(quotes, endings, strict=False))
        self.opening = self._opening()

    def low(self, at: int) -> str:
        """The word at a place in lowercase, "" outside the sentence."""
        if 0 <= at < len(self.tokens):
            return self.tokens[at].low
        return ""

    def lows(self, begin: int, end: int) -> list[str]:
        """The words from one place to another in lowercase."""
        return [token.low for token in self.tokens[max(begin, 0) : max(end, 0)]]

    def capital(self, at: int) -> bool:
        """Whether a word at a place begins with an uppercase letter."""
        return 0 <= at < len(self.tokens) and self.tokens[at].capital

    def owns(self, at: int) -> bool:
        """Whether a word at a place has a possessive ending."""
        return 0 <= at < len(self.tokens) and self.tokens[at].owns

    def slice(self, begin: int, end: int) -> str:
        """The sentence's text from one token to another."""
        begin, end = max(begin, 0), min(end, len(self.tokens))
        if begin >= end:
            return ""
        return self.text[self.tokens[begin].start : self.tokens[end - 1].end]

    def pauses(self, at: int) -> bool:
        """Whether a token is a quotation after which its speaker may be named: “…,” – “…?”"""
        return self.endings.get(at, "") in tuple(",?!…—–-")

    # --- what words name ---

    def source(self, begin: int, end: int) -> Source | None:
        """What the words of a group name: a person, a role, a thing, or None for no source."""
        words = self.tokens[begin:end]
        lows = self.lows(begin, end)
        if not any(word.text[0].isalpha() for word in words):
            return None
        if len(words) == 1:
            text = words[0].text
            low = lows[0]
            if low in english.PRONOUNS:
                return Source(text, "pronoun", sex=english.PRONOUNS[low])
            if low in SOME:
                return Source(text, "group")
        if _NO_SOURCES.issuperset(lows):
            return None
        text = self.slice(begin, end)
        if self._joins(begin, end):
            return Source(text, "group")

        head = self._head(begin, end)
        if head < end:
            # In "a spokesman for Berg" and "the sign on Elm Street" the first noun is the source.
            source = self.source(begin, head)
            return source and Source(text, source.kind, sex=source.sex)
        return self._named(begin, end) or self._described(begin, end)

    def _joins(self, begin: int, end: int) -> bool:
        """Whether two names are joined by "and": *Lima and Berg*."""
        for at in range(begin + 1, end - 1):
            if self.low(at) == "and" and self.capital(at - 1) and self.capital(at + 1):
                return True
        return False

    def _head(self, begin: int, end: int) -> int:
        """Where the first noun of a group ends, if a preposition follows it; else its end."""
        for at in range(begin + 1, end):
            if self.low(at) not in english.PREPOSITIONS:
                continue
            before = at - 1
            low = self.low(before)
            if low in english.LINKS:
                # "a person familiar with the matter"
                return max(before, begin + 1)
            if low in english.DETERMINERS:
                return at
            if is_noun(low) and not self.capital(before):
                return at
        return end

    def _named(self, begin: int, end: int) -> Source | None:
        """The person of a group, or a name that may be a person's."""
        # In "Berg's campaign manager Ana Lima" the person comes after the possessive.
        owner = begin - 1
        for at in range(begin, end - 1):
            if self.owns(at):
                owner = at
        inside = []
        for at in range(owner + 1, end):
            name = self._begins.get(at)
            if name and name.end <= end:
                inside.append(name)

        for name in reversed(inside):
            if name.body:
                continue
            # "the Berg campaign", "a narrator in the Berg ad" are not Berg.
            if name.end < end and is_noun(self.low(name.end)):
                break
            person = self.people.find(name)
            if person and not name.owns:
                return Source(self.slice(begin, end), "person", person, person.sex)

        if owner >= begin or self.low(begin) in english.DETERMINERS:
            return None
        # "Kwame Boateng sat", "Last year Boateng said": only the name.
        for name in inside[:1] + inside[-1:]:
            length = len(name.words)
            # "Fjord Line spokesman Ole Brandt": the first name is that of the company.
            if name.end < end and is_role(self.low(name.end)):
                continue
            if not length or name.body:
                continue
            if length == 1 and is_noun(self.low(name.begin)):
                continue
            whole = name.begin == begin and (length > 1 or begin > 0)
            if whole or name.end == end:
                text = self.slice(name.begin, name.end)
                return Source(text, "name")
        return None

    def _described(self, begin: int, end: int) -> Source:
        """The source of a group by its last word: a role, several people, a thing."""
        text = self.slice(begin, end)
        last = self.low(end - 1)

        if last in english.PLURALS or (is_role(last) and last not in english.ROLES):
            return Source(text, "group")
        if is_role(last):
            return Source(text, "role", sex=english.SEXED_ROLES.get(last, ""))
        if is_noun(last):
            return Source(text, "thing")
        return Source(text, "")

    # --- where groups of words begin and end ---

    def _stops(self, at: int) -> bool:
        """Whether no group of words reaches over a place."""
        token = self.tokens[at]
        if not token.word or token.low in english.PRONOUNS:
            return True
        low = token.low
        if token.capital:
            return at == 0 and low in BREAKS
        if low in BREAKS:
            return True
        return low in english.VERBS and not is_noun(low)

    def group_before(self, end: int) -> int:
        """Where the group of words that ends before a place begins."""
        begin = end
        first = max(0, end - _LONGEST)
        while begin > first and not self._stops(begin - 1):
            begin -= 1
            if self.low(begin) in english.DETERMINERS and not self.owns(begin):
                break
        return self._longer(begin, end)

    def _longer(self, begin: int, end: int) -> int:
        """Where a group begins that a preposition or "and" joins to the words before it."""
        link = begin - 1
        last = begin - 2
        if last < 0 or self._stops(last) or self.owns(last):
            return begin
        low = self.low(last)
        capital = self.capital(last)
        linking = self.low(link)

        if linking in english.PREPOSITIONS:
            # "a spokesman for Berg said", "a person familiar with the matter said"
            if low in english.LINKS or (is_noun(low) and not capital):
                return self.group_before(link)
            if capital and linking in ("of", "for"):
                # "the Bank of England said", but "Secretary of State Ana Berg said".
                source = self.source(begin, end)
                if source is None or not source.person:
                    return self.group_before(link)

        if linking == "and" and capital and self.capital(begin):
            # "Lima and Berg said" at the beginning of a clause, but not "Lima won and Berg said".
            first = self.group_before(link)
            if self.low(first - 1) in ("", ",", QUOTE):
                return first
        return begin

    def group_after(self, begin: int) -> int:
        """Where the group of words that begins at a place ends."""
        if self.low(begin) in english.PRONOUNS:
            return begin + 1

        last = min(begin + _LONGEST, len(self.tokens))
        for end in range(begin, last):
            if self._stops(end):
                return end
            if end > begin and self._acts(end):
                return end
        return last

    def _acts(self, at: int) -> bool:
        """Whether a word after a name or a noun is a verb that is not in the lists: *Berg tore*."""
        low = self.low(at)
        before = at - 1
        after = at + 1
        if self.capital(at) or is_noun(low) or self.owns(before):
            return False
        previous = self.low(before)
        if previous in english.DETERMINERS or low in english.PARTICLES:
            return False
        named = self.capital(before)
        if named and low.endswith(("ed", "s")):
            return True
        # "Ohio health director Ana Berg", but "Berg tore into", "the mayor tore up"
        if self.capital(after) or is_noun(self.low(after)):
            return False
        return named or is_noun(previous)

    def reach(self, begin: int) -> Source | None:
        """The source whose words begin at a place, with the words after "of" or "for"."""
        end = self.group_after(begin)
        source = self.source(begin, end)
        link = end
        if self.low(end) in english.LINKS:
            link += 1
        if self.low(link) not in _JOINING:
            return source

        joined = link + 1
        if source is None:
            if self.low(begin) not in english.DETERMINERS:
                return None
            # "one of the workers"
            last = self.group_after(joined)
            return Source(self.slice(begin, last), "role")
        if source.kind in ("person", "name", "pronoun"):
            return source
        last = self.group_after(joined)
        if last == joined:
            return source
        return Source(self.slice(begin, last), source.kind, sex=source.sex)

    # --- the subject ---

    def _opening(self) -> int:
        """Where the sentence begins after phrases that lead to its subject."""
        begin = 0

        # "On Monday, in Ohio, while on a trip, Berg said": three phrases are the most.
        for _ in range(4):
            low = self.low(begin)
            if low in _LEADING:
                begin += 1
                continue
            leads = low in BREAKS or low.endswith("ing") or low in english.VERBS
            if not leads or low in english.PRONOUNS:
                break
            lows = self.lows(begin, len(self.tokens))
            if "," not in lows:
                break
            begin += lows.index(",") + 1
        return begin

    def main(self, limit: int) -> Source | None:
        """The subject of the sentence, if before a place."""
        begin = self.opening
        if begin >= limit:
            return None
        source = self.reach(begin)
        # "Asked about it, …" without a comma
        if self.low(begin) in english.VERBS:
            return None
        # One capitalised word at the beginning of a sentence can be any word.
        if source and source.kind == "name" and begin == 0 and " " not in source.text:
            return Source(source.text, "")
        return source

    def owner(self, at: int) -> Source | None:
        """Whose what follows a place is: *Berg's*, *his*."""
        sex = _OWNERS.get(self.low(at), "")
        if sex:
            return Source(self.tokens[at].text, "pronoun", sex=sex)
        if not self.owns(at):
            return None

        end = at + 1
        for name in self.names:
            if name.end != end:
                continue
            person = self.people.find(name)
            if person:
                return person_source(person)
        words = self.slice(self.group_before(end), end)
        return Source(without_ending(words), "thing")
