"""THE table of consequences: when this fact, then these reactions. Empty lists included, so that nothing is implied.

DURABLE reactions run after commit from the outbox, at least once, and are safe to repeat. LIVE ones are told at once to
the open pages of this process (and, through the message queue, of the others); losing one only disappoints, because
pages catch up from the database.
"""

from club_ess import events as e
from club_ess.kit import mail
from club_ess.kit.facts import Reaction

DURABLE: dict[type, tuple[Reaction, ...]] = {
    e.MailQueued: (mail.deliver,),
    e.PersonSignedUp: (),
    e.SessionsRevoked: (),
    e.OrganizationSaved: (),
    e.JoinAsked: (),
    e.JoinDecided: (),
    e.MembershipEnded: (),
    e.NeedPublished: (),
    e.NeedClosed: (),
    e.OfferPublished: (),
    e.OfferClosed: (),
    e.MatchProposed: (),
    e.MatchAccepted: (),
    e.MatchDeclined: (),
    e.MatchWithdrawn: (),
    e.MessagePosted: (),
    e.ThreadRead: (),
    e.NoticePosted: (),
}

LIVE: dict[type, tuple[Reaction, ...]] = {
    e.SessionsRevoked: (),
    e.MembershipEnded: (),
    e.MessagePosted: (),
    e.ThreadRead: (),
    e.NoticePosted: (),
}
