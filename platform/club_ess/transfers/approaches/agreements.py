"""The confidentiality agreement is one text of the club, versioned; each person accepts it for each approach.

A new version closes the reading for whoever accepted an older one, until they accept again.
"""

import uuid
from collections.abc import Sequence

from anyascii import anyascii
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Conflict, Forbidden, Invalid
from club_ess.kit.operation import operation
from club_ess.kit.submissions import remember, result_of
from club_ess.threads.operations import add_person
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.inputs import AcceptAgreement, PublishAgreement
from club_ess.transfers.approaches.models import Acceptance, Agreement, Approach
from club_ess.transfers.approaches.moves import advance
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.signatures import current_agreement, fingerprint
from club_ess.transfers.approaches.states import TALKING
from club_ess.transfers.approaches.thread import JOINED, open_conversation

CHANGED = "Le texte de l’accord a changé pendant que vous le lisiez : relisez-le avant d’accepter."
NOT_NOW = "Il n’y a pas d’accord à accepter à cette étape."
REPLACED = "Quelqu’un a publié un autre texte entre-temps : comparez avant de le remplacer."


def kept_agreement() -> Agreement:
    """The agreement that counts, as a row: the shipped text becomes one the first time it is proposed."""
    agreement = current_agreement()
    db.session.add(agreement)
    db.session.flush()
    return agreement


@operation
def accept_agreement(actor: Person, approach_id: uuid.UUID, asked: AcceptAgreement) -> None:
    """Accepted by the actor for themselves; the first of the project opens the conversation. Once more changes nothing.

    Raises NotFound, Forbidden to the cédant's side, Conflict when the text changed or nothing is to be accepted, and
    Invalid for another name than the actor's.
    """
    approach = get_approach_for(actor, approach_id, to="repreneur")
    agreement = kept_agreement()
    if (asked.version, asked.sha256) != (agreement.version, agreement.sha256):
        raise Conflict(CHANGED)
    if _has_accepted(actor, approach, agreement):
        return
    if not is_signable(approach):
        raise Conflict(NOT_NOW)
    if _folded(asked.name) != _folded(actor.name):
        raise Invalid({"name": f"Écrivez votre nom comme dans votre compte : « {actor.name} »."})
    db.session.add(
        Acceptance(
            approach_id=approach.id, person_id=actor.id, name=actor.name, version=agreement.version,
            sha256=agreement.sha256,
        )
    )
    _let_talk(approach, actor)


def is_signable(approach: Approach) -> bool:
    """Once proposed, and as long as something may be said or read again."""
    is_paused = approach.state is ApproachState.SUSPENDED and approach.thread_id is not None
    return is_paused or approach.state is ApproachState.NDA or approach.state in TALKING


def _let_talk(approach: Approach, actor: Person) -> None:
    """Whoever joined the project after the conversation opened joins it now."""
    if approach.state is ApproachState.NDA:
        advance(approach, ApproachState.CONFIDENTIAL, actor.id)
    if approach.thread_id is None and approach.state in TALKING:
        open_conversation(approach)
    elif approach.thread_id is not None:
        add_person(approach.thread_id, actor.id, said=JOINED, actor_id=actor.id)


def _has_accepted(actor: Person, approach: Approach, agreement: Agreement) -> bool:
    same = (Acceptance.approach_id == approach.id, Acceptance.person_id == actor.id)
    return db.session.scalar(select(Acceptance.id).where(*same, Acceptance.sha256 == agreement.sha256)) is not None


def _folded(name: str) -> str:
    """Accents, capitals, hyphens and doubled spaces do not make another name."""
    return " ".join(anyascii(name).casefold().replace("-", " ").split())


@operation
def publish_agreement(actor: Person, asked: PublishAgreement) -> None:
    """A new version: everybody is asked again. Raises Forbidden, Conflict when another came first, Invalid for the same
    text."""
    if not (actor.is_active and actor.is_moderator):
        raise Forbidden()
    if result_of(actor.id, "publish_agreement", asked.submission) is not None:
        return
    former = kept_agreement()
    if asked.sha256 != former.sha256:
        raise Conflict(REPLACED)
    if asked.text in agreement_texts():
        raise Invalid({"text": "Ce texte est celui d’une version déjà publiée."})
    agreement = Agreement(
        version=former.version + 1, text=asked.text, sha256=fingerprint(asked.text), published_by_id=actor.id
    )
    db.session.add(agreement)
    db.session.flush()
    remember(actor.id, "publish_agreement", asked.submission, agreement.id)


def agreement_texts() -> set[str]:
    """Accepting one is recognised by its fingerprint, so an old text may not come back under a new number."""
    return {agreement.text for agreement in agreements()}


def agreements() -> Sequence[Agreement]:
    """Every version, the latest first; the shipped one alone before any was proposed."""
    rows = db.session.scalars(select(Agreement).order_by(Agreement.version.desc())).all()
    return rows or [current_agreement()]
