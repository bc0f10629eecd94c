"""Doors of the accounts: signing up, in and out; passwords; one's own profile; suspending somebody."""

import uuid

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts import identity, operations, sign_ins, throttles, tokens
from club_ess.accounts.browsers import browser_label
from club_ess.accounts.enums import TokenPurpose
from club_ess.accounts.inputs import AskLink, ChangePassword, Credentials, EditProfile, ResetPassword, SignUp
from club_ess.accounts.passwords import hash_password
from club_ess.accounts.policies import live_sign_ins_of
from club_ess.accounts.posted import read_posted
from club_ess.accounts.typing_help import commune_help
from club_ess.extensions import db
from club_ess.kit.errors import Invalid, SignInRequired
from club_ess.kit.forms import Form, prefilled
from club_ess.kit.pages import local_target, wants_json
from club_ess.reference.communes import search_communes

doors = Blueprint("accounts", __name__)
doors.context_processor(commune_help)
doors.add_app_template_filter(browser_label)
WRONG = (
    "L’adresse ou le mot de passe ne correspond pas, ou l’adresse n’est pas encore confirmée. "
    "Vérifiez, puis réessayez ; les liens ci-dessous vous aident."
)


def enter(secret: str) -> None:
    """Gives this browser the cookie of a sign-in just made."""
    opened = identity.load_signed_in(secret)
    if opened is not None:
        identity.keep_signed_in(secret, opened.sign_in)


@doors.get("/inscription")
def sign_up() -> ResponseReturnValue:
    if identity.current_actor():
        return redirect(url_for("organizations.mine"), 303)
    return render_template("accounts/sign_up.html", form=Form(SignUp))


@doors.post("/inscription")
def create() -> ResponseReturnValue:
    form = read_posted(SignUp)
    if form.asked is None:
        return render_template("accounts/sign_up.html", form=form), 422
    throttles.count_mail("sign_up", form.asked.email, identity.network())
    operations.sign_up(form.asked, hash_password(form.asked.password))
    return _look_at_mails("accounts.signed_up")


def _look_at_mails(endpoint: str) -> ResponseReturnValue:
    """The same answer whether or not a mail leaves."""
    return ({"status": "sent"}, 202) if wants_json() else redirect(url_for(endpoint), 303)


@doors.get("/inscription/merci")
def signed_up() -> ResponseReturnValue:
    return render_template("accounts/signed_up.html")


@doors.get("/inscription/renvoyer")
def resend() -> ResponseReturnValue:
    return render_template("accounts/resend.html", form=Form(AskLink))


@doors.post("/inscription/renvoyer")
def resend_now() -> ResponseReturnValue:
    form = read_posted(AskLink)
    if form.asked is None:
        return render_template("accounts/resend.html", form=form), 422
    throttles.count_mail("resend", form.asked.email, identity.network())
    operations.resend_confirmation(form.asked)
    return _look_at_mails("accounts.signed_up")


@doors.get("/inscription/confirmer/<token>")
def confirm(token: str) -> ResponseReturnValue:
    try:
        person = tokens.find(token, TokenPurpose.CONFIRM_ADDRESS).person
    except tokens.DeadLink:
        return _dead_link()
    return render_template("accounts/confirm.html", person=person, token=token)


def _dead_link() -> ResponseReturnValue:
    return render_template("accounts/dead_link.html", form=Form(AskLink)), 404


@doors.post("/inscription/confirmer/<token>")
def confirm_now(token: str) -> ResponseReturnValue:
    try:
        secret = operations.confirm_address(token, identity.browser_name())
    except tokens.DeadLink:
        return _dead_link()
    enter(secret)
    flash("Votre adresse est confirmée. Bienvenue au club !", "success")
    return redirect(url_for("organizations.mine"), 303)


@doors.get("/connexion")
def sign_in() -> ResponseReturnValue:
    target = local_target(request.args.get("next"), url_for("site.home"))
    if identity.current_actor():
        return redirect(target, 303)
    return render_template("accounts/sign_in.html", form=Form(Credentials), target=target)


@doors.post("/connexion")
def enter_club() -> ResponseReturnValue:
    target = local_target(request.values.get("next"), url_for("site.home"))
    form = read_posted(Credentials)
    secret = _open(form.asked) if form.asked else None
    if secret is None:
        refused = form.refuse(Invalid({"": WRONG} if form.asked else {}))
        if wants_json():
            raise Invalid(refused.errors)
        return render_template("accounts/sign_in.html", form=refused, target=target), 422
    enter(secret)
    return ({"status": "signed_in"}, 200) if wants_json() else redirect(target, 303)


def _open(asked: Credentials) -> str | None:
    """The secret of a fresh sign-in; None for a wrong pair, or an account that may not sign in."""
    throttles.count_sign_in(asked.email, identity.network())
    person = sign_ins.check_credentials(asked)
    if person is None:
        return None
    secret = sign_ins.sign_in(person.id, person.password_hash, identity.browser_name())
    throttles.forget_sign_in(asked.email)
    return secret


@doors.post("/deconnexion")
def sign_out() -> ResponseReturnValue:
    row = identity.current_sign_in()
    if row is not None:
        sign_ins.end_sign_in(identity.required_actor(), row.id)
    identity.forget_signed_in()
    flash("La déconnexion est faite. À bientôt !", "success")
    return redirect(url_for("site.home"), 303)


@doors.get("/mot-de-passe/oublie")
def forgot() -> ResponseReturnValue:
    return render_template("accounts/forgot.html", form=Form(AskLink))


@doors.post("/mot-de-passe/oublie")
def ask_reset() -> ResponseReturnValue:
    form = read_posted(AskLink)
    if form.asked is None:
        return render_template("accounts/forgot.html", form=form), 422
    throttles.count_mail("forgot", form.asked.email, identity.network())
    operations.ask_reset(form.asked)
    return _look_at_mails("accounts.reset_sent")


@doors.get("/mot-de-passe/merci")
def reset_sent() -> ResponseReturnValue:
    return render_template("accounts/reset_sent.html")


@doors.get("/mot-de-passe/<token>")
def reset(token: str) -> ResponseReturnValue:
    try:
        tokens.find(token, TokenPurpose.RESET_PASSWORD)
    except tokens.DeadLink:
        return _dead_link()
    return render_template("accounts/reset.html", form=Form(ResetPassword), token=token)


@doors.post("/mot-de-passe/<token>")
def reset_now(token: str) -> ResponseReturnValue:
    try:
        person = tokens.find(token, TokenPurpose.RESET_PASSWORD).person
        form = read_posted(ResetPassword)
        if form.asked:
            form.refuse(Invalid(sign_ins.check_new_password(person, form.asked.password)))
        if form.asked is None or form.errors:
            return render_template("accounts/reset.html", form=form, token=token), 422
        operations.reset_password(token, hash_password(form.asked.password))
    except tokens.DeadLink:
        return _dead_link()
    identity.forget_signed_in()
    flash("Votre mot de passe est changé. Connectez-vous avec le nouveau.", "success")
    return redirect(url_for("accounts.sign_in"), 303)


@doors.get("/mon-compte")
def profile() -> ResponseReturnValue:
    return render_template("accounts/profile.html", form=prefilled(EditProfile, identity.required_actor()))


@doors.post("/mon-compte")
def edit_profile() -> ResponseReturnValue:
    form = read_posted(EditProfile)
    if form.asked is None:
        return render_template("accounts/profile.html", form=form), 422
    operations.edit_profile(identity.required_actor(), form.asked)
    flash("Votre profil est enregistré.", "success")
    return redirect(url_for("accounts.profile"), 303)


@doors.get("/api/communes")
def suggest_communes() -> ResponseReturnValue:
    """The labels of at most twelve communes that begin with `q`."""
    return jsonify([commune.label for commune in search_communes(request.args.get("q", "")[:100])])


@doors.get("/mon-compte/mot-de-passe")
def change_password() -> ResponseReturnValue:
    return render_template("accounts/change_password.html", form=Form(ChangePassword))


@doors.post("/mon-compte/mot-de-passe")
def change_password_now() -> ResponseReturnValue:
    actor, form = identity.required_actor(), read_posted(ChangePassword)
    throttles.count_password_change(actor.id)
    if form.asked is None:
        return render_template("accounts/change_password.html", form=form), 422
    try:
        checked_hash = sign_ins.check_password_change(actor, form.asked)
    except Invalid as invalid:
        return render_template("accounts/change_password.html", form=form.refuse(invalid)), 422
    new_hash = hash_password(form.asked.password)
    enter(operations.change_password(actor, checked_hash, new_hash, identity.browser_name()))
    flash("Votre mot de passe est changé. Les autres appareils sont déconnectés.", "success")
    return redirect(url_for("accounts.profile"), 303)


@doors.get("/mon-compte/connexions")
def list_sign_ins() -> ResponseReturnValue:
    rows = list(db.session.scalars(live_sign_ins_of(identity.required_actor())))
    return render_template("accounts/sign_ins.html", rows=rows, current=_own_sign_in_id())


def _own_sign_in_id() -> uuid.UUID:
    row = identity.current_sign_in()
    if row is None:
        raise SignInRequired()
    return row.id


@doors.post("/mon-compte/connexions/<uuid:sign_in_id>/fermer")
def end_sign_in(sign_in_id: uuid.UUID) -> ResponseReturnValue:
    sign_ins.end_sign_in(identity.required_actor(), sign_in_id)
    flash("Cet appareil est déconnecté.", "success")
    return redirect(url_for("accounts.list_sign_ins"), 303)


@doors.post("/mon-compte/connexions/fermer-les-autres")
def end_other_sign_ins() -> ResponseReturnValue:
    sign_ins.end_other_sign_ins(identity.required_actor(), _own_sign_in_id())
    flash("Tous vos autres appareils sont déconnectés.", "success")
    return redirect(url_for("accounts.list_sign_ins"), 303)


@doors.post("/moderation/personnes/<uuid:person_id>/suspendre")
def disable_person(person_id: uuid.UUID) -> ResponseReturnValue:
    operations.disable_person(identity.required_actor(), person_id)
    flash("Ce compte est suspendu : cette personne est déconnectée partout.", "success")
    return redirect(url_for("memberships.show_person", person_id=person_id), 303)


@doors.post("/moderation/personnes/<uuid:person_id>/retablir")
def enable_person(person_id: uuid.UUID) -> ResponseReturnValue:
    operations.enable_person(identity.required_actor(), person_id)
    flash("Ce compte est rétabli.", "success")
    return redirect(url_for("memberships.show_person", person_id=person_id), 303)
