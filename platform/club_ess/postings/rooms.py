"""What makes a room of postings its own: its rows, its facts, and who may post in it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from club_ess.organizations.enums import OrganizationKind
from club_ess.postings.models import Posting

P = TypeVar("P", bound=Posting)


@dataclass(frozen=True)
class PostingRoom(Generic[P]):
    """`noun` names the verbs (post_need); `refusal` tells a member of another kind of organization where to go."""

    noun: str
    model: type[P]
    published: Callable[[uuid.UUID], object]
    closed: Callable[[uuid.UUID], object]
    may_post: Callable[[OrganizationKind], bool]
    refusal: str
