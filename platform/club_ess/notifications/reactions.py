"""Who is told when something happened elsewhere. Each takes the fact, reads again by id, and may safely be repeated."""

import uuid
from datetime import timedelta

from sqlalchemy import func, select

from club_ess import events as e
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.states import Transition
from club_ess.matching.enums import MatchState
from club_ess.matching.models import Match
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.links import match_page, members_page, organization_page, thread_page
from club_ess.notifications.mails import queue_mail
from club_ess.notifications.models import Notice
from club_ess.notifications.operations import notify_again
from club_ess.notifications.recipients import administrators_of, other_side, people_behind, readers_behind
from club_ess.notifications.telling import push_unread, settle, tell, tell_discreetly
from club_ess.organizations.enums import JoinState
from club_ess.organizations.models import JoinRequest
from club_ess.threads.models import Message, Thread, ThreadReader
from club_ess.threads.policies import may_read

LIVE_READING = timedelta(minutes=10)


def tell_match_proposed(fact: e.MatchProposed) -> None:
    """Both sides, once each time the pair is proposed."""
    match = db.session.get(Match, fact.match_id)
    if match is None or match.state is not MatchState.PROPOSED:
        return
    key = f"match_proposed:{match.id}:{_times_proposed(match.id)}"
    people = {person.id: person for side in (match.need, match.offer) for person in people_behind(side)}
    for person in people.values():
        tell(person, NoticeKind.MATCH_PROPOSED, match.id, match_page(match.id), key)


def tell_match_accepted(fact: e.MatchAccepted) -> None:
    _tell_other_side(fact.match_id, fact.actor_id, NoticeKind.MATCH_ACCEPTED)


def tell_match_declined(fact: e.MatchDeclined) -> None:
    _tell_other_side(fact.match_id, fact.actor_id, NoticeKind.MATCH_DECLINED)


def tell_match_withdrawn(fact: e.MatchWithdrawn) -> None:
    _tell_other_side(fact.match_id, fact.actor_id, NoticeKind.MATCH_WITHDRAWN)


def tell_message_posted(fact: e.MessagePosted) -> None:
    """The readers who have not read so far: one line a thread; a mail unless they are reading right now."""
    message = db.session.get(Message, fact.message_id)
    if message is None:
        return
    thread = db.session.get_one(Thread, message.thread_id)
    for reader in readers_behind(thread, message.seq, message.author_id):
        is_reading = _was_reading(reader)
        notify_again(reader.person_id, NoticeKind.MESSAGE_POSTED, thread.id, f"thread:{thread.id}", message.created_at)
        if not is_reading:
            _mail_once_until_read(reader)


def mail_forgotten_messages() -> None:
    """Periodic: whoever was reading when a message came, and left without reading it, gets the mail after all."""
    is_due = (Notice.created_at <= clock.now() - LIVE_READING, Notice.created_at > clock.now() - timedelta(days=1))
    forgotten = select(Notice).where(Notice.kind == NoticeKind.MESSAGE_POSTED, Notice.read_at.is_(None), *is_due)
    for notice in db.session.scalars(forgotten).all():
        same = (ThreadReader.thread_id == notice.subject_id, ThreadReader.person_id == notice.person_id)
        reader = db.session.scalar(select(ThreadReader).where(*same))
        if reader is not None and may_read(reader.person, reader.thread_id):
            _mail_once_until_read(reader)


def settle_read_thread(fact: e.ThreadRead) -> None:
    """Whoever has read a thread to its end has nothing waiting there."""
    thread = db.session.get(Thread, fact.thread_id)
    same = (ThreadReader.thread_id == fact.thread_id, ThreadReader.person_id == fact.person_id)
    reader = db.session.scalar(select(ThreadReader).where(*same))
    if thread is not None and reader is not None and reader.last_read_seq >= thread.last_seq:
        settle(NoticeKind.MESSAGE_POSTED, thread.id, fact.person_id)


def settle_match(fact: e.MatchAccepted | e.MatchDeclined) -> None:
    """A proposal that has its answer calls nobody any more."""
    settle(NoticeKind.MATCH_PROPOSED, fact.match_id)


def tell_join_asked(fact: e.JoinAsked) -> None:
    request = db.session.get(JoinRequest, fact.join_request_id)
    if request is None or request.state is not JoinState.ASKED:
        return
    path = members_page(request.organization_id)
    for person in administrators_of(request.organization_id):
        tell(person, NoticeKind.JOIN_ASKED, request.id, path, f"join_asked:{request.id}")


def tell_join_decided(fact: e.JoinDecided) -> None:
    request = db.session.get(JoinRequest, fact.join_request_id)
    if request is None or request.state not in {JoinState.ACCEPTED, JoinState.REFUSED}:
        return
    path = organization_page(request.organization_id)
    tell(request.person, NoticeKind.JOIN_DECIDED, request.id, path, f"join_decided:{request.id}")


def settle_join(fact: e.JoinDecided) -> None:
    """One administrator has decided: the others have nothing left to do."""
    settle(NoticeKind.JOIN_ASKED, fact.join_request_id)


def push_notice(fact: e.NoticePosted) -> None:
    """Live: the new number on the bell of the person's open pages."""
    push_unread(fact.person_id)


def _tell_other_side(match_id: uuid.UUID, actor_id: uuid.UUID, kind: NoticeKind) -> None:
    match = db.session.get(Match, match_id)
    if match is None:
        return
    for person in other_side(match, actor_id):
        key = f"{kind.value}:{match.id}"
        if kind.is_discreet:
            tell_discreetly(person, kind, match.id, key)
        else:
            tell(person, kind, match.id, match_page(match.id), key)


def _times_proposed(match_id: uuid.UUID) -> int:
    """How often the pair came back: a new proposal is told again, the same fact repeated is not."""
    moves = (Transition.subject_id == match_id, Transition.to_state == MatchState.PROPOSED.value)
    return db.session.scalars(select(func.count()).select_from(Transition).where(*moves)).one()


def _mail_once_until_read(reader: ThreadReader) -> None:
    key = f"thread:{reader.thread_id}:{reader.last_read_seq}"
    queue_mail(reader.person, NoticeKind.MESSAGE_POSTED, thread_page(reader.thread_id), key)


def _was_reading(reader: ThreadReader) -> bool:
    """Whether the last message of the thread was read within the last minutes: a mail a line would be a nuisance."""
    told = select(Notice.read_at).where(
        Notice.person_id == reader.person_id, Notice.dedupe_key == f"thread:{reader.thread_id}"
    )
    read_at = db.session.scalar(told)
    return read_at is not None and read_at > clock.now() - LIVE_READING
