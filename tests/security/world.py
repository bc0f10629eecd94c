"""A small world in which every door can be knocked at: what rules' parameters stand for, and who is what to them."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy import select

from club_ess.access import Audience, Door, Relation
from club_ess.extensions import db
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.models import Notice
from club_ess.organizations.models import JoinRequest, Membership
from tests import factories
from tests.cast import Club, Somebody

ACTORS = (
    "anonymous", "member", "stranger", "colleague", "administrator", "company", "moderator", "disabled"
)
EVERYBODY = frozenset(ACTORS)
SIGNED_IN = EVERYBODY - {"anonymous", "disabled"}
OURS = frozenset({"colleague", "administrator"})

# Who passes for each relation, when the thing behind the door is Alice's; offers are Bob's.
MAY: dict[Relation, frozenset[str]] = {
    Relation.NONE: EVERYBODY,
    Relation.OWN: EVERYBODY,
    Relation.POSTING_READER: EVERYBODY,
    Relation.ORGANIZATION_MEMBER: OURS,
    Relation.ORGANIZATION_ADMINISTRATOR: frozenset({"administrator"}),
    Relation.POSTING_EDITOR: OURS,
    Relation.MATCH_PARTY: OURS | {"company"},
    Relation.THREAD_PARTY: OURS | {"company"},
    Relation.NOTICE_OWNER: frozenset({"administrator"}),
}
# Whose thing it is, where the door is for its owner alone; nobody here owns the sign-in.
OWNERS: dict[str, frozenset[str]] = {
    "join_request_id": frozenset({"member"}),
    "membership_id": frozenset({"colleague"}),
    "sign_in_id": frozenset(),
}
HIDDEN = {Relation.MATCH_PARTY, Relation.THREAD_PARTY, Relation.NOTICE_OWNER}


@dataclass
class World:
    """`values` fills the parameters of rules; `people` are the actors (None: nobody is signed in)."""

    club: Club
    people: dict[str, Somebody | None] = field(default_factory=dict)
    values: dict[str, uuid.UUID | str] = field(default_factory=dict)


def make_world(club: Club) -> World:
    alice, bob = club.alice, club.bob
    need_id, offer_id = club.need(alice), club.offer(bob)
    holder, colleague = club.person("Paul Porteur"), club.amir
    with club.context():
        request_id = factories.save(JoinRequest(organization_id=alice.organization_id, person_id=holder.id))
        membership_id = db.session.scalars(select(Membership.id).where(Membership.person_id == colleague.id)).one()
        notice_id = factories.save(
            Notice(person_id=alice.id, kind=NoticeKind.JOIN_ASKED, subject_id=request_id, dedupe_key="x")
        )
    return World(
        club,
        people={
            "anonymous": None, "member": holder, "stranger": club.charlie,
            "colleague": colleague, "administrator": alice, "company": bob, "moderator": club.dana,
            "disabled": club.eve,
        },
        values={
            "need_id": need_id, "offer_id": offer_id, "match_id": club.match(need_id, offer_id),
            "thread_id": club.thread(alice, bob), "organization_id": alice.organization_id or "",
            "notice_id": notice_id, "join_request_id": request_id, "membership_id": membership_id,
            "person_id": colleague.id, "token": "unknown", "filename": "css/club.css", "sign_in_id": uuid.uuid4(),
        },
    )


def who_may(door: Door) -> frozenset[str]:
    """The actors that a door must let in."""
    by_audience = {
        Audience.ANYONE: EVERYBODY, Audience.MEMBER: SIGNED_IN, Audience.MODERATOR: frozenset({"moderator"})
    }[door.audience]
    of_relation = MAY.get(door.relation, EVERYBODY)
    if door.relation is Relation.OWN:
        of_relation = next((owners for name, owners in OWNERS.items() if name in door.rule), of_relation)
    if door.relation in {Relation.POSTING_EDITOR, Relation.ORGANIZATION_MEMBER} and "/offres" in door.rule:
        of_relation = frozenset({"company"})
    return by_audience & of_relation
