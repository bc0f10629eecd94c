"""Loads the demonstration club, once: a living club of a few hundred members, all of them fictional."""

import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from flask import current_app
from sqlalchemy import delete, select

from club_ess.accounts.models import Person
from club_ess.accounts.passwords import hash_password
from club_ess.demo import meetings, password, transfers
from club_ess.demo.content import DATA, read_content
from club_ess.demo.making import Made, make_need, make_offer, make_organization, make_person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.facts import OutboxRow
from club_ess.kit.jobs import JobRun
from club_ess.kit.operation import operation
from club_ess.matching.models import Match
from club_ess.matching.operations import propose_for_need, propose_for_offer
from club_ess.search import upkeep

Progress = Callable[[int, int, str], object]
Step = tuple[str, Callable[[], object]]

SIGN_INS = [
    ("Alice Schmitt", "dirige une association d’insertion de Mulhouse et publie des besoins", "alice@exemple.test"),
    ("Bob Meyer", "responsable RH d’une entreprise d’Illzach, propose des compétences", "bob@exemple.test"),
    ("Charlie Haas", "gère une SCOP de Wittenheim : étranger aux échanges d’Alice et Bob", "charlie@exemple.test"),
    ("Dana Keller", "chargée de mission ESS de l’agglomération, anime et modère le club", "dana@exemple.test"),
    *transfers.SIGN_INS,
]


class ForeignClub(Exception):
    """The database already holds a club that is not the demonstration: nothing is added to it."""


def demo_password() -> str:
    """The one password of everybody, drawn for this installation."""
    return password.demo_password(current_app.config["CLUB"].data)


def demo_sign_ins() -> list[tuple[str, str, str]]:
    """(name, what they do in the story, address) of those worth signing in as first."""
    return SIGN_INS


def load_demo(progress: Progress, data: Path = DATA) -> None:
    """Does nothing when it is there; goes on where it stopped when it was interrupted. Raises ForeignClub."""
    if not _begin():
        return
    made = Made(read_content(data), hash_password(demo_password()))
    steps = list(_steps(made))
    for rank, (what, work) in enumerate(steps):
        progress(rank, len(steps), what)
        work()
        db.session.rollback()
    _finish()
    progress(len(steps), len(steps), "Le club est prêt")


def _steps(made: Made) -> Iterator[Step]:
    """In order: people, what they wrote, then what the engine and the people made of it."""
    content, proposing = made.content, "Les mises en relation"
    yield from (("Les personnes", partial(make_person, made, row)) for row in content.people)
    yield from (("Les structures", partial(make_organization, made, row)) for row in content.organizations)
    yield from (("Les besoins", partial(make_need, made, row)) for row in content.needs)
    yield from (("Les offres", partial(make_offer, made, row)) for row in content.offers)
    yield "L’index de recherche", upkeep.rebuild
    yield from ((proposing, lambda key=row["key"]: propose_for_need(made.needs[key])) for row in content.needs)
    yield from ((proposing, lambda key=row["key"]: _propose_for_lonely(made.offers[key])) for row in content.offers)
    yield from (("Les discussions", partial(meetings.hold_conversation, made, row)) for row in content.threads)
    yield "Les réponses", partial(meetings.answer_proposals, made)
    yield "Les dates", meetings.date_matches
    yield "Les nouvelles", partial(meetings.bring_news, made)
    yield from transfers.transfer_steps(made)


def _propose_for_lonely(offer_id: uuid.UUID) -> None:
    """From its own side for an offer that no need has met: the others would only be scored twice."""
    if db.session.scalar(select(Match.id).where(Match.offer_id == offer_id).limit(1)) is None:
        propose_for_offer(offer_id)


@operation
def _begin() -> bool:
    """Whether there is something to load. The mark comes first, so that a half-loaded club is known as ours."""
    mark = _mark()
    if mark is not None:
        return mark.done_at is None
    if db.session.scalar(select(Person.id).limit(1)) is not None:
        raise ForeignClub("Cette base contient déjà un club : la démonstration a besoin d’une base à elle.")
    db.session.add(JobRun(name="demo", period="load", leased_until=clock.now()))
    return True


@operation
def _finish() -> None:
    """What the facts promised has been done above, all at once; what was told long ago is not told again."""
    db.session.execute(delete(OutboxRow))
    mark = _mark()
    if mark is not None:
        mark.done_at = clock.now()


def _mark() -> JobRun | None:
    return db.session.scalar(select(JobRun).where(JobRun.name == "demo", JobRun.period == "load"))
