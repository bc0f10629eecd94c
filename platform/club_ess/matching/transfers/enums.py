"""Words of the proposals between listings and projects, with their French labels."""

from club_ess.transfers.enums import Worded


class TransferMatchState(Worded):
    PROPOSED = "proposed", "Proposée"
    DISMISSED = "dismissed", "Écartée"
    LAPSED = "lapsed", "Sans suite"


class Fit(Worded):
    """How an answer of one side meets the other's."""

    YES = "yes", "convient"
    PARTLY = "partly", "convient en partie"
    NO = "no", "à voir ensemble"
    UNKNOWN = "unknown", "pas encore dit"


class DismissReason(Worded):
    """Why a proposal was set aside: the observatory counts these."""

    ACTIVITY = "activity", "L’activité ne convient pas"
    PLACE = "place", "Le lieu ne convient pas"
    SIZE = "size", "La taille ne convient pas"
    PRICE = "price", "Le prix ne convient pas"
    DATES = "dates", "Le calendrier ne convient pas"
    PROFILE = "profile", "Le profil ne convient pas"
    OTHER = "other", "Une autre raison"
