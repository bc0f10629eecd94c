"""What waits for one person in their own transmissions, and nothing of anybody else's."""

import uuid
from collections.abc import Iterator
from typing import NamedTuple

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.pages import date_fr
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.models import Approach, FollowUp
from club_ess.transfers.approaches.next_steps import is_turn_of, sentence
from club_ess.transfers.approaches.policies import visible_approaches
from club_ess.transfers.approaches.shapes import title_for
from club_ess.transfers.approaches.states import TURN
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import held_listings
from club_ess.transfers.listings.shapes import own_name
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import carried_projects, is_sealed
from club_ess.transfers.projects.team_policies import invitations_to_answer
from club_ess.transfers.reviewed import Reviewed
from club_ess.transfers.states import ReviewState


class Task(NamedTuple):
    """Something to do: the thing it is about, what is expected, and where it is done."""

    name: str
    text: str
    url: str


def tasks_of(actor: Person) -> list[Task]:
    """The people who wait for an answer first, then one's own preparations."""
    return [*_invitations(actor), *_turns(actor), *_follow_ups(actor), *_listings(actor), *_projects(actor)]


def awaiting(actor: Person) -> list[tuple[Approach, Side]]:
    """The approaches where the actor's side is expected to act, with that side; the longest wait first."""
    both = (joinedload(Approach.listing), joinedload(Approach.project))
    rows = visible_approaches(actor).where(Approach.state.in_(tuple(TURN))).options(*both).order_by(Approach.since)
    held = _held(actor)
    sides = ((one, _side(one, held)) for one in db.session.scalars(rows))
    return [(one, side) for one, side in sides if is_turn_of(one, side)]


def _held(actor: Person) -> set[uuid.UUID]:
    return set(db.session.scalars(held_listings(actor).with_only_columns(Listing.id)))


def _side(approach: Approach, held: set[uuid.UUID]) -> Side:
    """As `policies.side_of`, for many at once."""
    return Side.CEDANT if approach.listing_id in held else Side.REPRENEUR


def _invitations(actor: Person) -> Iterator[Task]:
    for one in db.session.scalars(invitations_to_answer(actor)):
        text = "On vous invite à porter ce projet : acceptez ou déclinez."
        yield Task(one.project.title, text, url_for("projects.mine"))


def _turns(actor: Person) -> Iterator[Task]:
    for one, side in awaiting(actor):
        yield Task(title_for(one, side), sentence(one, side), url_for("approaches.show", approach_id=one.id))


def _follow_ups(actor: Person) -> Iterator[Task]:
    mine = visible_approaches(actor).with_only_columns(Approach.id)
    asked = (FollowUp.asked_at.is_not(None), FollowUp.answered_at.is_(None), FollowUp.approach_id.in_(mine))
    held = _held(actor)
    for one in db.session.scalars(select(FollowUp).where(*asked).order_by(FollowUp.due_on)):
        side = _side(one.approach, held)
        if one.side is side:
            text = f"{one.months} mois après, dites comment cela se passe. Deux minutes suffisent."
            yield Task(title_for(one.approach, side), text, url_for("outcomes.follow_up", follow_up_id=one.id))


def _listings(actor: Person) -> Iterator[Task]:
    for one in db.session.scalars(held_listings(actor).order_by(Listing.created_at)):
        expected = _expected(one)
        if expected:
            yield Task(own_name(one, actor), expected, url_for("listings.home", listing_id=one.id))


def _projects(actor: Person) -> Iterator[Task]:
    for one in db.session.scalars(carried_projects(actor).order_by(Project.created_at)):
        expected = _expected(one) or _seal_again(one)
        if expected:
            yield Task(one.title, expected, url_for("projects.show", project_id=one.id))


def _expected(thing: Reviewed) -> str:
    """What its people should do to keep it alive; nothing for most."""
    if thing.sleeps_soon:
        return f"S’endort le {date_fr(thing.expires_at)} : renouvelez d’un geste."
    if thing.state is ReviewState.ASLEEP:
        return "En sommeil, personne ne la lit : renouvelez, ou terminez." if isinstance(thing, Listing) else SLEEPING
    if thing.state is ReviewState.DRAFT and thing.review_comment:
        return "Un modérateur vous demande une retouche."
    return ""


SLEEPING = "En sommeil, aucune annonce ne s’ouvre : renouvelez, ou terminez."


def _seal_again(project: Project) -> str:
    if project.is_open and not is_sealed(project):
        return "L’équipe ou vos structures ont changé : demandez une relecture pour revoir les annonces."
    return ""
