"""The French chain: from a text as people type it to the terms that are indexed and compared.

Order (each step is why the next one works): NFC, cut into words with both apostrophes and every hyphen,
elisions dropped, inclusive endings cut back to their base, dotted acronyms joined, prefixes glued, accents
folded, stop words dropped, irregular forms and feminines levelled, Snowball. Every token keeps its place in
the NFC text, so that the words shown are the words typed.
"""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from search_index.french import (
    ACRONYMS_LIKE_STOP_WORDS,
    GLUED_PREFIXES,
    INCLUSIVE_ENDINGS,
    IRREGULAR,
    MEANINGFUL_WHEN_FOLDED,
    OWN_TERMS,
    STOP_WORDS,
)

ANALYSIS_VERSION = "french-2"
MAX_TERM_LENGTH = 40

_APOSTROPHES = "'’ʼ‘´`′"
_HYPHENS = "-‐‑‒–"
_JOINTS = "·•‧∙⋅." + re.escape(_HYPHENS)
_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    rf"(?P<acronym>(?<!\w)(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?)"
    rf"|(?P<elision>(?<!\w)(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quoiqu)[{_APOSTROPHES}](?=\w))"
    rf"|(?P<word>[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*)"
    rf"(?P<inclusive>(?:[{_JOINTS}](?:{INCLUSIVE_ENDINGS}))+(?![\w{re.escape(_HYPHENS)}])|\((?:{INCLUSIVE_ENDINGS})\)s?(?!\w))?",
    re.IGNORECASE,
)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_MARKS = re.compile(r"[\u0300-\u036f]")
_stemmers = threading.local()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text: `term` is compared, `surface` is shown, `start`/`end` point into the NFC text."""

    term: str
    surface: str
    start: int
    end: int


def normalize(text: str) -> str:
    """The NFC form: the only text to which the offsets of `analyze` apply."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Lower case, ligatures opened, apostrophes and accents gone."""
    opened = word.lower().translate(_LIGATURES)
    bare = _MARKS.sub("", unicodedata.normalize("NFD", opened))
    return "".join(letter for letter in bare if letter not in _APOSTROPHES)


def analyze(text: str) -> list[Token]:
    """The terms of a text in order, without its stop words."""
    return [token for token in _tokens(normalize(text)) if token.term]


def terms_of(text: str) -> list[str]:
    """The terms alone, when their place does not matter."""
    return [token.term for token in analyze(text)]


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    previous = ""
    for match, start, end, word in _glue_prefixes(text):
        term = "" if len(word) > MAX_TERM_LENGTH else _term(word, previous == "nous")
        tokens.append(Token(term, text[start:end], start, end))
        previous = "nous" if match["acronym"] is None and word.lower() == "nous" else ""
    return tokens


def _glue_prefixes(text: str) -> list[tuple[re.Match[str], int, int, str]]:
    """Words with their bounds; « co-construction » comes as one word, « mise-en-relation » as three."""
    found: list[tuple[re.Match[str], int, int, str]] = []
    for match in _WORD.finditer(text):
        if match["elision"]:
            continue
        word, start = (match["acronym"] or match["word"]).replace(".", ""), match.start()
        if (
            found
            and found[-1][2] == start - 1
            and text[start - 1] in _HYPHENS
            and fold(found[-1][3]) in GLUED_PREFIXES
        ):
            _, start, _, prefix = found.pop()
            word = prefix + word
        found.append((match, start, match.end(), word))
    return found


@lru_cache(maxsize=100_000)
def _term(word: str, follows_nous: bool) -> str:
    folded = fold(word)
    if is_stop_word(word):
        return ""
    if folded in OWN_TERMS:
        return OWN_TERMS[folded]
    if follows_nous and len(folded) > 5 and folded.endswith("ons"):
        folded = folded[:-3] + "er"
    return _stem(_level(IRREGULAR.get(folded, folded)))


def is_stop_word(word: str) -> bool:
    """True for words that carry no subject; « CA » does, « ça » does not."""
    lowered = word.lower()
    if lowered in STOP_WORDS:
        return not (word.isupper() and lowered in ACRONYMS_LIKE_STOP_WORDS)
    return lowered not in MEANINGFUL_WHEN_FOLDED and len(lowered) == 1 and lowered.isalpha()


_ENDINGS = (
    (re.compile(r"(?<=.{3})ees?$"), "e"),
    (re.compile(r"(?<=.{3})aux$"), "al"),
    (re.compile(r"(?<=.{2})trices?$"), "teur"),
    (re.compile(r"(?<=.{3})euses?$"), "eur"),
    (re.compile(r"(?<=.{2})ieres?$"), "ier"),
    (re.compile(r"(?<=.{3})eres?$"), "er"),
    (re.compile(r"(?<=.{3})ives?$"), "if"),
    (re.compile(r"(?<=.{3})ifs$"), "if"),
)


def _level(word: str) -> str:
    """Feminines and plurals in -aux brought back to one form."""
    if word.endswith("eaux"):
        return word[:-1]
    for pattern, base in _ENDINGS:
        if pattern.search(word):
            return pattern.sub(base, word)
    return word


def _stem(word: str) -> str:
    if len(word) == 4 and word.endswith("s"):  # Snowball leaves the plural of « élu » alone
        word = word[:-1]
    if len(word) < 4 or any(character.isdigit() for character in word):
        return word
    stemmer = getattr(_stemmers, "french", None)
    if stemmer is None:  # a PyStemmer object is not safe between threads
        stemmer = _stemmers.french = Stemmer.Stemmer("french", 0)
    return str(stemmer.stemWord(word))
