"""The mails of accounts. They carry a link and nothing typed by anybody: a stranger may have typed the address."""

import uuid

from flask import current_app

from club_ess.accounts import links
from club_ess.accounts.models import Person
from club_ess.kit import clock, mail


def _body(template: str, **values: str) -> str:
    name: str = current_app.config["CLUB"].name
    return current_app.jinja_env.get_template(f"emails/accounts_{template}.txt").render(club_name=name, **values)


def queue_confirmation(person: Person, token_id: uuid.UUID, secret: str) -> None:
    body = _body("confirm", link=links.confirm_link(secret))
    mail.queue(person.email, "Confirmez votre adresse", body, dedupe_key=f"accounts.confirm:{token_id}")


def queue_reset(person: Person, token_id: uuid.UUID, secret: str) -> None:
    body = _body("reset", link=links.reset_link(secret))
    mail.queue(person.email, "Choisir un nouveau mot de passe", body, dedupe_key=f"accounts.reset:{token_id}")


def queue_already_member(person: Person) -> None:
    """Somebody signed up with the address of an account. At most one an hour."""
    body = _body("already", sign_in=links.absolute("/connexion"), forgot=links.absolute("/mot-de-passe/oublie"))
    key = f"accounts.already:{person.id}:{clock.now():%Y%m%d%H}"
    mail.queue(person.email, "Vous avez déjà un compte", body, dedupe_key=key)
