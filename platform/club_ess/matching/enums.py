"""Words of the matching room, with their French labels."""

from enum import StrEnum


class MatchState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS = {
    MatchState.PROPOSED: "Proposée",
    MatchState.ACCEPTED: "Acceptée",
    MatchState.DECLINED: "Déclinée",
    MatchState.WITHDRAWN: "Retirée",
    MatchState.LAPSED: "Sans suite",
}


class MatchSide(StrEnum):
    NEED = "need"
    OFFER = "offer"


class DeclineReason(StrEnum):
    """Why a proposal was declined: the observatory counts these."""

    NOT_THE_SKILL = "not_the_skill"
    NOT_THE_DATES = "not_the_dates"
    TOO_FAR = "too_far"
    TOO_BIG = "too_big"
    ALREADY_FILLED = "already_filled"
    NOT_ELIGIBLE = "not_eligible"
    OTHER = "other"

    @property
    def label(self) -> str:
        return DECLINE_LABELS[self]


DECLINE_LABELS = {
    DeclineReason.NOT_THE_SKILL: "Ce n’est pas la compétence qu’il faut",
    DeclineReason.NOT_THE_DATES: "Les dates ne conviennent pas",
    DeclineReason.TOO_FAR: "C’est trop loin",
    DeclineReason.TOO_BIG: "La mission est trop longue",
    DeclineReason.ALREADY_FILLED: "Nous avons déjà trouvé",
    DeclineReason.NOT_ELIGIBLE: "Le mécénat n’est pas possible entre nous",
    DeclineReason.OTHER: "Une autre raison",
}
