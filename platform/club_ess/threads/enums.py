"""Words of the threads room."""

from enum import StrEnum


class ThreadKind(StrEnum):
    """What a thread is about; its `subject_id` is an id of that room."""

    MATCH = "match"
    APPROACH = "approach"

    @property
    def is_between_people(self) -> bool:
        """Whether persons take part, each for themselves; otherwise organizations do, by any of their people."""
        return self in BETWEEN_PEOPLE


BETWEEN_PEOPLE = frozenset({ThreadKind.APPROACH})


class MessageKind(StrEnum):
    TEXT = "text"
    SYSTEM = "system"
