"""The people of a transmission: Colette transmits, René takes over, Anne advises Colette, Xavier must see nothing.

Rows are made directly, so that a test about one step does not depend on the pages of another.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.enums import Price, RepreneurKind, Route, Timetable, Turnover, Workforce
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Exclusion, FileAnswer, Listing, Mandate
from club_ess.transfers.listings.shapes import heading
from club_ess.transfers.projects.models import Project, ProjectPerson
from club_ess.transfers.states import ReviewState
from club_ess.transfers.ties import organization_tie, seal_of
from tests import factories
from tests.cast import Club, Somebody

SECRETS = {
    FileField.NAME: "Menuiserie Coquelicot", FileField.CONTACT: "Colette Wurtz, 06 11 22 33 44",
    FileField.COMMUNE: "Pfastatt", FileField.ADDRESS: "3 rue des Tisserands", FileField.TURNOVER: "412 300 euros",
    FileField.PRICE: "87 500 euros",
}


@dataclass
class Stage:
    """Who plays, in one club. Everybody is made the first time they are named."""

    club: Club

    @cached_property
    def colette(self) -> Somebody:
        """Founded a cooperative of Pfastatt, and will retire."""
        own = self.club.organization("Menuiserie Coquelicot", siret="73282932000074", commune_code="68256")
        return self.club.person("Colette Wurtz", own, email="colette@coquelicot.test")

    @cached_property
    def colleague(self) -> Somebody:
        """Works with Colette, and must learn nothing here."""
        return self.club.person("Kevin Salarié", self.colette.organization_id, role="member")

    @cached_property
    def rene(self) -> Somebody:
        """Looks for a business to take over; has no structure."""
        return self.club.person("René Repreneur")

    @cached_property
    def anne(self) -> Somebody:
        """Advises for a network of cooperatives."""
        return self.club.person("Anne Conseil", self.club.organization("Réseau des coopératives", "adviser"))

    @cached_property
    def xavier(self) -> Somebody:
        """A competitor of Colette."""
        return self.club.person("Xavier Rival", self.club.organization("Menuiserie Rivale", "company"))

    def project(self, author: Somebody, *others: Somebody, **values: Any) -> uuid.UUID:
        """A reviewed project on line, sealed as a moderator would have."""
        with self.club.context():
            return make_project(author.id, *(other.id for other in others), **values)

    def listing(self, owner: Somebody, **values: Any) -> uuid.UUID:
        """A listing on line whose file is filled with SECRETS; its owner's structure is excluded."""
        with self.club.context():
            return make_listing(owner.id, owner.organization_id, **values)

    def mandate(self, listing_id: uuid.UUID, adviser: Somebody) -> uuid.UUID:
        with self.club.context():
            return factories.save(Mandate(listing_id=listing_id, adviser_id=adviser.id))

    def exclude(self, listing_id: uuid.UUID, tie: str) -> uuid.UUID:
        with self.club.context():
            return factories.save(Exclusion(listing_id=listing_id, tie=tie))

    def approach(
        self, listing_id: uuid.UUID, project_id: uuid.UUID, state: str = "interest", **values: Any
    ) -> uuid.UUID:
        """An approach that stands in `state`, without what earlier steps would have left behind."""
        with self.club.context():
            author_id = db.session.get_one(Project, project_id).author_id
            defaults = {"asked_by_id": author_id, "interest": "Votre activité m’intéresse beaucoup."}
            defaults["heading"] = heading(db.session.get_one(Listing, listing_id))
            row = Approach(
                listing_id=listing_id, project_id=project_id, state=ApproachState(state), **(defaults | values)
            )
            return factories.save(row)


def _online() -> dict[str, Any]:
    now = clock.now()
    return {"state": ReviewState.PUBLISHED, "published_at": now, "expires_at": now + timedelta(days=90)}


@operation
def make_project(author_id: uuid.UUID, *other_ids: uuid.UUID, **values: Any) -> uuid.UUID:
    defaults = {
        "kind": RepreneurKind.TEAM if other_ids else RepreneurKind.PERSON,
        "title": "Reprendre un atelier bois à taille humaine",
        "description": "Menuisier depuis quinze ans, je cherche un atelier du bois avec son équipe.",
        "sections": ["C"], "zones": ["m2a"], "prices": [Price.SMALL], "routes": [Route.SHARE_SALE, Route.SCOP],
        "timetable": Timetable.YEAR,
    }
    project = Project(author_id=author_id, **(defaults | _online() | values))
    db.session.add(project)
    db.session.flush()
    for person_id in (author_id, *other_ids):
        db.session.add(ProjectPerson(project_id=project.id, person_id=person_id))
    db.session.flush()
    project.seal = seal_of(project.people)
    return project.id


@operation
def make_listing(owner_id: uuid.UUID, organization_id: uuid.UUID | None, **values: Any) -> uuid.UUID:
    defaults = {
        "nickname": "Mon atelier", "section": "C", "zone": "m2a", "turnover": Turnover.SMALL,
        "workforce": Workforce.MICRO,
        "price": Price.SMALL, "routes": [Route.SHARE_SALE, Route.SCOP], "timetable": Timetable.YEAR,
        "teaser_text": "Atelier de menuiserie et d’agencement, carnet de commandes rempli, équipe stable.",
    }
    secrets = values.pop("secrets", SECRETS)
    listing = Listing(owner_id=owner_id, organization_id=organization_id, **(defaults | _online() | values))
    db.session.add(listing)
    db.session.flush()
    db.session.add_all(FileAnswer(listing_id=listing.id, field=name, value=value) for name, value in secrets.items())
    if organization_id is not None:
        own = Exclusion(listing_id=listing.id, tie=organization_tie(organization_id), is_automatic=True)
        db.session.add(own)
    return listing.id
