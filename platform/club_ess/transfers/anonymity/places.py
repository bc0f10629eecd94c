"""Names of places that tell a commune: those of m2A however written, the main others when written as names."""

from collections.abc import Iterator
from functools import cache

from club_ess.reference.communes import communes
from club_ess.reference.tables import rows
from club_ess.reference.zones import zones
from club_ess.transfers.anonymity.words import Phrase, Span, find_phrases, phrase, words

SHORTENED = ("Brunstatt", "Didenheim", "Morschwiller", "Steinbrunn")
QUARTERS = ("Bourtzwiller", "Dornach", "Rebberg", "Drouot", "Nordfeld", "Haut-Poirier", "Île Napoléon")
ALLOWED = ("Mulhouse Alsace Agglomération", "Mulhouse Agglomération", "agglomération de Mulhouse")
MAIN = 5000
SHORTEST = 4
ORDINARY = {"Lutter"}


@cache
def local_places() -> frozenset[Phrase]:
    """Communes and quarters of the agglomeration, told by their name in any writing."""
    names = [commune.name for commune in communes().values() if commune.is_m2a]
    return frozenset(phrase(name) for name in (*names, *SHORTENED, *QUARTERS))


@cache
def other_places() -> frozenset[Phrase]:
    """Communes of Haut-Rhin, and those of the Grand Est above 5,000 people: told when written with a capital letter."""
    return frozenset(phrase(name) for name in _main_names()) - local_places()


def _main_names() -> Iterator[str]:
    for row in rows("communes_grand_est"):
        is_main = row["departement"] == "68" or int(row["population"]) >= MAIN
        if is_main and len(row["nom"]) >= SHORTEST and row["nom"] not in ORDINARY:
            yield row["nom"]


@cache
def allowed_places() -> frozenset[Phrase]:
    """What a teaser may say although it holds the name of a commune."""
    return frozenset(phrase(name) for name in (*ALLOWED, *zones().values()))


@cache
def _postcodes() -> frozenset[str]:
    return frozenset(code for commune in communes().values() for code in commune.postcodes)


def find_allowed_places(text: str) -> Iterator[Span]:
    for run in find_phrases(list(words(text)), allowed_places()):
        yield run[0].start, run[-1].end


def find_places(text: str) -> Iterator[Span]:
    """Communes, quarters and postcodes."""
    spoken = list(words(text))
    for run in find_phrases(spoken, local_places() | other_places()):
        if run[0].is_capitalised or tuple(word.stem for word in run) in local_places():
            yield run[0].start, run[-1].end
    yield from ((word.start, word.end) for word in spoken if word.stem in _postcodes())
