"""What the pages of the room show."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from club_ess.accounts.models import Person
from club_ess.kit.mail import Mail
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.models import Notice
from club_ess.notifications.queries import Wishes
from club_ess.notifications.texts import lines_for

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def notice_list(actor: Person, notices: Sequence[Notice]) -> list[dict[str, Any]]:
    """{id, kind_label, text, path, created_at, is_read} for each, in the same order."""
    lines = lines_for(actor, notices)
    return [
        {
            "id": notice.id, "kind": notice.kind.value, "kind_label": notice.kind.label, "text": lines[notice.id].text,
            "path": lines[notice.id].path, "created_at": notice.created_at, "is_read": notice.read_at is not None,
        }
        for notice in notices
    ]


def preference_rows(wishes: Mapping[NoticeKind, Wishes]) -> list[dict[str, Any]]:
    """{kind, label, in_app, by_mail}, one row a kind."""
    return [
        {"kind": kind.value, "label": kind.label, "in_app": wish.in_app, "by_mail": wish.by_mail}
        for kind, wish in wishes.items()
    ]


def mail_shape(mail: Mail, origin: str) -> dict[str, Any]:
    """{id, recipient, subject, queued_at, body_html}: the text of the mail, its links clickable."""
    return {
        "id": mail.id, "recipient": mail.recipient, "subject": mail.subject, "queued_at": mail.queued_at,
        "body_html": linkified(mail.body, origin),
    }


def linkified(text: str, origin: str) -> Markup:
    """Escaped, with links. Those of the club itself become paths, so that they work whatever name the visitor typed."""
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?)")
        href = (address.removeprefix(origin) or "/") if address.startswith(origin) else address
        parts += [escape(text[end : found.start()]), Markup('<a href="{}">{}</a>').format(href, address)]
        end = found.start() + len(address)
    return Markup("").join([*parts, escape(text[end:])]).replace("\n", Markup("<br>\n"))
