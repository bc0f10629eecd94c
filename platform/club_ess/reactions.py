"""THE table of consequences: when this fact, then these reactions. Empty lists included, so that nothing is implied.

DURABLE reactions run after commit from the outbox, at least once, and are safe to repeat. LIVE ones are told at once to
the open pages of this process (and, through the message queue, of the others); losing one only disappoints, because
pages catch up from the database.
"""

from club_ess import events as e
from club_ess.accounts import sockets as person_sockets
from club_ess.kit import mail
from club_ess.kit.facts import Reaction
from club_ess.matching import reactions as matching
from club_ess.matching.transfers import reactions as transfer_matching
from club_ess.notifications import reactions as notifications
from club_ess.notifications import transfer_reactions as transfer_notices
from club_ess.search import reactions as search
from club_ess.threads import reactions as threads
from club_ess.transfers.approaches import reactions as approaches
from club_ess.transfers.listings import reactions as listings

DURABLE: dict[type, tuple[Reaction, ...]] = {
    e.MailQueued: (mail.deliver,),
    e.PersonSignedUp: (),
    e.SessionsRevoked: (),
    e.OrganizationSaved: (search.index_organization, listings.keep_exclusions_in_step,),
    e.JoinAsked: (notifications.tell_join_asked,),
    e.JoinDecided: (listings.keep_exclusions_in_step, notifications.settle_join, notifications.tell_join_decided),
    e.MembershipEnded: (),
    e.NeedPublished: (search.index_need, matching.propose_for_need),
    e.NeedClosed: (search.index_need, matching.lapse_for_need),
    e.OfferPublished: (search.index_offer, matching.propose_for_offer),
    e.OfferClosed: (search.index_offer, matching.lapse_for_offer),
    e.IndexLost: (search.rebuild_index,),
    e.MatchProposed: (notifications.tell_match_proposed,),
    e.MatchAccepted: (notifications.settle_match, notifications.tell_match_accepted),
    e.MatchDeclined: (notifications.settle_match, notifications.tell_match_declined),
    e.MatchWithdrawn: (notifications.tell_match_withdrawn,),
    e.MessagePosted: (notifications.tell_message_posted,),
    e.ThreadRead: (notifications.settle_read_thread,),
    e.ListingSubmitted: (transfer_notices.tell_review_asked,),
    e.ListingReviewed: (transfer_notices.settle_review, transfer_notices.tell_reviewed),
    e.ListingPublished: (transfer_matching.propose_for_listing,),
    e.ListingWithdrawn: (
        approaches.end_closed_listing, transfer_matching.propose_for_listing,
        transfer_notices.settle_review, transfer_notices.tell_asleep,
    ),
    e.ListingExpiring: (transfer_notices.tell_expiring,),
    e.MandateGiven: (approaches.follow_mandate, transfer_notices.tell_mandate_given),
    e.MandateEnded: (approaches.follow_mandate, transfer_notices.tell_mandate_ended),
    e.ProjectSubmitted: (transfer_notices.tell_review_asked,),
    e.ProjectReviewed: (approaches.follow_project, transfer_notices.settle_review, transfer_notices.tell_reviewed),
    e.ProjectPublished: (transfer_matching.propose_for_project,),
    e.ProjectWithdrawn: (
        approaches.follow_project, approaches.end_closed_project, transfer_matching.propose_for_project,
        transfer_notices.settle_review, transfer_notices.tell_asleep,
    ),
    e.ProjectExpiring: (transfer_notices.tell_expiring,),
    e.ProjectInvited: (transfer_notices.tell_invited,),
    e.TransferMatchProposed: (transfer_notices.tell_transfer_proposed,),
    e.ApproachMoved: (transfer_notices.tell_approach_moved,),
    e.FileOpened: (transfer_notices.tell_file_opened,),
    e.ApproachReminded: (transfer_notices.tell_approach_reminded,),
    e.FollowUpAsked: (transfer_notices.tell_follow_up_asked,),
    e.NoticePosted: (),
}

LIVE: dict[type, tuple[Reaction, ...]] = {
    e.SessionsRevoked: (person_sockets.close_ended,),
    e.MembershipEnded: (),
    e.MessagePosted: (threads.push_message,),
    e.ThreadRead: (threads.push_read_mark,),
    e.NoticePosted: (notifications.push_notice,),
}
