"""Who is told of what in a transmission. Each takes the fact, reads again by id, and may safely be repeated: the
moment of what happened is in every key.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from flask import current_app
from sqlalchemy import func, select

from club_ess import events as e
from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock, mail
from club_ess.kit.states import Transition
from club_ess.matching.transfers.enums import TransferMatchState
from club_ess.matching.transfers.models import TransferMatch
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.links import address_of, sign_up_page
from club_ess.notifications.operations import notify
from club_ess.notifications.queries import wishes_of
from club_ess.notifications.recipients import both_sides_of, holders_of, parties_of, reviewers_of
from club_ess.notifications.telling import settle, tell_discreetly
from club_ess.transfers.approaches.exclusivity import WARNED_BEFORE
from club_ess.transfers.approaches.models import Approach, FollowUp
from club_ess.transfers.approaches.next_steps import REMINDED_AFTER, is_turn_of
from club_ess.transfers.approaches.policies import side_of
from club_ess.transfers.listings.models import Listing, Mandate
from club_ess.transfers.projects.models import Project, ProjectInvitation
from club_ess.transfers.states import ReviewState

ListingFact = e.ListingSubmitted | e.ListingReviewed | e.ListingWithdrawn | e.ListingExpiring
ProjectFact = e.ProjectSubmitted | e.ProjectReviewed | e.ProjectWithdrawn | e.ProjectExpiring
INVITED = "Quelqu’un vous invite à le rejoindre sur le club"
SAME_GESTURE = timedelta(minutes=1)


def tell_review_asked(fact: e.ListingSubmitted | e.ProjectSubmitted) -> None:
    """The moderators who may read it."""
    thing = _reviewed(fact)
    if thing is not None and thing.state is ReviewState.SUBMITTED:
        key = f"review_asked:{thing.id}:{_moment(thing.submitted_at)}"
        for person in reviewers_of(thing):
            tell_discreetly(person, NoticeKind.TRANSFER_REVIEW, thing.id, key)


def settle_review(
    fact: e.ListingReviewed | e.ListingWithdrawn | e.ProjectReviewed | e.ProjectWithdrawn,
) -> None:
    """One moderator has answered, or nothing is asked any more: the others have nothing left to do."""
    thing = _reviewed(fact)
    if thing is None or thing.state is not ReviewState.SUBMITTED:
        settle(NoticeKind.TRANSFER_REVIEW, fact.listing_id if isinstance(fact, ListingFact) else fact.project_id)


def tell_reviewed(fact: e.ListingReviewed | e.ProjectReviewed) -> None:
    thing = _reviewed(fact)
    if thing is not None and thing.reviewed_at is not None:
        _tell_preparing(thing, f"reviewed:{thing.id}:{_moment(thing.reviewed_at)}")


def tell_expiring(fact: e.ListingExpiring | e.ProjectExpiring) -> None:
    """Will sleep in a few days, unless it was renewed meanwhile."""
    thing = _reviewed(fact)
    if thing is not None and thing.sleeps_soon:
        _tell_preparing(thing, f"expiring:{thing.id}:{_moment(thing.expires_at)}")


def tell_asleep(fact: e.ListingWithdrawn | e.ProjectWithdrawn) -> None:
    thing = _reviewed(fact)
    if thing is not None and thing.state is ReviewState.ASLEEP:
        _tell_preparing(thing, f"asleep:{thing.id}:{_moment(thing.expires_at)}")


def tell_mandate_given(fact: e.MandateGiven) -> None:
    mandate = db.session.get(Mandate, fact.mandate_id)
    if mandate is not None and mandate.ended_at is None:
        key = f"mandate_given:{mandate.id}"
        tell_discreetly(mandate.adviser, NoticeKind.TRANSFER_PREPARATION, mandate.id, key)


def tell_mandate_ended(fact: e.MandateEnded) -> None:
    """Whichever of the two did not end it."""
    mandate = db.session.get(Mandate, fact.mandate_id)
    if mandate is None or mandate.ended_at is None:
        return
    other = mandate.listing.owner if mandate.ended_by_id == mandate.adviser_id else mandate.adviser
    tell_discreetly(other, NoticeKind.TRANSFER_PREPARATION, mandate.id, f"mandate_ended:{mandate.id}")


def tell_invited(fact: e.ProjectInvited) -> None:
    """The same mail whether or not the club knows the address; a member also finds it behind the bell."""
    invitation = db.session.get(ProjectInvitation, fact.invitation_id)
    if invitation is None or invitation.answered_at is not None or invitation.project.state is ReviewState.CLOSED:
        return
    key = f"project_invited:{invitation.id}"
    person = db.session.scalar(select(Person).where(Person.email == invitation.email))
    if person is not None and person.is_active:
        notify(person.id, NoticeKind.TRANSFER_PREPARATION, invitation.id, key)
    if person is None or _wants_mail(person):
        _mail_invitation(invitation.email, key)


def tell_transfer_proposed(fact: e.TransferMatchProposed) -> None:
    """Both sides, one line each time the pair is proposed; one mail a day for each listing or project of theirs."""
    match = db.session.get(TransferMatch, fact.match_id)
    if match is None or match.state is not TransferMatchState.PROPOSED:
        return
    key = f"transfer_proposed:{match.id}:{_times_proposed(match.id)}"
    holder_ids = {person.id for person in holders_of(match.listing)}
    for person in both_sides_of(match):
        own_id = match.listing_id if person.id in holder_ids else match.project_id
        mail_key = f"transfer_proposed:{own_id}:{clock.today()}"
        tell_discreetly(person, NoticeKind.TRANSFER_PROPOSED, match.id, key, mail_key)


def tell_approach_moved(fact: e.ApproachMoved) -> None:
    """Everybody of both sides but whoever moved it; one line an approach. What it called its mover for is done."""
    approach = db.session.get(Approach, fact.approach_id)
    if approach is None or approach.state.value != fact.state:
        return
    if fact.actor_id is not None:
        settle(NoticeKind.TRANSFER_APPROACH, approach.id, fact.actor_id)
    others = (person for person in parties_of(approach) if person.id != fact.actor_id)
    key = f"approach_moved:{approach.id}:{fact.state}:{_moment(approach.since)}"
    _tell_of_approach(approach, others, key, approach.since)


def tell_file_opened(fact: e.FileOpened) -> None:
    """The repreneur's side; a mail a day at most. The opening that moves the approach is told by that move."""
    approach = db.session.get(Approach, fact.approach_id)
    changed_at = _last_opening(approach) if approach else None
    if approach is None or changed_at is None or abs(changed_at - approach.since) < SAME_GESTURE:
        return
    holder_ids = {person.id for person in holders_of(approach.listing)}
    readers = (person for person in parties_of(approach) if person.id not in holder_ids)
    _tell_of_approach(approach, readers, f"file_opened:{approach.id}:{changed_at.date()}", changed_at)


def tell_approach_reminded(fact: e.ApproachReminded) -> None:
    """Whoever is expected to act, unless somebody has moved since."""
    approach = db.session.get(Approach, fact.approach_id)
    if approach is None or approach.reminders != fact.number:
        return
    awaited = [person for person in parties_of(approach) if is_turn_of(approach, side_of(person, approach))]
    key = f"approach_reminded:{approach.id}:{_moment(approach.since)}:{fact.number}"
    _tell_of_approach(approach, awaited, key, _reminded_at(approach, fact.number))


def tell_follow_up_asked(fact: e.FollowUpAsked) -> None:
    """The side that is asked: one line, unread again the second time."""
    follow_up = db.session.get(FollowUp, fact.follow_up_id)
    if follow_up is None or follow_up.asked_at is None or follow_up.answered_at is not None:
        return
    approach, key = follow_up.approach, f"follow_up:{follow_up.id}"
    mail_key = f"{key}:{_moment(follow_up.asked_at)}"
    for person in parties_of(approach):
        if side_of(person, approach) is follow_up.side:
            kind = NoticeKind.TRANSFER_FOLLOW_UP
            tell_discreetly(person, kind, follow_up.id, key, mail_key, happened_at=follow_up.asked_at)


def _tell_preparing(thing: Listing | Project, key: str) -> None:
    people = holders_of(thing) if isinstance(thing, Listing) else thing.people
    for person in people:
        tell_discreetly(person, NoticeKind.TRANSFER_PREPARATION, thing.id, key)


def _tell_of_approach(approach: Approach, people: Iterable[Person], mail_key: str, happened_at: datetime) -> None:
    for person in people:
        key = f"approach:{approach.id}"
        tell_discreetly(person, NoticeKind.TRANSFER_APPROACH, approach.id, key, mail_key, happened_at=happened_at)


def _reminded_at(approach: Approach, number: int) -> datetime:
    """When the reminder was due: the same however often, and however late, the fact is read."""
    if number <= len(REMINDED_AFTER):
        return approach.since + REMINDED_AFTER[number - 1]
    last_day = approach.exclusive_until or clock.today()
    return datetime.combine(last_day - WARNED_BEFORE, time(), clock.PARIS)


def _reviewed(fact: ListingFact | ProjectFact) -> Listing | Project | None:
    if isinstance(fact, ListingFact):
        return db.session.get(Listing, fact.listing_id)
    return db.session.get(Project, fact.project_id)


def _moment(instant: datetime | None) -> str:
    return f"{instant:%Y%m%d%H%M%S%f}" if instant else ""


def _times_proposed(match_id: uuid.UUID) -> int:
    again = (Transition.subject_id == match_id, Transition.to_state == TransferMatchState.PROPOSED.value)
    return db.session.scalars(select(func.count()).select_from(Transition).where(*again)).one()


def _last_opening(approach: Approach) -> datetime | None:
    moments = [moment for grant in approach.grants for moment in (grant.granted_at, grant.revoked_at) if moment]
    return max(moments, default=None)


def _wants_mail(person: Person) -> bool:
    return person.disabled_at is None and wishes_of(person.id)[NoticeKind.TRANSFER_PREPARATION].by_mail


def _mail_invitation(address: str, key: str) -> None:
    template = current_app.jinja_env.get_template("emails/invitation.txt")
    body = template.render(link=address_of(sign_up_page()), club_name=current_app.config["CLUB"].name)
    mail.queue(address, INVITED, body, dedupe_key=key)
