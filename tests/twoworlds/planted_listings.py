"""Leaks of the room of transmissions, to be planted: what a hurried change could do to it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from flask import Response, request
from sqlalchemy import false, func, select

from club_ess.extensions import db
from club_ess.kit.errors import Forbidden
from club_ess.matching.transfers import policies as match_policies
from club_ess.matching.transfers import proposing
from club_ess.notifications import mails
from club_ess.threads.faces import Faces
from club_ess.transfers.approaches import policies as approach_policies
from club_ess.transfers.exchange import exporting
from club_ess.transfers.listings import policies, searching, shapes
from club_ess.transfers.listings.models import Exclusion, Listing
from club_ess.transfers.projects import policies as project_policies
from club_ess.transfers.states import ReviewState
from club_ess.transfers.ties import ties_of
from tests.twoworlds.house import House

ONLINE = Listing.state == ReviewState.PUBLISHED


def _how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Listing).where(ONLINE)) or 0


def hub(house: House, answer: Response) -> Response:
    """« 4 annonces en ligne », on the page that everybody reads."""
    if request.path == "/transmission" and answer.status_code == 200:
        answer.set_data(answer.get_data() + f"<!-- {_how_many()} annonces -->".encode())
    return answer


def teaser(house: House) -> None:
    """Every member reads the teasers."""

    def readable_teasers(actor: Any) -> Any:
        return select(Listing).where(ONLINE if actor is not None and actor.is_active else false())

    for room in (policies, searching, match_policies):
        room.readable_teasers = readable_teasers  # type: ignore[attr-defined]


def exclusion(house: House) -> None:
    """Whoever is excluded from anything is told so."""
    true = policies.open_to

    def open_to(people: Any) -> Any:
        everybody = list(people)
        ties = {tie for person in everybody for tie in ties_of(person)}
        if db.session.scalar(select(Exclusion.id).where(Exclusion.tie.in_(ties)).limit(1)):
            raise Forbidden()
        return true(everybody)

    policies.open_to = open_to


def rarity(house: House) -> None:
    """A word is rare or not by the listings too, those that nobody must know of included."""
    true = proposing.explain_transfers

    def explain_transfers(listing: Any, projects: Any) -> Any:
        share = 0.97 ** _how_many()  # little enough for proposals to stay
        return [_weighed(explanation, share) for explanation in true(listing, projects)]

    proposing.explain_transfers = explain_transfers


def _weighed(explanation: Any, share: float) -> Any:
    return replace(explanation, parts=[part | {"value": part["value"] * share} for part in explanation.parts])


def export(house: House) -> None:
    """One's own table has a line for every listing."""
    exporting.held_listings = lambda actor: select(Listing)


def alias(house: House) -> None:
    """A conversation names the cédant."""
    true = Faces.name_of

    def name_of(self: Faces, person: Any) -> str:
        known = (self.people or {}).get(person.id)
        return true(self, person) if known is None else known.person.name

    Faces.name_of = name_of  # type: ignore[method-assign]


def nickname(house: House) -> None:
    """The working name is in the heading of the teaser."""
    true = shapes.heading
    shapes.heading = lambda listing: f"{true(listing)} ({listing.nickname})"


def seal(house: House) -> None:
    """A project stays reviewed whatever its people become tied to: trying one SIREN after the other tells which."""
    for room in (project_policies, approach_policies, proposing):
        room.is_sealed = lambda project: True


def subject(house: House) -> None:
    """The subject of a mail says which listing it is about."""
    true = mails.mail.queue

    def queue(recipient: str, subject: str, body: str, **others: Any) -> Any:
        names = db.session.scalars(select(Listing.nickname).where(Listing.owner.has(email=recipient)))
        return true(recipient, " ".join((subject, *names)), body, **others)

    mails.mail = SimpleNamespace(queue=queue)  # type: ignore[assignment]
