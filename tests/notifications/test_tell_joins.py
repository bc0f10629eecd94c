"""Whoever asks to join a structure is heard by those who decide, and hears their answer."""

import uuid
from typing import Any

from club_ess import events as e
from club_ess.organizations.enums import JoinState
from club_ess.organizations.models import JoinRequest
from tests.cast import Club
from tests.factories import save
from tests.notifications.news import change, kinds, mails, state, texts


def ask(club: Club, **values: Any) -> uuid.UUID:
    """Charlie asks to join Alice's association."""
    with club.context():
        return save(JoinRequest(organization_id=club.alice.organization_id, person_id=club.charlie.id, **values))


def test_the_administrators_are_told_of_a_request(club: Club) -> None:
    assert club.amir
    state(club, e.JoinAsked(ask(club)))
    assert kinds(club, club.alice) == ["join_asked"]
    assert kinds(club, club.amir) == kinds(club, club.bob) == []
    assert texts(club, club.alice) == ["Charlie Haas demande à rejoindre Les Ateliers du Drouot."]


def test_the_asker_is_told_of_the_answer_and_nobody_has_to_decide_any_more(club: Club) -> None:
    request_id = ask(club)
    state(club, e.JoinAsked(request_id))
    change(club, JoinRequest, request_id, state=JoinState.ACCEPTED)
    state(club, e.JoinDecided(request_id))
    assert kinds(club, club.alice) == []
    assert kinds(club, club.charlie) == ["join_decided"]
    (text,) = texts(club, club.charlie)
    assert text == "Votre demande pour rejoindre Les Ateliers du Drouot est acceptée : bienvenue !"


def test_a_refusal_is_said_kindly(club: Club) -> None:
    state(club, e.JoinDecided(ask(club, state=JoinState.REFUSED)))
    assert texts(club, club.charlie) == ["Votre demande pour rejoindre Les Ateliers du Drouot n’a pas été retenue."]


def test_a_withdrawn_request_is_told_to_nobody(club: Club) -> None:
    request_id = ask(club, state=JoinState.WITHDRAWN)
    state(club, e.JoinAsked(request_id), e.JoinDecided(request_id))
    assert kinds(club, club.alice) == kinds(club, club.charlie) == []
    assert mails(club, club.charlie) == []
