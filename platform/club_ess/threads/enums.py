"""Words of the threads room."""

from enum import StrEnum


class ThreadKind(StrEnum):
    """What a thread is about; its `subject_id` is an id of that room."""

    MATCH = "match"


class MessageKind(StrEnum):
    TEXT = "text"
    SYSTEM = "system"
