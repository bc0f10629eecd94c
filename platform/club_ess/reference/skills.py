"""Skills that people are offered when they type: a help, never a closed list."""

from functools import cache

from club_ess.reference.tables import rows


@cache
def skill_labels() -> tuple[str, ...]:
    """The skills of the thesaurus, in alphabetical order."""
    return tuple(sorted(row["competence"] for row in rows("thesaurus_competences")))
