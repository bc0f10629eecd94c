"""Every fact the platform can state, in the past tense, by id only: whoever reacts fetches what it may see."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class MailQueued:
    mail_id: uuid.UUID


@dataclass(frozen=True)
class PersonSignedUp:
    person_id: uuid.UUID


@dataclass(frozen=True)
class SessionsRevoked:
    """Every listed sign-in ended: by sign-out, password change or disabling. `session_id` None: all of the person's."""

    person_id: uuid.UUID
    session_id: uuid.UUID | None = None


@dataclass(frozen=True)
class OrganizationSaved:
    """Created or edited."""

    organization_id: uuid.UUID


@dataclass(frozen=True)
class JoinAsked:
    join_request_id: uuid.UUID


@dataclass(frozen=True)
class JoinDecided:
    join_request_id: uuid.UUID


@dataclass(frozen=True)
class MembershipEnded:
    organization_id: uuid.UUID
    person_id: uuid.UUID


@dataclass(frozen=True)
class NeedPublished:
    """Published, or edited or renewed while published: its search entry and its proposals are computed again."""

    need_id: uuid.UUID


@dataclass(frozen=True)
class NeedClosed:
    need_id: uuid.UUID


@dataclass(frozen=True)
class OfferPublished:
    """Published, or edited or renewed while published."""

    offer_id: uuid.UUID


@dataclass(frozen=True)
class OfferClosed:
    offer_id: uuid.UUID


@dataclass(frozen=True)
class IndexLost:
    """The search index could not be read: searches are answered from the database until it is rebuilt."""


@dataclass(frozen=True)
class MatchProposed:
    match_id: uuid.UUID


@dataclass(frozen=True)
class MatchAccepted:
    match_id: uuid.UUID
    actor_id: uuid.UUID


@dataclass(frozen=True)
class MatchDeclined:
    match_id: uuid.UUID
    actor_id: uuid.UUID


@dataclass(frozen=True)
class MatchWithdrawn:
    match_id: uuid.UUID
    actor_id: uuid.UUID


@dataclass(frozen=True)
class MessagePosted:
    thread_id: uuid.UUID
    message_id: uuid.UUID


@dataclass(frozen=True)
class ThreadRead:
    thread_id: uuid.UUID
    person_id: uuid.UUID
    seq: int


@dataclass(frozen=True)
class ListingSubmitted:
    listing_id: uuid.UUID


@dataclass(frozen=True)
class ListingReviewed:
    """Approved, or sent back to its cédant."""

    listing_id: uuid.UUID


@dataclass(frozen=True)
class ListingPublished:
    """On line: approved, renewed, or woken."""

    listing_id: uuid.UUID


@dataclass(frozen=True)
class ListingWithdrawn:
    """No longer on line: asleep, back in preparation, closed."""

    listing_id: uuid.UUID


@dataclass(frozen=True)
class ListingExpiring:
    """Will sleep in a few days unless it is renewed."""

    listing_id: uuid.UUID


@dataclass(frozen=True)
class MandateGiven:
    mandate_id: uuid.UUID


@dataclass(frozen=True)
class MandateEnded:
    mandate_id: uuid.UUID


@dataclass(frozen=True)
class ProjectSubmitted:
    project_id: uuid.UUID


@dataclass(frozen=True)
class ProjectReviewed:
    project_id: uuid.UUID


@dataclass(frozen=True)
class ProjectPublished:
    project_id: uuid.UUID


@dataclass(frozen=True)
class ProjectWithdrawn:
    project_id: uuid.UUID


@dataclass(frozen=True)
class ProjectExpiring:
    project_id: uuid.UUID


@dataclass(frozen=True)
class ProjectInvited:
    invitation_id: uuid.UUID


@dataclass(frozen=True)
class TransferMatchProposed:
    match_id: uuid.UUID


@dataclass(frozen=True)
class ApproachMoved:
    """Entered `state`, by somebody or by the clock."""

    approach_id: uuid.UUID
    state: str
    actor_id: uuid.UUID | None = None


@dataclass(frozen=True)
class FileOpened:
    """Fields or documents were opened to an approach, or closed again."""

    approach_id: uuid.UUID


@dataclass(frozen=True)
class ApproachReminded:
    """Nobody has moved for some days: the `number`-th reminder of this state leaves."""

    approach_id: uuid.UUID
    number: int


@dataclass(frozen=True)
class FollowUpAsked:
    follow_up_id: uuid.UUID


@dataclass(frozen=True)
class NoticePosted:
    notice_id: uuid.UUID
    person_id: uuid.UUID
