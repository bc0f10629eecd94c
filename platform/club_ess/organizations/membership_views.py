"""Doors between people and organizations: joining, deciding, roles, leaving, and a person's page."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.accounts.policies import get_person_for
from club_ess.accounts.posted import read_posted
from club_ess.extensions import db
from club_ess.kit.errors import Invalid
from club_ess.organizations import memberships, shapes, throttles
from club_ess.organizations.inputs import AskToJoin, ChangeRole, DecideJoin
from club_ess.organizations.models import JoinRequest
from club_ess.organizations.policies import (
    get_organization_for,
    is_member,
    memberships_of,
    organizations_of,
    requests_to_decide,
)

doors = Blueprint("memberships", __name__)


@doors.post("/structures/<uuid:organization_id>/rejoindre")
def ask_to_join(organization_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = required_actor(), read_posted(AskToJoin)
    organization = get_organization_for(actor, organization_id, to="join")
    if form.asked is None:
        page = render_template("memberships/join.html", form=form, organization=organization)
        return page, 422
    throttles.count_join(actor.id)
    memberships.ask_to_join(actor, organization_id, form.asked)
    flash("Votre demande est envoyée. Nous vous préviendrons de la réponse.", "success")
    return redirect(url_for("organizations.mine"), 303)


@doors.post("/demandes/<uuid:join_request_id>/decider")
def decide_join(join_request_id: uuid.UUID) -> ResponseReturnValue:
    form = read_posted(DecideJoin)
    if form.asked is None:
        raise Invalid(form.errors)
    memberships.decide_join(required_actor(), join_request_id, form.asked)
    flash("Votre réponse est enregistrée.", "success")
    return redirect(url_for("organizations.mine"), 303)


@doors.post("/demandes/<uuid:join_request_id>/retirer")
def withdraw_join(join_request_id: uuid.UUID) -> ResponseReturnValue:
    memberships.withdraw_join(required_actor(), join_request_id)
    flash("Votre demande est retirée.", "success")
    return redirect(url_for("organizations.mine"), 303)


@doors.get("/structures/<uuid:organization_id>/membres")
def index(organization_id: uuid.UUID) -> ResponseReturnValue:
    """For the people of the organization; its administrators also decide there."""
    actor = required_actor()
    organization = get_organization_for(actor, organization_id, to="act")
    to_decide = requests_to_decide(actor).where(JoinRequest.organization_id == organization_id)
    return render_template(
        "memberships/index.html", organization=organization,
        members=[shapes.member_line(each) for each in db.session.scalars(memberships_of(organization_id))],
        own=memberships.find_membership(actor, organization_id),
        to_decide=[shapes.join_line(each) for each in db.session.scalars(to_decide)],
    )


@doors.post("/membres/<uuid:membership_id>/role")
def change_role(membership_id: uuid.UUID) -> ResponseReturnValue:
    form = read_posted(ChangeRole)
    if form.asked is None:
        raise Invalid(form.errors)
    organization_id = memberships.change_role(required_actor(), membership_id, form.asked)
    flash("Le rôle est changé.", "success")
    return _back(organization_id)


def _back(organization_id: uuid.UUID) -> ResponseReturnValue:
    """To the list of members, as long as one is among them."""
    if is_member(required_actor(), organization_id):
        return redirect(url_for("memberships.index", organization_id=organization_id), 303)
    return redirect(url_for("organizations.mine"), 303)


@doors.post("/membres/<uuid:membership_id>/retirer")
def remove_member(membership_id: uuid.UUID) -> ResponseReturnValue:
    organization_id = memberships.remove_member(required_actor(), membership_id)
    flash("Cette personne n’agit plus pour la structure.", "success")
    return _back(organization_id)


@doors.post("/membres/<uuid:membership_id>/quitter")
def leave_organization(membership_id: uuid.UUID) -> ResponseReturnValue:
    memberships.leave_organization(required_actor(), membership_id)
    flash("Vous avez quitté cette structure.", "success")
    return redirect(url_for("organizations.mine"), 303)


@doors.get("/personnes/<uuid:person_id>")
def show_person(person_id: uuid.UUID) -> ResponseReturnValue:
    person = get_person_for(required_actor(), person_id, to="read")
    organizations = [shapes.organization_card(each) for each in organizations_of(person)]
    return render_template("memberships/person.html", person=person, organizations=organizations)
