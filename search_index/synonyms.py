"""Acronyms of the social economy and their full names, weighed below the words people typed.

An acronym is opened only where it is written in capitals. One that has several readings (VAE, CA, ERP…) is
opened only when another word of its full name stands in the same text. A full name met in a text also
brings its acronym.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from search_index.analyzers import Token, terms_of
from search_index.phrases import PhraseTable
from search_index.tables import read_table

# Capitals that are also French words, regions or other acronyms, beyond those the table lists twice.
_AMBIGUOUS = """
    AI AG AMI AO BP CA CAC CAE CAF CAT CDC CIS CMA CP CSC EA EBE EI ERP ETI FT GIE IA IS ISO ML MAM OFS PAT
    PEC REP RP SAS SI SIG SST TIS UI VAE VRAC
"""
AMBIGUOUS = frozenset(_AMBIGUOUS.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of an acronym, as terms."""

    acronym: str
    terms: tuple[str, ...]


@lru_cache(maxsize=1)
def _readings() -> dict[str, list[Reading]]:
    readings: dict[str, list[Reading]] = defaultdict(list)
    for row in read_table("ess_sigles_synonymes"):
        acronym = row["sigle"]
        if acronym and " " not in acronym:
            readings[acronym.upper()].append(Reading(acronym, tuple(terms_of(row["developpe"]))))
    return dict(readings)


@lru_cache(maxsize=1)
def _full_names() -> PhraseTable[str]:
    phrases: PhraseTable[str] = PhraseTable()
    for readings in _readings().values():
        for reading in readings:
            acronym = terms_of(reading.acronym)
            if len(reading.terms) > 1 and len(acronym) == 1:
                phrases.add(reading.terms, acronym[0])
    return phrases


def expansions(tokens: Sequence[Token]) -> set[str]:
    """Terms the text means without writing them; never one it already has."""
    written = {token.term for token in tokens}
    found = {acronym for _, _, acronym in _full_names().find([token.term for token in tokens])}
    for token in tokens:
        if token.surface.isupper() and len(token.surface) > 1:
            found.update(_open(token.surface.replace(".", ""), written))
    return found - written


def _open(acronym: str, written: set[str]) -> set[str]:
    readings = _readings().get(acronym, [])
    if len(readings) > 1 or acronym in AMBIGUOUS:
        readings = [reading for reading in readings if written.intersection(reading.terms)]
    return {term for reading in readings for term in reading.terms}
