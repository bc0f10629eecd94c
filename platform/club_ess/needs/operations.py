"""What happens to a need: one verb, one transaction. The rules are those of `postings.lifecycle`."""

import uuid

from club_ess.accounts.models import Person
from club_ess.kit.operation import operation
from club_ess.needs.inputs import CloseNeed, EditNeed, PostNeed
from club_ess.needs.policies import NEEDS
from club_ess.postings import lifecycle


@operation
def post_need(actor: Person, asked: PostNeed) -> uuid.UUID:
    return lifecycle.post(NEEDS, actor, asked)


@operation
def publish_need(actor: Person, need_id: uuid.UUID) -> None:
    lifecycle.publish(NEEDS, actor, need_id)


@operation
def edit_need(actor: Person, need_id: uuid.UUID, asked: EditNeed) -> None:
    lifecycle.edit(NEEDS, actor, need_id, asked)


@operation
def renew_need(actor: Person, need_id: uuid.UUID) -> None:
    lifecycle.renew(NEEDS, actor, need_id)


@operation
def close_need(actor: Person, need_id: uuid.UUID, asked: CloseNeed) -> None:
    lifecycle.close(NEEDS, actor, need_id, asked)


@operation
def expire_needs() -> int:
    return lifecycle.expire(NEEDS)
