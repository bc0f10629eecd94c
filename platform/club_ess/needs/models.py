"""What a structure asks for."""

from club_ess.extensions import Model
from club_ess.postings.models import Posting


class Need(Posting, Model):
    """A mission that a structure of general interest would like somebody to do with it."""

    __tablename__ = "needs"
