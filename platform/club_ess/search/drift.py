"""Where the index and the database disagree."""

from dataclasses import dataclass, field

from club_ess.postings.enums import Audience
from club_ess.search.catalogue import get_catalogue
from club_ess.search.documents import stamp_of
from club_ess.search.kinds import KINDS

Key = tuple[str, str]


@dataclass
class Drift:
    """(kind, id) pairs: findable but not indexed; indexed as an older version or for another audience; in excess."""

    missing: set[Key] = field(default_factory=set)
    stale: set[Key] = field(default_factory=set)
    orphans: set[Key] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.orphans)


def find_drift() -> Drift:
    """Compares every version stamp. Raises SearchIndexError when the index cannot be read."""
    wanted, held = _wanted(), _held()
    return Drift(
        missing=wanted.keys() - held.keys(),
        stale={key for key in wanted.keys() & held.keys() if held[key] != {wanted[key]}},
        orphans=held.keys() - wanted.keys(),
    )


def _wanted() -> dict[Key, Key]:
    """(kind, id) → (audience, version) by the database."""
    return {(kind.name, str(row.id)): stamp_of(row) for kind in KINDS.values() for row in kind.rows()}


def _held() -> dict[Key, set[Key]]:
    """The same by the index; a document found in two audiences has two entries, and is stale."""
    held: dict[Key, set[Key]] = {}
    for kind in KINDS:
        for audience in Audience:
            for row_id, version in get_catalogue().versions(audience.value, kind).items():
                held.setdefault((kind, row_id), set()).add((audience.value, version))
    return held
