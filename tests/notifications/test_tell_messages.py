"""A message waits behind the bell of those who have not read it: one line a thread, one mail until they read."""

import uuid
from datetime import timedelta

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.notifications.models import Notice
from club_ess.notifications.reactions import mail_forgotten_messages
from club_ess.threads.inputs import PostMessage
from club_ess.threads.models import ThreadReader
from club_ess.threads.operations import mark_read, post_message
from tests.cast import Club, Somebody
from tests.factories import save
from tests.notifications.news import kinds, mails, texts

SECRET = "Le code du portail est 4711"


def say(club: Club, who: Somebody, thread_id: uuid.UUID, body: str = SECRET) -> int:
    with club.context():
        asked = PostMessage(client_uuid=uuid.uuid4(), body=body)
        seq = post_message(db.session.get_one(Person, who.id), thread_id, asked).seq
    club.settle()
    return seq


def read(club: Club, who: Somebody, thread_id: uuid.UUID, seq: int) -> None:
    with club.context():
        mark_read(db.session.get_one(Person, who.id), thread_id, seq)
    club.settle()


def test_the_others_are_told_and_the_author_is_not(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    say(club, club.bob, thread_id)
    assert kinds(club, club.alice) == ["message_posted"]
    assert kinds(club, club.bob) == kinds(club, club.charlie) == []
    (text,) = texts(club, club.alice)
    assert text == "De nouveaux messages dans « Tenir la comptabilité de notre atelier » avec Mécanique du Rhin."


def test_ten_messages_are_one_line_and_one_mail(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    for _ in range(10):
        say(club, club.bob, thread_id)
    assert kinds(club, club.alice) == ["message_posted"]
    assert len(mails(club, club.alice)) == 1


def test_reading_to_the_end_empties_the_bell_and_the_next_message_rings_again(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    say(club, club.bob, thread_id)
    read(club, club.alice, thread_id, say(club, club.bob, thread_id))
    assert kinds(club, club.alice) == []
    say(club, club.bob, thread_id)
    assert kinds(club, club.alice) == ["message_posted"]


def test_reading_only_the_first_of_two_leaves_the_bell(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    first = say(club, club.bob, thread_id)
    say(club, club.bob, thread_id)
    read(club, club.alice, thread_id, first)
    assert kinds(club, club.alice) == ["message_posted"]


def test_no_mail_a_line_for_who_is_reading_but_one_if_they_left(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    read(club, club.alice, thread_id, say(club, club.bob, thread_id))
    say(club, club.bob, thread_id)
    assert len(mails(club, club.alice)) == 1, "she was reading a moment ago"
    with clock.travel(timedelta(minutes=11)), club.context():
        mail_forgotten_messages()
        mail_forgotten_messages()
    assert len(mails(club, club.alice)) == 2, "she left without reading: one mail, not two"


def test_a_message_already_read_when_its_turn_comes_is_not_told(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    with club.context():
        bob, alice = (db.session.get_one(Person, who.id) for who in (club.bob, club.alice))
        seq = post_message(bob, thread_id, PostMessage(client_uuid=uuid.uuid4(), body=SECRET)).seq
        mark_read(alice, thread_id, seq)
    club.settle()
    assert kinds(club, club.alice) == []
    assert mails(club, club.alice) == []


def test_neither_mail_nor_notice_holds_a_word_of_the_message(club: Club) -> None:
    say(club, club.bob, club.thread(club.alice, club.bob))
    (mail,) = mails(club, club.alice)
    assert "4711" not in mail.subject + mail.body
    assert not any("4711" in text for text in texts(club, club.alice))
    with club.context():
        rows = db.session.execute(select(Notice.__table__)).all()
    assert "4711" not in str(rows)


def test_somebody_who_left_the_organization_hears_nothing_more(club: Club) -> None:
    gone = club.person("Gustave Exemple", club.charlie.organization_id)
    thread_id = club.thread(club.alice, club.bob)
    _follow(club, gone, thread_id)
    say(club, club.bob, thread_id)
    assert kinds(club, gone) == []
    assert mails(club, gone) == []


def _follow(club: Club, who: Somebody, thread_id: uuid.UUID) -> None:

    with club.context():
        save(ThreadReader(thread_id=thread_id, person_id=who.id))
