"""Names in a text: a structure's, whole, by its distinctive words or by its initials; people's."""

from collections.abc import Iterable, Iterator

from club_ess.organizations.names import ARTICLES, FORMS
from club_ess.transfers.anonymity.words import Span, Word, find_phrases, ordinary_words, stem, words

SHORTEST = 4
SHORTEST_SIGLE = 3
SMALL = ARTICLES | {"a", "au", "aux", "en", "et", "pour", "par", "sur", "un", "une", "the", "and"}
COMMON_SIGLES = FORMS | {
    "aci", "aipp", "cae", "cdd", "cddi", "cdi", "cuma", "dla", "eat", "eirl", "ess", "esus", "eti", "etp", "etti",
    "eurl", "geiq", "gie", "iae", "naf", "pme", "rse", "sasu", "sci", "siae", "snc", "tpe", "tva",
}


def find_names(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Legal forms and ordinary words of a name are left alone, unless the whole name is said."""
    spoken = [word for word in words(text) if word.stem not in SMALL]
    cores = [core for name in names if (core := _core(name))]
    for run in find_phrases(spoken, [tuple(word.stem for word in core) for core in cores]):
        if len(run) > 1 or run[0].is_capitalised or not _is_ordinary(run[0]):
            yield run[0].start, run[-1].end
            spoken = [word for word in spoken if not run[0].start <= word.start < run[-1].end]
    telling = {word.stem for core in cores for word in core if _is_long(word) and not _is_ordinary(word)}
    sigles = {sigle for core in cores for sigle in _sigles(core)} - COMMON_SIGLES
    for word in spoken:
        if word.stem in telling or (word.is_sigle and word.stem in sigles):
            yield word.start, word.end


def find_people(text: str, people: Iterable[str]) -> Iterator[Span]:
    """First names, and family names that are ordinary words, are told by their capital letter."""
    anyhow, capitalised = set(), set()
    for person in people:
        for word in (parts := list(words(person))):
            if _is_long(word) and word is parts[-1] and not _is_ordinary(word):
                anyhow.add(word.stem)
            elif word.end - word.start >= SHORTEST - 1:
                capitalised.add(word.stem)
    for word in words(text):
        if word.stem in anyhow or (word.is_capitalised and word.stem in capitalised):
            yield word.start, word.end


def _core(name: str) -> list[Word]:
    """The words of a name that are not its legal form or small words."""
    return [word for word in words(name) if word.stem not in SMALL | FORMS]


def _sigles(core: list[Word]) -> Iterator[str]:
    """Initials of the name, and sigles that it holds."""
    if len(core) >= SHORTEST_SIGLE:
        yield stem("".join(word.stem[0] for word in core))
    yield from (word.stem for word in core if word.is_sigle and word.end - word.start >= SHORTEST_SIGLE)


def _is_long(word: Word) -> bool:
    return word.end - word.start >= SHORTEST


def _is_ordinary(word: Word) -> bool:
    return word.stem in ordinary_words()
