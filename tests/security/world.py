"""A small world in which every door can be knocked at: what rules' parameters stand for, and who is what to them."""

import re
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
from tests.security.transfer_world import TRANSFER_ACTORS, make_transfers

FIRST_ACTORS = (
    "anonymous", "member", "stranger", "colleague", "administrator", "company", "moderator", "disabled"
)
ACTORS = FIRST_ACTORS + TRANSFER_ACTORS
EVERYBODY = frozenset(ACTORS)
SIGNED_IN = EVERYBODY - {"anonymous", "disabled"}
OURS = frozenset({"colleague", "administrator"})
HOLDERS = frozenset({"cedant", "adviser"})
CARRIERS = frozenset({"repreneur_after_nda", "teammate"})

# Who passes for each relation, when the thing behind the door is Alice's; offers are Bob's, the listing is Colette's
# and the project René's.
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
    Relation.PROJECT_CARRIER: CARRIERS,
    Relation.PROJECT_LEADER: frozenset({"repreneur_after_nda"}),
    Relation.LISTING_HOLDER: HOLDERS,
    Relation.LISTING_OWNER: frozenset({"cedant"}),
    Relation.TEASER_READER: CARRIERS | {"repreneur"},
    Relation.TRANSFER_MATCH_PARTY: HOLDERS | CARRIERS,
    Relation.APPROACH_PARTY: HOLDERS | CARRIERS,
    Relation.APPROACH_CEDANT: HOLDERS,
    Relation.APPROACH_OWNER: frozenset({"cedant"}),
    Relation.APPROACH_REPRENEUR: CARRIERS,
}
# Who knows that the thing is there, and is told that this step is not theirs.
KNOW: dict[Relation, frozenset[str]] = {
    Relation.PROJECT_CARRIER: CARRIERS,
    Relation.PROJECT_LEADER: CARRIERS,
    Relation.LISTING_OWNER: HOLDERS,
    Relation.APPROACH_PARTY: HOLDERS | CARRIERS,
    Relation.APPROACH_CEDANT: HOLDERS | CARRIERS,
    Relation.APPROACH_OWNER: HOLDERS | CARRIERS,
    Relation.APPROACH_REPRENEUR: HOLDERS | CARRIERS,
}
# Whose thing it is, where the door is for its owner alone; nobody here owns the sign-in.
OWNERS: dict[str, frozenset[str]] = {
    "join_request_id": frozenset({"member"}),
    "membership_id": frozenset({"colleague"}),
    "sign_in_id": frozenset(),
    "mandate_id": HOLDERS,
    "invitation_id": frozenset({"member"}),
}
# Of the two sides of an approach, the one whose piece or whose question it is; whoever leads a project cannot leave it.
SOME_ONLY = {
    "/pieces/<uuid:attachment_id>/retirer": HOLDERS, "/suivis/<uuid:follow_up_id>": HOLDERS,
    "/projets/<uuid:project_id>/quitter": frozenset({"teammate"}),
}
HIDDEN = {
    Relation.MATCH_PARTY, Relation.THREAD_PARTY, Relation.NOTICE_OWNER, Relation.LISTING_HOLDER,
    Relation.TEASER_READER, Relation.TRANSFER_MATCH_PARTY,
}
HIDDEN_THINGS = {"mandate_id", "invitation_id"}


@dataclass
class World:
    """`values` fills the parameters of rules, `elsewhere` those of rules that begin so; `people` are the actors (None:
    nobody is signed in)."""

    club: Club
    people: dict[str, Somebody | None] = field(default_factory=dict)
    values: dict[str, uuid.UUID | str] = field(default_factory=dict)
    elsewhere: dict[str, dict[str, uuid.UUID | str]] = field(default_factory=dict)

    def path(self, rule: str) -> str:
        """The address of the thing behind a door. Raises KeyError for a parameter that this world does not know."""
        others = (values for start, values in self.elsewhere.items() if rule.startswith(start))
        values = self.values | next(others, {})
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), rule)


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
    transfers = make_transfers(club, holder)
    return World(
        club, elsewhere=transfers.elsewhere,
        people=transfers.people | {
            "anonymous": None, "member": holder, "stranger": club.charlie,
            "colleague": colleague, "administrator": alice, "company": bob, "moderator": club.dana,
            "disabled": club.eve,
        },
        values=transfers.values | {
            "need_id": need_id, "offer_id": offer_id, "match_id": club.match(need_id, offer_id),
            "thread_id": club.thread(alice, bob), "organization_id": alice.organization_id or "",
            "notice_id": notice_id, "join_request_id": request_id, "membership_id": membership_id,
            "person_id": colleague.id, "token": "unknown", "filename": "css/club.css", "sign_in_id": uuid.uuid4(),
        },
    )


def actors_at(door: Door) -> tuple[str, ...]:
    """Those of a transmission are nobody in particular anywhere else."""
    is_of_transfers = "transmission" in door.rule or door.rule.startswith("/discussions/")
    return ACTORS if is_of_transfers else FIRST_ACTORS


def refusals(door: Door, actor: str) -> set[int]:
    """What a signed-in actor whom a door does not let in may be answered: 404 alone where the thing is hidden."""
    if actor in KNOW.get(door.relation, frozenset()):
        return {403, 404}
    is_hidden = door.relation in HIDDEN | KNOW.keys() or any(name in door.rule for name in HIDDEN_THINGS)
    return {404} if is_hidden else {403, 404}


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
    of_relation = next((some for end, some in SOME_ONLY.items() if door.rule.endswith(end)), of_relation)
    return by_audience & of_relation
