"""Mails: a row in the business transaction, sent after commit by the worker. A mail carries a link, never content."""

import smtplib
import ssl
import uuid
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app
from sqlalchemy import String, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.events import MailQueued
from club_ess.extensions import Model, db
from club_ess.kit import clock
from club_ess.kit.operation import operation, record
from club_ess.kit.records import Identified, Instant

TIMEOUT_S = 10  # well under the lease of the promise, so that no other worker sends the same mail
KEPT = timedelta(days=90)


class Mail(Identified, Model):
    """One mail to one person. The dedupe key says what it is about, so that it is never queued twice."""

    __tablename__ = "mails"

    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    queued_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


@operation
def queue(recipient: str, subject: str, body: str, *, dedupe_key: str) -> None:
    """Promises a mail. Does nothing when the same key was already queued."""
    known = db.session.scalar(select(Mail.id).where(Mail.dedupe_key == dedupe_key))
    if known is None:
        mail = Mail(recipient=recipient, subject=subject, body=body, dedupe_key=dedupe_key)
        db.session.add(mail)
        db.session.flush()
        record(MailQueued(mail.id))


def deliver(fact: MailQueued) -> None:
    """Sends one mail by CLUB_SMTP_URL; without it the mail is kept, readable in the demonstration's mailbox.

    Raises OSError or SMTPException when the server refuses or is away: the outbox tries again later.
    """
    mail = db.session.get(Mail, fact.mail_id)
    settings = current_app.config["CLUB"]
    if mail is None or mail.sent_at is not None or not settings.smtp_url:
        return
    message = _message(mail, settings.mail_from)
    db.session.rollback()
    _send(settings.smtp_url, message)
    _mark_sent(fact.mail_id)


def _message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.recipient, mail.subject
    message["Date"] = format_datetime(mail.queued_at)
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message


def _send(url: str, message: EmailMessage) -> None:
    parts = urlsplit(url)
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_S)
    with server:
        if parse_qs(parts.query).get("starttls") == ["1"]:
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


@operation
def _mark_sent(mail_id: uuid.UUID) -> None:
    """The body goes with the mail: its link opens a door, and must not wait in our tables for somebody to read it."""
    mail = db.session.get(Mail, mail_id)
    if mail is not None:
        mail.sent_at, mail.body = clock.now(), ""


@operation
def sweep() -> None:
    """Deletes old mails: they hold addresses and links, and have done their work."""
    db.session.execute(delete(Mail).where(Mail.queued_at < clock.now() - KEPT))
