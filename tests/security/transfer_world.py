"""A transmission in the world of the access table: one file, open to René, and everybody who must see nothing of it."""

import uuid
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.kit.pdf import intake
from club_ess.matching.transfers.models import TransferMatch
from club_ess.transfers import storage
from club_ess.transfers.approaches.access import opened_to
from club_ess.transfers.approaches.agreements import accept_agreement
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.grants import grant
from club_ess.transfers.approaches.inputs import AcceptAgreement, OpenFile
from club_ess.transfers.approaches.models import Approach, Attachment, FollowUp
from club_ess.transfers.approaches.signatures import current_agreement
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Document, Welcome
from club_ess.transfers.projects.models import ProjectInvitation, ProjectPerson
from club_ess.transfers.ties import email_tie
from tests import factories
from tests.cast import Club, Somebody
from tests.kit.documents import pdf
from tests.transfers.actors import Stage

TRANSFER_ACTORS = (
    "cedant", "adviser", "adviser_without_mandate", "repreneur", "repreneur_after_nda", "teammate", "excluded",
    "cedant_colleague",
)


@dataclass(frozen=True)
class Transfers:
    """`people` are the actors; `values` fill the parameters of rules, `elsewhere` those of rules that begin so."""

    people: dict[str, Somebody]
    values: dict[str, uuid.UUID | str]
    elsewhere: dict[str, dict[str, uuid.UUID | str]]


def make_transfers(club: Club, invited: Somebody) -> Transfers:
    stage = Stage(club)
    people = {
        "cedant": stage.colette, "adviser": stage.anne, "adviser_without_mandate": club.person("Nino Conseil"),
        "repreneur": club.person("Paula Prudente"), "repreneur_after_nda": stage.rene,
        "teammate": club.person("Tim Équipier"), "excluded": stage.xavier, "cedant_colleague": stage.colleague,
    }
    listing_id = stage.listing(stage.colette)
    stage.exclude(listing_id, email_tie(stage.xavier.email))
    project_id = stage.project(stage.rene, people["teammate"])
    for other in ("repreneur", "excluded", "cedant_colleague"):
        stage.project(people[other])
    values: dict[str, uuid.UUID | str] = {
        "slug": "scop", "listing_id": listing_id, "project_id": project_id,
        "mandate_id": stage.mandate(listing_id, stage.anne),
        "exclusion_id": stage.exclude(listing_id, email_tie("rival@exemple.test")),
        "approach_id": stage.approach(listing_id, project_id, "nda"),
    }
    values |= _around(club, stage, values, invited, people["teammate"])
    _open_file(club, stage, values)
    return Transfers(people, values, _elsewhere(club, stage, values))


def _around(
    club: Club, stage: Stage, values: dict[str, uuid.UUID | str], invited: Somebody, teammate: Somebody
) -> dict[str, uuid.UUID | str]:
    """What hangs on the listing, on the project and on the approach."""
    listing, project, approach = (values[name] for name in ("listing_id", "project_id", "approach_id"))
    paper = {"title": "Comptes 2025", "pages": 1, "size_bytes": 900, "added_by_id": stage.colette.id}
    with club.context():
        carrying = select(ProjectPerson.id).where(ProjectPerson.person_id == teammate.id)
        made = {
            "document_id": factories.save(Document(listing_id=listing, **paper)),
            "attachment_id": factories.save(Attachment(approach_id=approach, side=Side.CEDANT, **paper)),
            "welcome_id": factories.save(Welcome(listing_id=listing, email="kim@exemple.test")),
            "invitation_id": factories.save(
                ProjectInvitation(project_id=project, email=invited.email, invited_by_id=stage.rene.id)
            ),
            "follow_up_id": factories.save(
                FollowUp(
                    approach_id=approach, months=6, side=Side.CEDANT, due_on=clock.today(), asked_at=clock.now()
                )
            ),
            "project_person_id": db.session.scalars(carrying).one(),
        }
        for name in ("document_id", "attachment_id"):
            storage.write(made[name], _paper())
    return dict(made)


@cache
def _paper() -> bytes:
    return intake("comptes.pdf", pdf("Comptes"))


def _open_file(club: Club, stage: Stage, values: dict[str, uuid.UUID | str]) -> None:
    """Both people of the project accept the agreement, and Colette opens her name and a document to them."""
    approach_id, document_id = (uuid.UUID(str(values[name])) for name in ("approach_id", "document_id"))
    with club.context():
        agreement = current_agreement()
        text = {"version": agreement.version, "sha256": agreement.sha256, "is_accepted": True}
        for person in db.session.get_one(Approach, approach_id).project.people:
            accept_agreement(person, approach_id, AcceptAgreement(name=person.name, **text))
        seen = opened_to(db.session.get_one(Approach, approach_id)).mark
        asked = OpenFile(fields=[FileField.NAME], documents=[document_id], seen=seen)
        grant(db.session.get_one(Person, stage.colette.id), approach_id, asked)


def _elsewhere(
    club: Club, stage: Stage, values: dict[str, uuid.UUID | str]
) -> dict[str, dict[str, uuid.UUID | str]]:
    """A proposal between the two, and what waits for the moderator."""

    @operation
    def propose() -> uuid.UUID:
        both = {name: values[name] for name in ("listing_id", "project_id")}
        match = TransferMatch(**both, score=80, configuration="test", parts=[], reasons=[])
        db.session.add(match)
        db.session.flush()
        return match.id

    with club.context():
        match_id = propose()
    return {
        "/transmission/propositions": {"match_id": match_id},
        "/moderation/transmission/annonces": {"listing_id": stage.listing(stage.colette, state="submitted")},
        "/moderation/transmission/projets": {"project_id": stage.project(stage.rene, state="submitted")},
    }
