"""Messages between people ring for those who may read them now, and name nobody."""

import uuid
from datetime import timedelta

import pytest

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.notifications.reactions import mail_forgotten_messages
from club_ess.threads.enums import ThreadKind
from club_ess.threads.gates import GATES
from club_ess.threads.operations import end_person, mark_read, say
from tests.cast import Club, Somebody
from tests.notifications.news import kinds, mails, texts
from tests.threads.approach import TITLE, Gate, act, approach, write


def told(club: Club, who: Somebody, thread_id: uuid.UUID) -> None:
    assert write(club, who, thread_id).status_code == 201
    club.settle()


def test_the_others_are_told_without_a_name(club: Club) -> None:
    told(club, club.alice, approach(club))
    for reader in (club.bob, club.charlie):
        assert texts(club, reader) == [f"De nouveaux messages dans «\u00a0{TITLE}\u00a0»."]
        (mail,) = mails(club, reader)
        assert "Alice" not in mail.subject + mail.body
        assert TITLE not in mail.subject + mail.body
    assert kinds(club, club.alice) == kinds(club, club.amir) == []


def test_what_the_club_says_rings_but_for_who_made_it_speak(club: Club) -> None:
    thread_id = approach(club)
    act(club, say, thread_id, "Une offre de reprise a été remise.", actor_id=club.bob.id)
    club.settle()
    assert kinds(club, club.alice) == kinds(club, club.charlie) == ["message_posted"]
    assert kinds(club, club.bob) == []


def test_who_left_is_told_nothing_and_an_earlier_line_says_no_more(club: Club) -> None:
    thread_id = approach(club)
    told(club, club.alice, thread_id)
    act(club, end_person, thread_id, club.bob.id)
    told(club, club.alice, thread_id)
    assert len(mails(club, club.bob)) == 1
    assert texts(club, club.bob) == ["Cette nouvelle porte sur un échange qui ne vous est plus ouvert."]


def test_a_gate_that_shuts_silences_bell_and_mail(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(uuid.uuid4())
    monkeypatch.setitem(GATES, ThreadKind.APPROACH, gate)
    thread_id = approach(club, subject_id=gate.subject_id)
    gate.shut.add(club.bob.id)
    told(club, club.alice, thread_id)
    assert kinds(club, club.bob) == []
    assert mails(club, club.bob) == []
    assert kinds(club, club.charlie) == ["message_posted"]


def test_no_late_mail_once_the_gate_is_shut(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(uuid.uuid4())
    monkeypatch.setitem(GATES, ThreadKind.APPROACH, gate)
    thread_id = approach(club, subject_id=gate.subject_id)
    told(club, club.alice, thread_id)
    with club.context():
        mark_read(db.session.get_one(Person, club.bob.id), thread_id, 1)
    club.settle()
    told(club, club.alice, thread_id)
    assert len(mails(club, club.bob)) == 1, "he was reading a moment ago"
    gate.shut.add(club.bob.id)
    with clock.travel(timedelta(minutes=11)), club.context():
        mail_forgotten_messages()
    assert len(mails(club, club.bob)) == 1
