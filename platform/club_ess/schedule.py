"""Periodic work: what the worker does by the clock, once per period whoever runs it."""

from datetime import timedelta

from club_ess.accounts.retention import sweep_accounts
from club_ess.kit import mail, submissions, throttle
from club_ess.kit.jobs import Periodic
from club_ess.needs.operations import expire_needs
from club_ess.notifications.reactions import mail_forgotten_messages
from club_ess.patronage.operations import expire_offers
from club_ess.search.upkeep import keep_index_true
from club_ess.transfers.approaches.exclusivity import end_exclusivities, warn_ending_exclusivities
from club_ess.transfers.approaches.follow_ups import ask_follow_ups
from club_ess.transfers.approaches.reminders import remind_approaches
from club_ess.transfers.listings.sleeping import expire_listings, warn_expiring_listings
from club_ess.transfers.projects.operations import expire_projects, warn_expiring_projects

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)

SCHEDULE: list[Periodic] = [
    Periodic("keep_index_true", timedelta(minutes=10), keep_index_true),
    Periodic("mail_forgotten_messages", timedelta(minutes=5), mail_forgotten_messages),
    Periodic("expire_needs", HOURLY, expire_needs),
    Periodic("expire_offers", HOURLY, expire_offers),
    Periodic("expire_projects", HOURLY, expire_projects),
    Periodic("warn_expiring_projects", HOURLY, warn_expiring_projects),
    Periodic("expire_listings", HOURLY, expire_listings),
    Periodic("warn_expiring_listings", HOURLY, warn_expiring_listings),
    Periodic("end_exclusivities", HOURLY, end_exclusivities),
    Periodic("warn_ending_exclusivities", DAILY, warn_ending_exclusivities),
    Periodic("remind_approaches", DAILY, remind_approaches),
    Periodic("ask_follow_ups", DAILY, ask_follow_ups),
    Periodic("sweep_throttles", HOURLY, throttle.sweep),
    Periodic("sweep_submissions", DAILY, submissions.sweep),
    Periodic("sweep_mails", DAILY, mail.sweep),
    Periodic("sweep_accounts", DAILY, sweep_accounts),
]
