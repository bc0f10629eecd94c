"""The cast. Alice asks, Bob accepts, Charlie must see nothing, Dana moderates; Amir works with Alice, Eve is disabled.

Rows are made directly, so that a test about one room does not depend on the pages of another.
"""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Flask

from club_ess.accounts.identity import hash_secret, new_secret
from club_ess.accounts.models import Person, SignIn
from club_ess.extensions import db
from club_ess.kit import clock, outbox
from club_ess.kit.operation import operation
from club_ess.organizations.enums import MembershipRole, OrganizationKind
from tests import factories
from tests.pages import Browser

PASSWORD = "quatre mots de passe"


@dataclass(frozen=True)
class Somebody:
    """A person of the cast, and the organization they act for."""

    id: uuid.UUID
    email: str
    organization_id: uuid.UUID | None
    password: str = PASSWORD


class Club:
    """The product under test, and short words to people it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._cast: dict[str, Somebody] = {}

    def context(self) -> AbstractContextManager[Any]:
        """For reading rows. Never hold it open around a client's call: `g` would survive."""
        return self.app.app_context()

    def settle(self) -> int:
        """Runs the outbox until it is empty."""
        with self.context():
            return outbox.drain()

    def browser(self, person: Somebody | None = None) -> Browser:
        """A browser, signed in as `person` if given."""
        browser = Browser(self.app)
        if person is not None:
            browser.hold_secret(self.sign_in(person.id))
        return browser

    def sign_in(self, person_id: uuid.UUID) -> str:
        """Makes a sign-in row; returns the secret of its cookie."""
        secret = new_secret()

        @operation
        def make() -> None:
            expires_at = clock.now() + timedelta(days=30)
            db.session.add(SignIn(person_id=person_id, secret_hash=hash_secret(secret), expires_at=expires_at))

        with self.context():
            make()
        return secret

    def person(
        self, name: str, organization_id: uuid.UUID | None = None, *, role: str = "administrator", **values: Any
    ) -> Somebody:
        """Somebody new: `name` is « Alice Schmitt » or « alice »."""
        first, _, last = name.title().partition(" ")
        with self.context():
            person_id = factories.make_person(first_name=first, last_name=last or "Exemple", **values)
            if organization_id is not None:
                factories.make_membership(organization_id, person_id, MembershipRole(role))
            email = db.session.get_one(Person, person_id).email
        return Somebody(person_id, email, organization_id)

    def organization(self, name: str, kind: str = "ess_structure", **values: Any) -> uuid.UUID:
        with self.context():
            return factories.make_organization(name=name, kind=OrganizationKind(kind), **values)

    def need(self, author: Somebody, **values: Any) -> uuid.UUID:
        """A published need of the author's organization."""
        with self.context():
            return factories.make_need(author.organization_id, author.id, **values)

    def offer(self, author: Somebody, **values: Any) -> uuid.UUID:
        """A published offer of the author's organization."""
        with self.context():
            return factories.make_offer(author.organization_id, author.id, **values)

    def match(self, need_id: uuid.UUID, offer_id: uuid.UUID, **values: Any) -> uuid.UUID:
        """A proposed match."""
        with self.context():
            return factories.make_match(need_id, offer_id, **values)

    def thread(self, *people: Somebody, **values: Any) -> uuid.UUID:
        """An open thread between the organizations of these people."""
        with self.context():
            return factories.make_thread(people, **values)

    def get(self, model: type[Any], row_id: uuid.UUID) -> Any:
        """A row, as committed."""
        with self.context():
            row = db.session.get_one(model, row_id)
            db.session.expunge_all()
            return row

    def _of_the_cast(self, name: str, of: Callable[[], uuid.UUID | None], **values: Any) -> Somebody:
        if name not in self._cast:
            self._cast[name] = self.person(name, of(), **values)
        return self._cast[name]

    @property
    def alice(self) -> Somebody:
        """Directs an association of Mulhouse."""
        at = {"commune_code": "68224", "ess_family": "association"}
        return self._of_the_cast("Alice Schmitt", lambda: self.organization("Les Ateliers du Drouot", **at))

    @property
    def amir(self) -> Somebody:
        """Works with Alice, without administering."""
        return self._of_the_cast("Amir Benali", lambda: self.alice.organization_id, role="member")

    @property
    def bob(self) -> Somebody:
        """Human resources of a company of Illzach."""
        at = {"commune_code": "68154"}
        return self._of_the_cast("Bob Meyer", lambda: self.organization("Mécanique du Rhin", "company", **at))

    @property
    def charlie(self) -> Somebody:
        """A stranger: manages a cooperative of Wittenheim."""
        at = {"commune_code": "68376", "ess_family": "cooperative"}
        return self._of_the_cast("Charlie Haas", lambda: self.organization("Bois & Compagnons", **at))

    @property
    def dana(self) -> Somebody:
        """The club's officer and moderator."""
        where = "Agglomération de démonstration"
        return self._of_the_cast("Dana Keller", lambda: self.organization(where, "public_body"), is_moderator=True)

    @property
    def eve(self) -> Somebody:
        """Was disabled."""
        of = partial(self.organization, "Ancienne Structure")
        return self._of_the_cast("Eve Weber", of, disabled_at=clock.now())
