"""The confidential file as plain data: what the cédant opens, what the repreneur reads, and who read what."""

from typing import Any

from flask import url_for

from club_ess.accounts.models import Person
from club_ess.transfers.approaches.access import active_grants, living_documents, opened_to, readable_documents
from club_ess.transfers.approaches.attachments import attachments_of
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.grants import OPENABLE
from club_ess.transfers.approaches.models import Approach, Attachment, Reading
from club_ess.transfers.approaches.policies import side_of
from club_ess.transfers.approaches.readings import readings_of
from club_ess.transfers.approaches.states import TALKING
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Document

# The form of the cédant says « vous »: these are the words for whoever reads.
LABELS = {FileField.CONTACT: "Nom et coordonnées du cédant"}
REMOVED = "Une pièce retirée"


def label_of(field: FileField) -> str:
    return LABELS.get(field, field.label)


def opening(approach: Approach) -> dict[str, Any]:
    """For the cédant: the choices of the form, what is open, and since when."""
    opened, documents = opened_to(approach), living_documents(approach)
    filled = {answer.field for answer in approach.listing.answers if answer.value}
    return {
        "may_open": approach.state in OPENABLE,
        "fields": [(field.value, field.label) for field in FileField if field in filled | opened.fields],
        "empty_labels": [field.label for field in FileField if field not in filled],
        "documents": [(str(one.id), document_label(one)) for one in documents],
        "opened_fields": [field.value for field in opened.fields],
        "opened_documents": [str(document_id) for document_id in opened.documents],
        "mark": opened.mark,
        "is_any_open": bool(opened),
        "last_at": max((grant.granted_at for grant in active_grants(approach)), default=None),
    }


def document_label(document: Document | Attachment) -> str:
    pages = "1 page" if document.pages == 1 else f"{document.pages} pages"
    return f"{document.title} ({pages})"


def file_lines(opened: frozenset[FileField]) -> list[dict[str, Any]]:
    """For the repreneur: [{label, is_open}] in the order of the file. An answer that is closed shows its label only."""
    return [{"field": field.value, "label": label_of(field), "is_open": field in opened} for field in FileField]


def document_lines(actor: Person, approach: Approach) -> list[dict[str, Any]]:
    """For the repreneur: the documents that are open; the others are not even counted."""
    return [
        {
            "label": document_label(one),
            "url": url_for("approach_files.download", approach_id=approach.id, document_id=one.id),
        }
        for one in readable_documents(actor, approach)
    ]


def reading_lines(approach: Approach) -> list[dict[str, Any]]:
    """For the cédant: [{who, what, at}]; the readings of their own side's people are not of the file."""
    project_people = {member.person_id for member in approach.project.members}
    return [
        {"who": one.person.name, "what": _what(one), "at": one.read_at}
        for one in readings_of(approach)
        if one.person_id in project_people
    ]


def _what(reading: Reading) -> str:
    if reading.field is not None:
        return reading.field.label
    piece = reading.document or reading.attachment
    return piece.title if piece else REMOVED


def attachment_lines(approach: Approach, actor: Person) -> list[dict[str, Any]]:
    """Both sides' pieces; the other side's is read only while people talk."""
    side = side_of(actor, approach)
    return [_attachment_line(one, side, approach) for one in attachments_of(approach)]


def _attachment_line(attachment: Attachment, side: Side, approach: Approach) -> dict[str, Any]:
    args: dict[str, Any] = {"approach_id": approach.id, "attachment_id": attachment.id}
    is_own = attachment.side is side
    given_by = "Vous, ou votre côté" if is_own else f"Le {attachment.side.label.lower()}"
    return {
        "id": str(attachment.id), "label": document_label(attachment), "given_by": given_by, "at": attachment.added_at,
        "download_url": url_for("attachments.download", **args) if is_own or approach.state in TALKING else None,
        "remove_url": url_for("attachments.remove", **args) if is_own else None,
    }
