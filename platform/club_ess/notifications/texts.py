"""The French line of each notice, written when it is read, for who reads it.

What is gone, or no longer open to that person, gets a neutral line without link: a notice never tells more than the
page it leads to.
"""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.matching.enums import MatchState
from club_ess.matching.models import Match
from club_ess.matching.policies import visible_matches
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.lines import GONE, Line
from club_ess.notifications.links import match_page, members_page, organization_page, thread_page
from club_ess.notifications.models import Notice
from club_ess.notifications.transfer_texts import transfer_lines
from club_ess.organizations.enums import JoinState, MembershipRole
from club_ess.organizations.models import JoinRequest
from club_ess.organizations.policies import active_memberships, organization_ids_of
from club_ess.threads.models import Thread, ThreadParty
from club_ess.threads.policies import visible_threads

ABOUT_MATCH = frozenset(
    {NoticeKind.MATCH_PROPOSED, NoticeKind.MATCH_ACCEPTED, NoticeKind.MATCH_DECLINED, NoticeKind.MATCH_WITHDRAWN}
)
ABOUT_JOIN = frozenset({NoticeKind.JOIN_ASKED, NoticeKind.JOIN_DECIDED})


def lines_for(actor: Person, notices: Sequence[Notice]) -> dict[uuid.UUID, Line]:
    """The line of each notice, by notice id; a few queries of subjects however long the list."""
    mine = organization_ids_of(actor)
    matches = _matches(actor, _subjects(notices, ABOUT_MATCH))
    threads = _threads(actor, _subjects(notices, {NoticeKind.MESSAGE_POSTED}))
    requests = _requests(actor, _subjects(notices, ABOUT_JOIN))
    lines = transfer_lines(actor, notices)
    for notice in notices:
        subject_id = notice.subject_id
        if match := matches.get(subject_id):
            lines[notice.id] = _about_match(notice.kind, match, is_ours=match.need.organization_id in mine)
        elif thread := threads.get(subject_id):
            lines[notice.id] = _about_thread(thread, mine)
        elif request := requests.get(subject_id):
            lines[notice.id] = _about_request(notice.kind, request)
    return {notice.id: lines.get(notice.id, GONE) for notice in notices}


def line_for(actor: Person, notice: Notice) -> Line:
    return lines_for(actor, [notice])[notice.id]


def _subjects(notices: Iterable[Notice], kinds: Iterable[NoticeKind]) -> list[uuid.UUID]:
    return [notice.subject_id for notice in notices if notice.kind in kinds]


def _matches(actor: Person, ids: list[uuid.UUID]) -> dict[uuid.UUID, Match]:
    found = visible_matches(actor).where(Match.id.in_(ids))
    return {match.id: match for match in db.session.scalars(found).unique()} if ids else {}


def _threads(actor: Person, ids: list[uuid.UUID]) -> dict[uuid.UUID, Thread]:
    if not ids:  # gates may ask the database
        return {}
    parties = selectinload(Thread.parties).joinedload(ThreadParty.organization)
    found = visible_threads(actor).where(Thread.id.in_(ids)).options(parties)
    return {thread.id: thread for thread in db.session.scalars(found).unique()}


def _requests(actor: Person, ids: list[uuid.UUID]) -> dict[uuid.UUID, JoinRequest]:
    """One's own, and those that one decides upon."""
    memberships = db.session.scalars(active_memberships(actor)) if ids else ()
    led = [m.organization_id for m in memberships if m.role is MembershipRole.ADMINISTRATOR]
    open_to = or_(JoinRequest.person_id == actor.id, JoinRequest.organization_id.in_(led))
    known = (joinedload(JoinRequest.organization), joinedload(JoinRequest.person))
    found = select(JoinRequest).where(JoinRequest.id.in_(ids), open_to).options(*known)
    return {request.id: request for request in db.session.scalars(found)} if ids else {}


def _about_match(kind: NoticeKind, match: Match, *, is_ours: bool) -> Line:
    """`is_ours`: the reader is on the side of the need."""
    ours, theirs = (match.need, match.offer) if is_ours else (match.offer, match.need)
    words = MATCH_WORDS[kind]
    if kind is NoticeKind.MATCH_PROPOSED:
        words = HAS_LAPSED if match.state is MatchState.LAPSED else words if is_ours else FOR_AN_OFFER
    text = words.format(title=ours.title, other=theirs.organization.name)
    return Line(text, match_page(match.id))


# The names of structures are singular or plural: no sentence makes one the subject of a verb.
FOR_AN_OFFER = "Votre offre « {title} » pourrait aider {other}."
HAS_LAPSED = "La proposition faite pour « {title} » n’est plus d’actualité."
MATCH_WORDS = {
    NoticeKind.MATCH_PROPOSED: "Votre besoin « {title} » pourrait trouver réponse chez {other}.",
    NoticeKind.MATCH_ACCEPTED: "Votre mise en relation avec {other} sur « {title} » est acceptée : à vous d’échanger.",
    NoticeKind.MATCH_DECLINED: "La mise en relation avec {other} sur « {title} » n’aura pas de suite.",
    NoticeKind.MATCH_WITHDRAWN: "La mise en relation avec {other} sur « {title} » est retirée.",
}


def _about_thread(thread: Thread, mine: frozenset[uuid.UUID]) -> Line:
    """Between people nobody is named: there are no parties, and the title is all that everybody may read."""
    others = [party.organization.name for party in thread.parties if party.organization_id not in mine]
    who = f" avec {' et '.join(others)}" if others else ""
    return Line(f"De nouveaux messages dans « {thread.title} »{who}.", thread_page(thread.id))


def _about_request(kind: NoticeKind, request: JoinRequest) -> Line:
    name = request.organization.name
    if kind is NoticeKind.JOIN_ASKED:
        return Line(f"{request.person.name} demande à rejoindre {name}.", members_page(request.organization_id))
    accepted = request.state is JoinState.ACCEPTED
    answer = "est acceptée : bienvenue !" if accepted else "n’a pas été retenue."
    return Line(f"Votre demande pour rejoindre {name} {answer}", organization_page(request.organization_id))
