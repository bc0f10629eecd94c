"""Hides a listing in a world: its rows and papers, the exclusions and mandates, the approaches that are under way."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.pdf import intake
from club_ess.matching.transfers.models import TransferMatch
from club_ess.notifications.models import Notice
from club_ess.threads.faces import _pseudonym
from club_ess.threads.models import ThreadPerson
from club_ess.transfers.approaches.agreements import accept_agreement
from club_ess.transfers.approaches.attachments import keep_attachment
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.inputs import AcceptAgreement, AddAttachment
from club_ess.transfers.approaches.models import Approach, Attachment, FollowUp
from club_ess.transfers.approaches.signatures import current_agreement
from club_ess.transfers.listings.documents import AddDocument, keep_document
from club_ess.transfers.listings.exclusion_inputs import AddExclusion, AddWelcome
from club_ess.transfers.listings.exclusions import add_exclusion, add_welcome
from club_ess.transfers.listings.models import Document, Exclusion, Welcome
from club_ess.transfers.listings.operations import renew_listing
from tests import factories
from tests.cast import Club, Somebody
from tests.kit.documents import pdf
from tests.transfers.actors import Stage
from tests.twoworlds import life
from tests.twoworlds.secrets import (
    DOCUMENT,
    ENEMY,
    FRIEND,
    NICKNAME,
    PAGE,
    PIECE,
    RIVALS,
    TYPED_SIRETS,
    Secret,
)
from tests.twoworlds.worlds import Variant

ROOM = "/transmission/mes-annonces"


@dataclass
class Hidden:
    """`ids` by parameter; `pages` show every canary to the cédant; `talks` are the people of each conversation."""

    ids: dict[str, list[str]]
    pages: tuple[str, ...]
    threads: list[uuid.UUID] = field(default_factory=list)


def hide(
    room: Stage, secret: Secret, people: dict[str, Somebody], projects: dict[str, uuid.UUID], ties: list[str]
) -> Hidden:
    """`ties` are of outsiders who must not see it, in either world."""
    owner, adviser = people[secret(life.CEDANTS)], people[secret(life.ADVISERS)]
    listing_id = room.listing(
        owner, nickname=secret(NICKNAME), secrets=secret.answers, siren=secret(TYPED_SIRETS)[:9],
        teaser_text=secret.teaser_text,
    )
    for tie in ties:
        room.exclude(listing_id, tie)
    mandate_id = room.mandate(listing_id, adviser)
    neighbour = people[("odile", "berger")[secret.place.side - 1]].organization_id
    with room.club.context():
        actor = db.session.get_one(Person, owner.id)
        add_exclusion(actor, listing_id, AddExclusion(
            email=secret(ENEMY), domain=secret(RIVALS), organization_id=neighbour,
        ))
        add_welcome(actor, listing_id, AddWelcome(welcome_email=secret(FRIEND)))
        kept = intake("bilan.pdf", pdf(secret(PAGE)))
        document_id = keep_document(actor, listing_id, AddDocument(title=secret(DOCUMENT)), kept)
        renew_listing(actor, listing_id)
    approaches = _approach(room, secret, people, projects, listing_id)
    room.club.settle()
    with room.club.context():
        hidden = _collected(listing_id, approaches[0], people["rene"].id)
    hidden.ids |= {
        "listing_id": [str(listing_id)], "approach_id": [str(one) for one in approaches],
        "document_id": [str(document_id)], "mandate_id": [str(mandate_id)],
    }
    return hidden


def _approach(
    room: Stage, secret: Secret, people: dict[str, Somebody], projects: dict[str, uuid.UUID], listing_id: uuid.UUID
) -> list[uuid.UUID]:
    """René reads the file and talks; Rosa waits; Gaston took over something years ago; « signed » may only talk."""
    rene, rosa, gaston = (room.approach(listing_id, projects[name], "nda") for name in life.REPRENEURS)
    approaches = [rene, rosa, gaston]
    accept(room.club, people["rene"], rene)
    if secret.place.variant is Variant.WHICH:
        approaches.append(room.approach(listing_id, projects["signed"], "nda"))
        accept(room.club, people["signed"], approaches[-1])
    life.open_file(room.club, people[secret(life.CEDANTS)], rene)
    life.say(room.club, people[secret(life.CEDANTS)], rene, life.whisper(secret, 0))
    with room.club.context():
        actor = db.session.get_one(Person, people[secret(life.CEDANTS)].id)
        keep_attachment(actor, rene, AddAttachment(title=secret(PIECE)), intake("plan.pdf", pdf(secret(PAGE))))
        due_on = clock.today() - timedelta(days=1)
        factories.save(FollowUp(
            approach_id=gaston, months=6, side=Side.CEDANT, due_on=due_on, asked_at=clock.now()
        ))
    return approaches


def accept(club: Club, person: Somebody, approach_id: uuid.UUID) -> None:
    with club.context():
        actor, agreement = db.session.get_one(Person, person.id), current_agreement()
        text = {"version": agreement.version, "sha256": agreement.sha256, "is_accepted": True}
        accept_agreement(actor, approach_id, AcceptAgreement(name=actor.name, **text))


def _collected(listing_id: uuid.UUID, approach_id: uuid.UUID, reader_id: uuid.UUID) -> Hidden:
    """What an attacker would guess, and the pages that show what is hidden to the cédant."""

    def some(model: Any, *conditions: Any) -> list[str]:
        return sorted(str(one) for one in db.session.scalars(select(model.id).where(*conditions)))[:3]

    talks = db.session.scalars(select(Approach.thread_id).where(Approach.listing_id == listing_id)).all()
    threads = sorted(thread for thread in talks if thread is not None)
    ids = {
        "thread_id": [str(one) for one in threads], "notice_id": some(Notice, Notice.person_id == reader_id),
        "exclusion_id": some(Exclusion, Exclusion.listing_id == listing_id),
        "welcome_id": some(Welcome, Welcome.listing_id == listing_id),
        "attachment_id": some(Attachment, Attachment.approach_id == approach_id),
        "match_id": some(TransferMatch, TransferMatch.listing_id == listing_id), "follow_up_id": some(FollowUp),
    }
    document = db.session.scalars(select(Document.id).where(Document.listing_id == listing_id)).one()
    thread = db.session.get_one(Approach, approach_id).thread_id
    rooms = ("", "/dossier", "/documents", "/exclusions", "/modifier", f"/documents/{document}")
    own = tuple(f"{ROOM}/{listing_id}{room}" for room in rooms)
    return Hidden(ids, (*own, f"/transmission/dossiers/{approach_id}", f"/discussions/{thread}"), threads)


def keys_of(club: Club, hidden: Hidden) -> dict[str, str]:
    """The cédant and the adviser have a keyed hash in each conversation, which leads to nobody."""
    with club.context():
        rows = db.session.scalars(select(ThreadPerson).where(ThreadPerson.thread_id.in_(hidden.threads)))
        return {str(_pseudonym(row.thread_id, row.person_id)): f"[{row.alias}]" for row in rows if row.alias}
