"""What an answer to a proposal accepts."""

from pydantic import Field

from club_ess.kit.forms import Asked
from club_ess.matching.enums import DeclineReason


class DeclineMatch(Asked):
    reason: DeclineReason = Field(title="Pour quelle raison ?")
