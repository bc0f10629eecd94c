"""Skills of the thesaurus, recognised in what people chose and in what they wrote."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search_index.analyzers import Token, fold, terms_of
from search_index.phrases import PhraseTable
from search_index.tables import read_table

WRITTEN_IN_WORDS = 0.8  # « tenue des comptes » in the text
WRITTEN_IN_ONE_WORD = 0.4  # « recrutement », « RGPD »: the skill's own label, or an acronym


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill people can choose; `rome` are the nearest trades, not equivalents."""

    id: str
    label: str
    family: str
    rome: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Thesaurus:
    by_id: dict[str, Skill]
    by_label: dict[str, Skill]
    phrases: PhraseTable[tuple[Skill, str]]


@lru_cache(maxsize=1)
def _thesaurus() -> _Thesaurus:
    thesaurus = _Thesaurus({}, {}, PhraseTable())
    for row in read_table("thesaurus_competences"):
        rome = tuple(filter(None, row["codes_rome"].split("|")))
        skill = Skill(row["id"], row["competence"], row["famille"], rome)
        thesaurus.by_id[skill.id] = skill
        for label in [skill.label, *filter(None, row["synonymes"].split("|"))]:
            thesaurus.by_label.setdefault(fold(label), skill)
            terms = terms_of(label)
            if len(terms) > 1 or label == skill.label or label.isupper():
                thesaurus.phrases.add(terms, (skill, _singular(label)))
    return thesaurus


def skill_of(identifier: str) -> Skill | None:
    """The skill of an identifier met in a profile; None for a label of one's own."""
    return _thesaurus().by_id.get(identifier)


def skill_label(identifier: str) -> str:
    """What to show for a skill: its label in the thesaurus, or the label somebody wrote."""
    skill = skill_of(identifier)
    return skill.label if skill else identifier


def _singular(word: str) -> str:
    return fold(word).rstrip("sx")


def recognise(labels: Iterable[str], tokens: Sequence[Token]) -> dict[str, float]:
    """Skill id (or own label) → how surely it is meant, 0..1.

    A phrase is recognised by its terms; a single word only as it is spelled, for « aider » is not « aidants
    ».
    """
    thesaurus = _thesaurus()
    found: dict[str, float] = {}
    for label in labels:
        if label.strip():
            known = thesaurus.by_label.get(fold(label.strip()))
            found[known.id if known else label.strip().lower()] = 1.0
    for start, length, (skill, spelled) in thesaurus.phrases.find([token.term for token in tokens]):
        if length == 1 and _singular(tokens[start].surface) != spelled:
            continue
        sure = WRITTEN_IN_WORDS if length > 1 else WRITTEN_IN_ONE_WORD
        found[skill.id] = max(found.get(skill.id, 0.0), sure)
    return found
