"""Doors of a project's team: inviting, answering, removing, leaving."""

import uuid

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.errors import Invalid
from club_ess.kit.forms import parse, read
from club_ess.postings.forms import answers
from club_ess.transfers.projects import team, throttles
from club_ess.transfers.projects.inputs import AnswerInvitation, InvitePerson
from club_ess.transfers.projects.pages import page_of
from club_ess.transfers.projects.policies import get_project_for
from club_ess.transfers.projects.views import doors as doors  # the same blueprint: rooms.py takes it from here


@doors.post("/transmission/projets/<uuid:project_id>/inviter")
def invite(project_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    project = get_project_for(actor, project_id, to="lead")
    form = read(InvitePerson, request.form)
    try:
        asked = answers(form)
        throttles.count_invitation(actor.id)
        team.invite_person(actor, project_id, asked)
    except Invalid as invalid:
        return page_of(project, actor, invite_form=form.refuse(invalid)), 422
    flash(f"L’invitation pour {asked.email} est enregistrée.", "success")
    return _back(project_id)


@doors.post("/transmission/invitations/<uuid:invitation_id>/repondre")
def answer(invitation_id: uuid.UUID) -> ResponseReturnValue:
    asked = parse(AnswerInvitation, request.form)
    project_id = team.answer_invitation(required_actor(), invitation_id, asked)
    if asked.decision == "decline":
        flash("C’est noté : vous ne porterez pas ce projet.", "success")
        return redirect(url_for("projects.mine"), 303)
    flash("Bienvenue : vous portez maintenant ce projet.", "success")
    return _back(project_id)


@doors.post("/transmission/invitations/<uuid:invitation_id>/retirer")
def take_back(invitation_id: uuid.UUID) -> ResponseReturnValue:
    project_id = team.take_back_invitation(required_actor(), invitation_id)
    flash("L’invitation est retirée.", "success")
    return _back(project_id)


@doors.post("/transmission/projets/<uuid:project_id>/personnes/<uuid:project_person_id>/retirer")
def remove(project_id: uuid.UUID, project_person_id: uuid.UUID) -> ResponseReturnValue:
    team.remove_person(required_actor(), project_id, project_person_id)
    flash("Cette personne ne porte plus le projet.", "success")
    return _back(project_id)


@doors.post("/transmission/projets/<uuid:project_id>/quitter")
def leave(project_id: uuid.UUID) -> ResponseReturnValue:
    team.leave_project(required_actor(), project_id)
    flash("Vous ne portez plus ce projet.", "success")
    return redirect(url_for("projects.mine"), 303)


def _back(project_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("projects.show", project_id=project_id), 303)
