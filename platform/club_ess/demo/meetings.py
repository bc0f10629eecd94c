"""What happened between the members: proposals accepted or declined, conversations, and news that wait for the cast."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from club_ess import events as e
from club_ess.demo.content import Row
from club_ess.demo.making import Made, ago, key_of
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.matching.enums import DeclineReason, MatchState
from club_ess.matching.inputs import DeclineMatch
from club_ess.matching.models import Match
from club_ess.matching.operations import accept_match, decline_match
from club_ess.needs.models import Need
from club_ess.notifications import reactions as notifications
from club_ess.organizations.inputs import AskToJoin
from club_ess.organizations.memberships import ask_to_join
from club_ess.patronage.models import Offer
from club_ess.threads.inputs import PostMessage
from club_ess.threads.models import Message, Thread, ThreadReader
from club_ess.threads.operations import mark_read, post_message

CAST = ("alice", "bob", "charlie", "dana")
LEFT_TO_THE_VISITOR = ("b-machines", "o-meca-maint")
ACCEPTED_LATELY, DECLINED = 12, 15
NEWS_EACH = 4
REQUEST = "Bonjour, j’habite le quartier et je sais coudre. J’aimerais donner un coup de main à l’atelier le mardi."


def hold_conversation(made: Made, row: Row) -> None:
    """A proposal accepted before the first message, then talked over. The pair left to the visitor stays proposed."""
    match = _match_of(made, row["need"], row["offer"])
    if match is None or (row["need"], row["offer"]) == LEFT_TO_THE_VISITOR:
        return
    first = row["messages"][0]
    if match.state is MatchState.PROPOSED:
        with ago(minutes=first["minutes_ago"] + 45):
            accept_match(made.person(first["author"]), match.id)
    thread_id = db.session.get_one(Match, match.id).thread_id
    if thread_id is not None:
        _say_all(made, thread_id, row)


def _say_all(made: Made, thread_id: uuid.UUID, row: Row) -> None:
    for rank, said in enumerate(row["messages"]):
        key = key_of("message", row["need"], row["offer"], rank)
        with ago(minutes=said["minutes_ago"]):
            post_message(made.person(said["author"]), thread_id, PostMessage(client_uuid=key, body=said["body"]))
    with ago(minutes=max(row["messages"][-1]["minutes_ago"] - 30, 0)):
        _read_to_the_end(made, thread_id)


def _read_to_the_end(made: Made, thread_id: uuid.UUID) -> None:
    """Everybody has read everything, but the cast: news wait for whoever signs in as one of them."""
    cast = {made.people[key] for key in CAST}
    last_seq = db.session.get_one(Thread, thread_id).last_seq
    for reader in db.session.scalars(select(ThreadReader).where(ThreadReader.thread_id == thread_id)).all():
        if reader.person_id not in cast:
            mark_read(reader.person, thread_id, last_seq)


def answer_proposals(made: Made) -> None:
    """Some of the best are accepted, some of the last declined; never those of the cast, which the visitor answers."""
    ranked = _proposals_of_others(made)
    for rank, match in enumerate(_one_a_need(ranked, ACCEPTED_LATELY)):
        if match.state is MatchState.PROPOSED:
            with ago(minutes=200 * rank + 40):
                accept_match(match.offer.author, match.id)
    reasons = list(DeclineReason)
    for rank, match in enumerate(ranked[::-1][:DECLINED]):
        if match.state is MatchState.PROPOSED:
            with ago(minutes=300 * rank + 15):
                decline_match(match.need.author, match.id, DeclineMatch(reason=reasons[rank % len(reasons)]))


def _proposals_of_others(made: Made) -> list[Match]:
    """Without those that have a conversation; the best first, the same order at each run."""
    talked = {(made.needs[row["need"]], made.offers[row["offer"]]) for row in made.content.threads}
    cast = _organizations_of_cast(made)
    matches = db.session.scalars(select(Match).order_by(Match.score.desc(), Match.need_id, Match.offer_id)).all()
    return [
        match for match in matches
        if (match.need_id, match.offer_id) not in talked
        and not {match.need.organization_id, match.offer.organization_id} & cast
    ]


def _one_a_need(matches: Iterable[Match], most: int) -> list[Match]:
    firsts: dict[uuid.UUID, Match] = {}
    for match in matches:
        firsts.setdefault(match.need_id, match)
    return list(firsts.values())[:most]


@operation
def date_matches() -> None:
    """The engine has just proposed everything at once: each proposal goes back to when both texts were on line."""
    for match in db.session.scalars(select(Match)):
        published = [posting.published_at for posting in (match.need, match.offer) if posting.published_at]
        match.created_at = min([*_just_after(published), match.created_at])


def _just_after(instants: list[datetime]) -> list[datetime]:
    return [max(instants) + timedelta(minutes=1)] if instants else []


def bring_news(made: Made) -> None:
    """The cast's bells: a few proposals each, the unread messages, and somebody who asks to join."""
    for organization_id in _organizations_of_cast(made):
        for match in _best_of(organization_id):
            with clock.travel(match.created_at - clock.now()):
                notifications.tell_match_proposed(e.MatchProposed(match.id))
    for message in _last_messages(made):
        with clock.travel(message.created_at - clock.now()):
            notifications.tell_message_posted(e.MessagePosted(message.thread_id, message.id))
    _ask_alice(made)


def _ask_alice(made: Made) -> None:
    alone = next((row["key"] for row in made.content.people if row["organization"] is None), None)
    if alone is not None:
        with ago(minutes=190):
            request_id = ask_to_join(made.person(alone), _organization_of(made, "alice"), AskToJoin(message=REQUEST))
            notifications.tell_join_asked(e.JoinAsked(request_id))


def _best_of(organization_id: uuid.UUID) -> list[Match]:
    """The best open proposals of an organization, each text once."""
    ours = or_(Need.organization_id == organization_id, Offer.organization_id == organization_id)
    open_ones = select(Match).join(Match.need).join(Match.offer).where(Match.state == MatchState.PROPOSED, ours)
    chosen: dict[uuid.UUID, Match] = {}
    for match in db.session.scalars(open_ones.order_by(Match.score.desc(), Match.id)):
        if not {match.need_id, match.offer_id} & chosen.keys():
            chosen |= {match.need_id: match, match.offer_id: match}
    return list(dict.fromkeys(chosen.values()))[:NEWS_EACH]


def _last_messages(made: Made) -> list[Message]:
    """Of each thread that one of the cast follows."""
    cast = [made.people[key] for key in CAST]
    followed = select(ThreadReader.thread_id).where(ThreadReader.person_id.in_(cast))
    last = select(Message).join(Thread, Thread.id == Message.thread_id).where(Message.seq == Thread.last_seq)
    return list(db.session.scalars(last.where(Thread.id.in_(followed))))


def _match_of(made: Made, need: str, offer: str) -> Match | None:
    pair = (Match.need_id == made.needs[need], Match.offer_id == made.offers[offer])
    return db.session.scalar(select(Match).where(*pair))


def _organization_of(made: Made, person: str) -> uuid.UUID:
    row = next(row for row in made.content.people if row["key"] == person)
    return made.organizations[row["organization"]]


def _organizations_of_cast(made: Made) -> set[uuid.UUID]:
    return {_organization_of(made, key) for key in CAST}
