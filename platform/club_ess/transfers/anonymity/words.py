"""A text as words that compare as people do: without case, accents, ligatures or final plural."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from club_ess.organizations.names import sort_key
from club_ess.reference.legal import legal_forms
from club_ess.reference.sectors import naf_labels
from club_ess.reference.skills import skill_labels

Span = tuple[int, int]
Phrase = tuple[str, ...]

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
LONGEST = 12
HIDDEN = "|"
SAME = {"st": "saint", "ste": "sainte"}
WORDS = Path(__file__).with_name("ordinary_words.txt")
"""Stems found at least five times in sample texts of the club and ROME's skills (France Travail, LO 2.0); no names."""


@dataclass(frozen=True)
class Word:
    """A word of a text: its folded `stem`, and where it stands in the text."""

    stem: str
    start: int
    end: int
    is_capitalised: bool
    is_sigle: bool


def clean(text: str) -> str:
    """The same text in plain forms: no invisible character, no wide digit, one kind of space."""
    return unicodedata.normalize("NFKC", text).translate(INVISIBLE)


def words(text: str) -> Iterator[Word]:
    for found in re.finditer(r"[^\W_]+", text):
        raw = found[0]
        if key := stem(raw):
            yield Word(key, found.start(), found.end(), raw[0].isupper(), len(raw) > 1 and raw.isupper())


def stem(word: str) -> str:
    key = sort_key(word).replace(" ", "")
    key = SAME.get(key, key)
    return key[:-1] if len(key) > 4 and key[-1] in "sx" else key


def phrase(name: str) -> Phrase:
    return tuple(word.stem for word in words(name))


def find_phrases(spoken: list[Word], wanted: Iterable[Phrase]) -> Iterator[list[Word]]:
    """Runs of words that make a wanted phrase, the longest one at each place; they never overlap."""
    by_first: dict[str, list[Phrase]] = {}
    for one in sorted(filter(None, wanted), key=len, reverse=True):
        by_first.setdefault(one[0], []).append(one)
    at = 0
    while at < len(spoken):
        stems = tuple(word.stem for word in spoken[at:at + LONGEST])
        hit = next((one for one in by_first.get(stems[0], ()) if stems[:len(one)] == one), None)
        if hit:
            yield spoken[at:at + len(hit)]
        at += len(hit) if hit else 1


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with these spans hidden; everything else stays where it was."""
    for start, end in spans:
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text


@cache
def ordinary_words() -> frozenset[str]:
    """Stems that name nobody: the vocabulary of sectors, legal forms and skills, and the usual words of such texts."""
    labels = (*naf_labels().values(), *legal_forms().values(), *skill_labels())
    usual = WORDS.read_text(encoding="utf-8").split()
    return frozenset(usual) | {word.stem for label in labels for word in words(label)}
