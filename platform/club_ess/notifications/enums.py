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
    TRANSFER_REVIEW = "transfer_review"
    TRANSFER_PREPARATION = "transfer_preparation"
    TRANSFER_PROPOSED = "transfer_proposed"
    TRANSFER_APPROACH = "transfer_approach"
    TRANSFER_FOLLOW_UP = "transfer_follow_up"

    @property
    def label(self) -> str:
        """As the pages of the club name it, to everybody alike."""
        return KIND_LABELS[self]

    @property
    def is_discreet(self) -> bool:
        """Its mails say nothing at all: colleagues may read the mailbox of a structure."""
        return self in DISCREET

    @property
    def subject(self) -> str:
        """Of its mails."""
        return DISCREET_SUBJECT if self.is_discreet else self.label


KIND_LABELS = {
    NoticeKind.MATCH_PROPOSED: "Une mise en relation vous est proposée",
    NoticeKind.MATCH_ACCEPTED: "Une mise en relation est acceptée",
    NoticeKind.MATCH_DECLINED: "Une mise en relation est déclinée",
    NoticeKind.MATCH_WITHDRAWN: "Une mise en relation est retirée",
    NoticeKind.MESSAGE_POSTED: "Un nouveau message vous attend",
    NoticeKind.JOIN_ASKED: "Une personne demande à rejoindre votre structure",
    NoticeKind.JOIN_DECIDED: "Votre demande pour rejoindre une structure a une réponse",
    NoticeKind.TRANSFER_REVIEW: "Transmission : une relecture vous attend",
    NoticeKind.TRANSFER_PREPARATION: "Transmission : du nouveau pour ce que vous préparez",
    NoticeKind.TRANSFER_PROPOSED: "Transmission : une proposition pour vous",
    NoticeKind.TRANSFER_APPROACH: "Transmission : un dossier avance",
    NoticeKind.TRANSFER_FOLLOW_UP: "Transmission : des nouvelles, quelques mois après",
}
# Two ordinary kinds write the same mail as transmission: receiving one tells nothing, to whoever knows the software.
ORDINARY = {NoticeKind.MATCH_DECLINED, NoticeKind.MATCH_WITHDRAWN}
DISCREET = frozenset(kind for kind in NoticeKind if kind.value.startswith("transfer_") or kind in ORDINARY)
DISCREET_SUBJECT = "Du nouveau dans votre espace"
