"""What upper rooms add to membership: of which subjects may this person talk now, without this room knowing them.

At start a room sets `GATES[kind]` to a function that gives the subject ids (one column) open to a person at this
instant. It is asked at each reading and each emission. A kind without gate goes by membership alone.
"""

import uuid
from collections.abc import Callable

from sqlalchemy import Select

from club_ess.accounts.models import Person
from club_ess.threads.enums import ThreadKind

GATES: dict[ThreadKind, Callable[[Person], Select[uuid.UUID]]] = {}
