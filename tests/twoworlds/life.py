"""What insiders do while outsiders look around: a moderator reviews, the cédant and the repreneurs go on."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import ClubError
from club_ess.threads.inputs import PostMessage
from club_ess.threads.operations import post_message
from club_ess.transfers.approaches.access import opened_to
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.grants import grant
from club_ess.transfers.approaches.inputs import OpenFile
from club_ess.transfers.approaches.later_inputs import AnswerLetter, SendLetter
from club_ess.transfers.approaches.letters import accept_letter, send_letter, waiting_letter
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.enums import Route
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.exclusion_inputs import AddExclusion
from club_ess.transfers.listings.exclusions import add_exclusion
from club_ess.transfers.listings.file import FileAsked, fingerprint, save_file
from club_ess.transfers.listings.inputs import EditTeaser, GiveMandate, TeaserFields
from club_ess.transfers.listings.mandates import end_mandate, give_mandate
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.operations import edit_teaser, renew_listing
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.operations import renew_project
from club_ess.transfers.projects.policies import carried_projects
from club_ess.transfers.states import ReviewState
from tests.cast import Club, Somebody
from tests.twoworlds.reviewing import review
from tests.twoworlds.secrets import MESSAGE, Secret
from tests.twoworlds.worlds import World

CEDANTS, ADVISERS = ("colette", "berthe"), ("anne", "armand")  # of world 1, of world 2
REPRENEURS = ("rene", "rosa", "gaston")
GREETING = "Bonjour, je vous réponds bientôt."


class Life:
    """One tick of the people of the secret."""

    def __init__(self, world: World, secret: Secret, tick: int) -> None:
        self.secret, self.tick = secret, tick
        self.owner, self.rene = (db.session.get_one(Person, world.insiders[who].id) for who in ("cedant", "rene"))
        self.adviser = world.insiders["adviser"]
        self.listing = db.session.get_one(Listing, uuid.UUID(world.hidden_ids["listing_id"][0]))
        ids = map(uuid.UUID, world.hidden_ids["approach_id"])
        self.approaches = [db.session.get_one(Approach, one) for one in ids]

    def write(self) -> None:
        """To each other what nobody else may read, and a word to whoever else may talk."""
        for author in (self.owner, self.rene):
            self._post(author, self.approaches[0], whisper(self.secret, self.tick))
        for other in self.approaches[3:]:
            self._post(self.owner, other, f"{GREETING} ({self.tick})")

    def _post(self, author: Person, approach: Approach, body: str) -> None:
        if approach.thread_id is not None:
            post_message(author, approach.thread_id, PostMessage(client_uuid=uuid.uuid4(), body=body))

    def edit_file(self) -> None:
        answers = {field.value: f"{said} ({self.tick})" for field, said in self.secret.answers.items()}
        save_file(self.owner, self.listing.id, FileAsked(seen=fingerprint(self.listing), **answers))

    def open_and_close(self) -> None:
        fields = [FileField.NAME, FileField.CONTACT] if self.tick % 2 else [FileField.NAME]
        asked = OpenFile(fields=fields, seen=opened_to(self.approaches[0]).mark)
        grant(self.owner, self.approaches[0].id, asked)

    def renew(self) -> None:
        renew_listing(self.owner, self.listing.id)

    def change_adviser(self) -> None:
        standing = [mandate for mandate in self.listing.mandates if mandate.ended_at is None]
        for mandate in standing:
            end_mandate(self.owner, mandate.id)
        if not standing:
            give_mandate(self.owner, self.listing.id, GiveMandate(adviser_id=self.adviser.id))

    def exclude(self) -> None:
        """Somebody who is not of the club."""
        asked = AddExclusion(email=f"nul{self.tick}@exemple.org", domain=f"nul{self.tick}.example")
        add_exclusion(self.owner, self.listing.id, asked)

    def promise(self) -> None:
        """René offers, then Colette accepts: the others wait for weeks."""
        approach, letter = self.approaches[0], waiting_letter(self.approaches[0])
        if letter is not None:
            accept_letter(self.owner, approach.id, AnswerLetter(letter_id=letter.id))
        elif approach.state is ApproachState.ACCESS:
            send_letter(self.rene, approach.id, SendLetter(
                route=Route.SHARE_SALE, amount_eur="6158,50", take_over_on=clock.today() + timedelta(days=200),
                exclusive_days=60, conditions=f"Sous réserve de lire les comptes, {self.secret(MESSAGE)}. " * 2,
            ))

    def edit(self) -> None:
        """The teaser leaves the list until it is reviewed again."""
        known = {name: getattr(self.listing, name) for name in TeaserFields.model_fields}
        known["teaser_text"] = f"{self.secret.teaser_text} {'Et encore.' * (self.tick % 3)}"
        edit_teaser(self.owner, self.listing.id, EditTeaser(version=self.listing.version, **known))


ACTS: tuple[Callable[[Life], None], ...] = (
    Life.write, Life.edit_file, Life.open_and_close, Life.write, Life.renew, Life.change_adviser, Life.exclude,
    Life.promise, Life.write, Life.edit, Life.renew, Life.promise, Life.write,
)


def live(club: Club, world: World, secret: Secret, tick: int) -> None:
    """The moderator in every world; the others where there is a secret. What is refused today is done another day."""
    with club.context():
        review(world, secret)
        if tick % 3 == 0:
            _renew_another(world)
        if tick % 5 == 0:
            _renew_rene(world)
    if world.hidden_ids:
        for act in (ACTS[tick % len(ACTS)], Life.write if tick % 5 == 0 else Life.renew if tick % 7 == 0 else None):
            if act is not None:
                _try(club, world, secret, tick, act)


def _renew_another(world: World) -> None:
    """A listing that is no secret here is proposed again."""
    listing = db.session.get_one(Listing, uuid.UUID(world.ids["listing_id"][0]))
    renew_listing(listing.owner, listing.id)


def _renew_rene(world: World) -> None:
    """His project is no secret: he keeps it on line in every world, and it is compared again with every listing."""
    rene = db.session.get_one(Person, world.insiders["rene"].id)
    online = carried_projects(rene).where(Project.state == ReviewState.PUBLISHED)
    for project in db.session.scalars(online.order_by(Project.id)).all():
        renew_project(rene, project.id)


def _try(club: Club, world: World, secret: Secret, tick: int, act: Callable[[Life], None]) -> None:
    with club.context():
        try:
            act(Life(world, secret, tick))
        except ClubError:
            db.session.rollback()


def whisper(secret: Secret, number: int) -> str:
    return f"Entre nous : {secret(MESSAGE)}, {number}."


def say(club: Club, who: Somebody, approach_id: uuid.UUID, body: str) -> None:
    with club.context():
        thread_id = db.session.get_one(Approach, approach_id).thread_id
        assert thread_id is not None
        post_message(db.session.get_one(Person, who.id), thread_id, PostMessage(client_uuid=uuid.uuid4(), body=body))


def open_file(club: Club, owner: Somebody, approach_id: uuid.UUID) -> None:
    """Every answer but the name of the cédant, and every document."""
    with club.context():
        approach = db.session.get_one(Approach, approach_id)
        fields = [field for field in FileField if field is not FileField.CONTACT]
        asked = OpenFile(
            fields=fields, documents=[one.id for one in approach.listing.documents], seen=opened_to(approach).mark
        )
        grant(db.session.get_one(Person, owner.id), approach_id, asked)


def renew(club: Club, author: Somebody, project_id: uuid.UUID) -> None:
    """Proposals are computed for it."""
    with club.context():
        renew_project(db.session.get_one(Person, author.id), project_id)
