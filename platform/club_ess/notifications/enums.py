"""Kinds of notices, each of which a person can switch off by mail."""

from enum import StrEnum


class NoticeKind(StrEnum):
    MATCH_PROPOSED = "match_proposed"
    MATCH_ACCEPTED = "match_accepted"
    MATCH_DECLINED = "match_declined"
    MATCH_WITHDRAWN = "match_withdrawn"
    MESSAGE_POSTED = "message_posted"
    JOIN_ASKED = "join_asked"
    JOIN_DECIDED = "join_decided"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    NoticeKind.MATCH_PROPOSED: "Une mise en relation vous est proposée",
    NoticeKind.MATCH_ACCEPTED: "Une mise en relation est acceptée",
    NoticeKind.MATCH_DECLINED: "Une mise en relation est déclinée",
    NoticeKind.MATCH_WITHDRAWN: "Une mise en relation est retirée",
    NoticeKind.MESSAGE_POSTED: "Un nouveau message vous attend",
    NoticeKind.JOIN_ASKED: "Une personne demande à rejoindre votre structure",
    NoticeKind.JOIN_DECIDED: "Votre demande pour rejoindre une structure a une réponse",
}
