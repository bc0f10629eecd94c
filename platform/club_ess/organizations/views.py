"""Doors of the organizations: the directory, one's page, creating, editing, the logo."""

import uuid
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import current_actor, required_actor
from club_ess.accounts.posted import read_posted
from club_ess.accounts.typing_help import commune_help
from club_ess.extensions import db
from club_ess.kit.errors import Invalid, NotFound, Stale
from club_ess.kit.forms import Form, prefilled
from club_ess.kit.pages import asked_page, wants_json
from club_ess.organizations import directory, logos, operations, shapes, throttles
from club_ess.organizations.choices import form_choices
from club_ess.organizations.enums import OrganizationKind
from club_ess.organizations.inputs import AskToJoin, CreateOrganization, EditOrganization, OrganizationFields
from club_ess.organizations.memberships import find_membership
from club_ess.organizations.models import JoinRequest, Organization
from club_ess.organizations.panels import panels_of
from club_ess.organizations.policies import (
    active_memberships,
    get_organization_for,
    memberships_of,
    organizations_of,
    requests_to_decide,
    waiting_requests_of,
)
from club_ess.organizations.stale import differences
from club_ess.reference.skills import skill_labels

doors = Blueprint("organizations", __name__)
doors.context_processor(commune_help)


@doors.get("/annuaire")
def index() -> ResponseReturnValue:
    query, cells = _asked_query(), directory.counted()
    page = directory.page_of(cells, query)
    cards = [shapes.organization_card(organization) for organization in page.items]
    if wants_json():
        return jsonify({"total": page.total, "page": page.number, "pages": page.pages, "organizations": cards})
    groups = directory.facets(cells, query)
    return render_template(
        "organizations/index.html", page=page, cards=cards, groups=groups, sorts=directory.SORTS, query=query,
        sort_url=_sort_url,
    )


def _asked_query() -> directory.DirectoryQuery:
    chosen = {name: frozenset(request.args.getlist(name)[:50]) for name in directory.COLUMNS}
    sort = "recent" if request.args.get("tri") == "recent" else "nom"
    return directory.DirectoryQuery(chosen, sort, asked_page())


def _sort_url(value: str) -> str:
    args = {key: values for key, values in request.args.to_dict(flat=False).items() if key not in {"page", "tri"}}
    values: dict[str, Any] = args | {"tri": [value]}
    return url_for("organizations.index", **values)


@doors.get("/structures/<uuid:organization_id>")
def show(organization_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    organization = get_organization_for(actor, organization_id, to="read")
    if wants_json():
        return jsonify(shapes.organization_page(organization))
    return render_template(
        "organizations/show.html", organization=shapes.organization_page(organization),
        panels=panels_of(organization, actor), **_seen_by_member(organization_id),
    )


def _seen_by_member(organization_id: uuid.UUID) -> dict[str, Any]:
    """The people of an organization are for members of the club; what to do there depends on who looks."""
    actor = current_actor()
    if actor is None:
        return {"members": [], "own": None, "waiting": None, "join_form": None}
    waiting = waiting_requests_of(actor).where(JoinRequest.organization_id == organization_id)
    return {
        "members": [shapes.member_line(each) for each in db.session.scalars(memberships_of(organization_id))],
        "own": find_membership(actor, organization_id),
        "waiting": db.session.scalar(waiting),
        "join_form": Form(AskToJoin),
    }


@doors.get("/mes-structures")
def mine() -> ResponseReturnValue:
    actor = required_actor()
    roles = {each.organization_id: each.role for each in db.session.scalars(active_memberships(actor))}
    return render_template(
        "organizations/mine.html",
        organizations=[(shapes.organization_card(each), roles[each.id]) for each in organizations_of(actor)],
        waiting=list(db.session.scalars(waiting_requests_of(actor))),
        to_decide=[shapes.join_line(each) for each in db.session.scalars(requests_to_decide(actor))],
    )


@doors.get("/structures/nouvelle")
def new() -> ResponseReturnValue:
    return _edit_page(Form(CreateOrganization, {"kind": OrganizationKind.ESS_STRUCTURE.value}), 200)


def _edit_page(form: Form[Any], status: int, **context: Any) -> ResponseReturnValue:
    choices = form_choices(form.value("naf_code"))
    page = render_template("organizations/edit.html", form=form, choices=choices, skills=skill_labels(), **context)
    return page, status


@doors.post("/structures")
def create() -> ResponseReturnValue:
    form = read_posted(CreateOrganization)
    if form.asked is None:
        return _edit_page(form, 422)
    actor = required_actor()
    throttles.count_creation(actor.id)
    try:
        organization_id = operations.create_organization(actor, form.asked)
    except operations.SiretTaken as taken:
        return _siret_taken(form, taken)
    except operations.AlreadyThere as there:
        return _already_there(form, there)
    return _saved(organization_id, "Votre structure est créée. Bienvenue !", 201)


def _saved(organization_id: uuid.UUID, sentence: str, status: int) -> ResponseReturnValue:
    url = url_for("organizations.show", organization_id=organization_id)
    if wants_json():
        return {"id": str(organization_id), "url": url}, status
    flash(sentence, "success")
    return redirect(url, 303)


def _siret_taken(form: Form[Any], taken: operations.SiretTaken, **context: Any) -> ResponseReturnValue:
    if wants_json():
        raise taken
    holder = shapes.organization_card(db.session.get_one(Organization, taken.organization_id))
    return _edit_page(form.refuse(taken), 422, holder=holder, **context)


def _already_there(form: Form[Any], there: operations.AlreadyThere) -> ResponseReturnValue:
    if wants_json():
        raise there
    rows = [db.session.get_one(Organization, each) for each in there.organization_ids]
    cards = [shapes.organization_card(row) for row in rows]
    return render_template("organizations/already_there.html", form=form, cards=cards), 409


@doors.get("/structures/<uuid:organization_id>/modifier")
def edit(organization_id: uuid.UUID) -> ResponseReturnValue:
    organization = get_organization_for(required_actor(), organization_id, to="administer")
    return _edit_page(prefilled(EditOrganization, organization), 200, organization=organization)


@doors.post("/structures/<uuid:organization_id>/modifier")
def edit_now(organization_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    organization = get_organization_for(actor, organization_id, to="administer")
    form = read_posted(EditOrganization)
    if form.asked is None:
        return _edit_page(form, 422, organization=organization)
    try:
        operations.edit_organization(actor, organization_id, form.asked)
    except operations.SiretTaken as taken:
        return _siret_taken(form, taken, organization=organization)
    except Stale as stale:
        return _stale_page(form, stale)
    return _saved(organization_id, "La fiche de votre structure est enregistrée.", 200)


def _stale_page(form: Form[Any], stale: Stale) -> ResponseReturnValue:
    """Both versions; what was typed stays in the form, with the new number, so that saving again is a choice."""
    if wants_json():
        raise stale
    organization = stale.current
    form.typed["version"] = organization.version
    compared = differences(organization, stale.asked, OrganizationFields)
    return _edit_page(form, 409, organization=organization, compared=compared)


@doors.post("/structures/<uuid:organization_id>/logo")
def set_logo(organization_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    get_organization_for(actor, organization_id, to="administer")
    sent = request.files.get("logo")
    try:
        png = logos.draw_logo(sent.filename or "", sent.stream.read(logos.MOST_BYTES + 1)) if sent else None
    except Invalid as invalid:
        if wants_json():
            raise
        flash(invalid.errors["logo"], "error")
        return redirect(url_for("organizations.edit", organization_id=organization_id), 303)
    _replace_logo(organization_id, png)
    return _saved(organization_id, "Le logo est enregistré." if png else "Le logo est retiré.", 200)


def _replace_logo(organization_id: uuid.UUID, png: bytes | None) -> None:
    """The file is written before the row names it, and the former one deleted after."""
    name = logos.keep(_logo_folder(), png) if png else None
    try:
        former = operations.set_logo(required_actor(), organization_id, name)
    except Exception:
        logos.forget(_logo_folder(), name)
        raise
    logos.forget(_logo_folder(), former)


def _logo_folder() -> Path:
    folder: Path = current_app.config["CLUB"].files_folder / "logos"
    return folder


@doors.get("/structures/<uuid:organization_id>/logo")
def show_logo(organization_id: uuid.UUID) -> ResponseReturnValue:
    organization = get_organization_for(current_actor(), organization_id, to="read")
    if organization.logo_file is None or not (_logo_folder() / organization.logo_file).is_file():
        raise NotFound()
    return send_from_directory(
        _logo_folder().resolve(), organization.logo_file, mimetype="image/png", as_attachment=True,
        download_name="logo.png",
    )
