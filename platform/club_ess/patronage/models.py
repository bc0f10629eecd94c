"""What a company offers: days of its employees (mécénat de compétences)."""

from club_ess.extensions import Model
from club_ess.postings.models import Posting


class Offer(Posting, Model):
    """A mission that a company's employees would like to do for a structure of general interest."""

    __tablename__ = "offers"
