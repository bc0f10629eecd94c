"""Every table of the product, imported so that migrations and tests see them all."""

from club_ess.accounts import models as accounts
from club_ess.extensions import db
from club_ess.kit import facts, jobs, mail, states, submissions, throttle
from club_ess.matching import models as matching
from club_ess.matching.transfers import models as transfer_matches
from club_ess.needs import models as needs
from club_ess.notifications import models as notifications
from club_ess.organizations import models as organizations
from club_ess.patronage import models as patronage
from club_ess.threads import models as threads
from club_ess.transfers.anonymity import models as anonymity
from club_ess.transfers.approaches import models as approaches
from club_ess.transfers.listings import models as listings
from club_ess.transfers.projects import models as projects

ROOMS = (
    facts, jobs, mail, states, submissions, throttle,
    accounts, organizations, needs, patronage, threads, anonymity, projects, listings, approaches, matching,
    transfer_matches, notifications,
)
metadata = db.metadata
