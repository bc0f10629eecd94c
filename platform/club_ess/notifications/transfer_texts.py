"""The lines of the notices of transmission, written when they are read, by what its policies let the reader see then.

A repreneur is never told who the cédant is, nor the working name that the cédant gave to a listing.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.pages import date_fr
from club_ess.matching.transfers.models import TransferMatch
from club_ess.matching.transfers.policies import visible_transfer_matches
from club_ess.notifications import links
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.lines import Line
from club_ess.notifications.models import Notice
from club_ess.transfers.approaches import next_steps
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.models import Approach, FollowUp
from club_ess.transfers.approaches.policies import visible_approaches
from club_ess.transfers.listings.models import Listing, Mandate
from club_ess.transfers.listings.policies import held_listings, listings_to_review
from club_ess.transfers.listings.shapes import heading, own_name
from club_ess.transfers.projects.models import Project, ProjectInvitation
from club_ess.transfers.projects.policies import carried_projects, projects_to_review
from club_ess.transfers.projects.team_policies import invitations_to_answer
from club_ess.transfers.reviewed import Reviewed
from club_ess.transfers.states import ReviewState

Lines = dict[uuid.UUID, Line]
Ids = set[uuid.UUID]


def transfer_lines(actor: Person, notices: Sequence[Notice]) -> Lines:
    """By notice id, for those whose subject is still open to the actor; a few queries a kind."""
    lines: Lines = {}
    for kind, find in FINDERS.items():
        ours = [notice for notice in notices if notice.kind is kind]
        found = find(actor, {notice.subject_id for notice in ours}) if ours else {}
        lines |= {notice.id: found[notice.subject_id] for notice in ours if notice.subject_id in found}
    return lines


def _reviews(actor: Person, ids: Ids) -> Lines:
    listings = db.session.scalars(listings_to_review(actor).where(Listing.id.in_(ids)))
    projects = db.session.scalars(projects_to_review(actor).where(Project.id.in_(ids)))
    to_read = {one.id: Line(f"À relire : {heading(one)}.", links.listing_review_page(one.id)) for one in listings}
    return to_read | {
        one.id: Line(f"À relire : le projet « {one.title} ».", links.project_review_page(one.id)) for one in projects
    }


def _preparations(actor: Person, ids: Ids) -> Lines:
    listings = held_listings(actor).where(Listing.id.in_(ids)).options(joinedload(Listing.owner))
    lines = {
        one.id: Line(_how_it_stands(one, own_name(one, actor)), links.listing_home(one.id))
        for one in db.session.scalars(listings)
    }
    for project in db.session.scalars(carried_projects(actor).where(Project.id.in_(ids))):
        lines[project.id] = Line(_how_it_stands(project, project.title), links.project_page(project.id))
    return lines | _mandates(actor, ids) | _invitations(actor, ids)


def _how_it_stands(thing: Reviewed, name: str) -> str:
    if thing.state is ReviewState.PUBLISHED:
        until = date_fr(thing.expires_at)
        soon = f"« {name} » s’endort le {until} : renouvelez d’un geste."
        return soon if thing.sleeps_soon else f"« {name} » est en ligne jusqu’au {until}."
    if thing.state is ReviewState.DRAFT and thing.review_comment:
        return f"Un modérateur vous demande une retouche de « {name} »."
    return f"« {name} » {STANDING[thing.state]}."


STANDING = {
    ReviewState.DRAFT: "est en préparation", ReviewState.SUBMITTED: "attend sa relecture",
    ReviewState.ASLEEP: "est en sommeil : renouvelez d’un geste", ReviewState.CLOSED: "est terminé",
}


def _mandates(actor: Person, ids: Ids) -> Lines:
    own = select(Listing.id).where(Listing.owner_id == actor.id)
    parties = or_(Mandate.adviser_id == actor.id, Mandate.listing_id.in_(own))
    rows = db.session.scalars(select(Mandate).where(Mandate.id.in_(ids), parties).options(joinedload(Mandate.listing)))
    return {one.id: _about_mandate(one, actor) for one in rows}


def _about_mandate(mandate: Mandate, actor: Person) -> Line:
    """For the adviser; for the cédant only its end is news."""
    if mandate.adviser_id != actor.id:
        text = f"{mandate.adviser.name} a terminé son accompagnement de « {own_name(mandate.listing, actor)} »."
        return Line(text, links.mandates_page(mandate.listing_id))
    if mandate.ended_at is not None:
        return Line("Un accompagnement que l’on vous avait confié est terminé.", links.own_mandates_page())
    text = f"{mandate.listing.owner.name} vous confie un accompagnement."
    return Line(text, links.listing_home(mandate.listing_id))


def _invitations(actor: Person, ids: Ids) -> Lines:
    rows = db.session.scalars(invitations_to_answer(actor).where(ProjectInvitation.id.in_(ids)))
    return {
        one.id: Line(f"On vous invite à porter « {one.project.title} ».", links.own_projects_page()) for one in rows
    }


def _proposals(actor: Person, ids: Ids) -> Lines:
    both = (joinedload(TransferMatch.listing), joinedload(TransferMatch.project))
    rows = db.session.scalars(visible_transfer_matches(actor).where(TransferMatch.id.in_(ids)).options(*both)).all()
    held = _held(actor, (one.listing_id for one in rows))
    return {one.id: _about_proposal(one, actor, is_cedant=one.listing_id in held) for one in rows}


def _about_proposal(match: TransferMatch, actor: Person, *, is_cedant: bool) -> Line:
    if is_cedant:
        text = f"Le projet « {match.project.title} » pourrait convenir à « {own_name(match.listing, actor)} »."
        return Line(text, links.listing_home(match.listing_id))
    text = f"Une annonce pourrait convenir à « {match.project.title} » : {heading(match.listing)}."
    return Line(text, links.teaser_page(match.listing_id))


def _approaches(actor: Person, ids: Ids) -> Lines:
    both = (joinedload(Approach.listing), joinedload(Approach.project))
    rows = db.session.scalars(visible_approaches(actor).where(Approach.id.in_(ids)).options(*both)).all()
    held = _held(actor, (one.listing_id for one in rows))
    return {one.id: _about_approach(one, _side(one, held)) for one in rows}


def _about_approach(approach: Approach, side: Side) -> Line:
    name = f"« {approach.project.title} »" if side is Side.CEDANT else approach.heading
    text = f"{name} : {approach.state.label.lower()}. {next_steps.sentence(approach, side)}"
    return Line(text, links.approach_page(approach.id))


def _follow_ups(actor: Person, ids: Ids) -> Lines:
    mine = visible_approaches(actor).with_only_columns(Approach.id)
    asked = (FollowUp.id.in_(ids), FollowUp.asked_at.is_not(None), FollowUp.approach_id.in_(mine))
    rows = db.session.scalars(select(FollowUp).where(*asked).options(joinedload(FollowUp.approach))).all()
    held = _held(actor, (one.approach.listing_id for one in rows))
    return {one.id: _about_follow_up(one) for one in rows if _side(one.approach, held) is one.side}


def _about_follow_up(follow_up: FollowUp) -> Line:
    text = f"{follow_up.months} mois après, comment cela se passe-t-il ? Deux minutes suffisent."
    return Line(
        text if follow_up.answered_at is None else "Merci d’avoir donné de vos nouvelles.",
        links.follow_up_page(follow_up.id),
    )


def _held(actor: Person, listing_ids: Iterable[uuid.UUID]) -> Ids:
    held = held_listings(actor).where(Listing.id.in_(list(listing_ids))).with_only_columns(Listing.id)
    return set(db.session.scalars(held))


def _side(approach: Approach, held: Ids) -> Side:
    return Side.CEDANT if approach.listing_id in held else Side.REPRENEUR


FINDERS: dict[NoticeKind, Callable[[Person, Ids], Lines]] = {
    NoticeKind.TRANSFER_REVIEW: _reviews,
    NoticeKind.TRANSFER_PREPARATION: _preparations,
    NoticeKind.TRANSFER_PROPOSED: _proposals,
    NoticeKind.TRANSFER_APPROACH: _approaches,
    NoticeKind.TRANSFER_FOLLOW_UP: _follow_ups,
}
