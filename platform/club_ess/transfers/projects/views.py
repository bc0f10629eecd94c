"""Doors of a repreneur's projects: write, have it read, keep it on line, end it. The team has its own doors."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Invalid, Stale
from club_ess.kit.forms import Form, prefilled, read
from club_ess.kit.pages import date_fr, wants_json
from club_ess.postings.forms import answers
from club_ess.transfers.projects import operations
from club_ess.transfers.projects.forms import choices_for, conflicts
from club_ess.transfers.projects.inputs import CloseProject, EditProject, PostProject
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.pages import page_of
from club_ess.transfers.projects.policies import carried_projects, get_project_for
from club_ess.transfers.projects.shapes import invitation_line, project_card
from club_ess.transfers.projects.team_policies import invitations_to_answer
from club_ess.transfers.states import ReviewState

doors = Blueprint("projects", __name__)


@doors.get("/transmission/mes-projets")
def mine() -> ResponseReturnValue:
    actor = required_actor()
    projects = db.session.scalars(carried_projects(actor).order_by(Project.updated_at.desc())).all()
    invitations = db.session.scalars(invitations_to_answer(actor)).all()
    return render_template(
        "projects/mine.html",
        living=[project_card(project) for project in projects if project.state is not ReviewState.CLOSED],
        closed=[project_card(project) for project in projects if project.state is ReviewState.CLOSED],
        invitations=[invitation_line(one, _name_of(one.invited_by_id)) for one in invitations],
    )


def _name_of(person_id: uuid.UUID) -> str:
    return db.session.get_one(Person, person_id).name


@doors.get("/transmission/projets/nouveau")
def new() -> ResponseReturnValue:
    return _ask(None, Form(PostProject))


@doors.post("/transmission/projets")
def create() -> ResponseReturnValue:
    form = read(PostProject, request.form)
    try:
        project_id = operations.post_project(required_actor(), answers(form))
    except Invalid as invalid:
        return _ask(None, form.refuse(invalid)), 422
    return _show_again(project_id)


@doors.get("/transmission/projets/<uuid:project_id>")
def show(project_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    return page_of(get_project_for(actor, project_id, to="edit"), actor)


@doors.get("/transmission/projets/<uuid:project_id>/modifier")
def edit(project_id: uuid.UUID) -> ResponseReturnValue:
    project = get_project_for(required_actor(), project_id, to="edit")
    return _ask(project, prefilled(EditProject, project))


@doors.post("/transmission/projets/<uuid:project_id>/modifier")
def save(project_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    project = get_project_for(actor, project_id, to="edit")
    form = read(EditProject, request.form)
    try:
        operations.edit_project(actor, project_id, answers(form))
    except Invalid as invalid:
        return _ask(project, form.refuse(invalid)), 422
    except Stale as stale:
        if wants_json():
            raise
        form.typed["version"] = stale.current.version
        found = conflicts(stale.current, stale.asked, choices_for(actor, project))
        return _ask(project, form, conflicts=found), 409
    return _show_again(project_id)


@doors.post("/transmission/projets/<uuid:project_id>/soumettre")
def submit(project_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    try:
        operations.submit_project(actor, project_id)
    except Invalid as invalid:
        project = get_project_for(actor, project_id, to="edit")
        return _ask(project, prefilled(EditProject, project).refuse(invalid)), 422
    return _show_again(project_id)


@doors.post("/transmission/projets/<uuid:project_id>/retirer")
def withdraw(project_id: uuid.UUID) -> ResponseReturnValue:
    operations.withdraw_project(required_actor(), project_id)
    return _show_again(project_id)


@doors.post("/transmission/projets/<uuid:project_id>/renouveler")
def renew(project_id: uuid.UUID) -> ResponseReturnValue:
    operations.renew_project(required_actor(), project_id)
    return _show_again(project_id)


@doors.post("/transmission/projets/<uuid:project_id>/clore")
def close(project_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    project = get_project_for(actor, project_id, to="lead")
    form = read(CloseProject, request.form)
    try:
        operations.close_project(actor, project_id, answers(form))
    except Invalid as invalid:
        return page_of(project, actor, close_form=form.refuse(invalid)), 422
    return _show_again(project_id)


@doors.post("/transmission/projets/<uuid:project_id>/rouvrir")
def reopen(project_id: uuid.UUID) -> ResponseReturnValue:
    operations.reopen_project(required_actor(), project_id)
    return _show_again(project_id)


def _ask(project: Project | None, form: Form[Any], **others: Any) -> str:
    choices = choices_for(required_actor(), project)
    return render_template("projects/edit.html", project=project, form=form, choices=choices, **others)


def _show_again(project_id: uuid.UUID) -> ResponseReturnValue:
    """Back to its page, saying how it stands now."""
    project = get_project_for(required_actor(), project_id, to="edit")
    said = {
        ReviewState.DRAFT: "Votre projet est enregistré. Il n’est pas en ligne.",
        ReviewState.SUBMITTED: "C’est envoyé : un modérateur va relire votre projet.",
        ReviewState.PUBLISHED: f"Votre projet est en ligne jusqu’au {date_fr(project.expires_at)}.",
        ReviewState.ASLEEP: "Votre projet est en sommeil.",
        ReviewState.CLOSED: "C’est noté : votre projet est terminé.",
    }
    flash(said[project.state], "success")
    return redirect(url_for("projects.show", project_id=project_id), 303)
