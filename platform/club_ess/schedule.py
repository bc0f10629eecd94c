"""Periodic work: what the worker does by the clock, once per period whoever runs it."""

from datetime import timedelta

from club_ess.accounts.retention import sweep_accounts
from club_ess.kit import mail, submissions, throttle
from club_ess.kit.jobs import Periodic
from club_ess.needs.operations import expire_needs
from club_ess.notifications.reactions import mail_forgotten_messages
from club_ess.patronage.operations import expire_offers
from club_ess.search.upkeep import keep_index_true

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)

SCHEDULE: list[Periodic] = [
    Periodic("keep_index_true", timedelta(minutes=10), keep_index_true),
    Periodic("mail_forgotten_messages", timedelta(minutes=5), mail_forgotten_messages),
    Periodic("expire_needs", HOURLY, expire_needs),
    Periodic("expire_offers", HOURLY, expire_offers),
    Periodic("sweep_throttles", HOURLY, throttle.sweep),
    Periodic("sweep_submissions", DAILY, submissions.sweep),
    Periodic("sweep_mails", DAILY, mail.sweep),
    Periodic("sweep_accounts", DAILY, sweep_accounts),
]
