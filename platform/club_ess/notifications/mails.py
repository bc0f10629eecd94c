"""The mail of each kind of notice: what happened in one plain sentence, and the link; never who, nor about what."""

import uuid

from flask import current_app

from club_ess.accounts.models import Person
from club_ess.kit import mail
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.links import address_of, path_to
from club_ess.notifications.queries import wishes_of


def queue_mail(person: Person, kind: NoticeKind, path: str, dedupe_key: str) -> None:
    """Promises the mail that leads to `path`, unless the person switched that kind off by mail."""
    if not wishes_of(person.id)[kind].by_mail:
        return
    settings = current_app.config["CLUB"]
    name = "notice_discreet" if kind.is_discreet else f"notice_{kind.value}"
    body = current_app.jinja_env.get_template(f"emails/{name}.txt").render(
        first_name=person.first_name,
        link=address_of(path),
        preferences_link=address_of(path_to("notifications.preferences")),
        club_name=settings.name,
    )
    mail.queue(person.email, kind.subject, body, dedupe_key=mail_key(person.id, dedupe_key))


def mail_key(person_id: uuid.UUID, dedupe_key: str) -> str:
    return f"notice:{person_id}:{dedupe_key}"
