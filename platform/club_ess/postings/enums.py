"""Words that needs and offers share, with their French labels."""

from enum import StrEnum


class PostingState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {"draft": "Brouillon", "published": "En ligne", "closed": "Hors ligne"}[self.value]


class MissionSize(StrEnum):
    """Sizes of a mission of mécénat de compétences."""

    FLASH = "flash"
    ADVICE = "advice"
    PROJECT = "project"
    LONG = "long"

    @property
    def label(self) -> str:
        return SIZE_LABELS[self]


SIZE_LABELS = {
    MissionSize.FLASH: "Coup de pouce (1 à 3 heures)",
    MissionSize.ADVICE: "Conseil (quelques rendez-vous)",
    MissionSize.PROJECT: "Projet (une trentaine d’heures)",
    MissionSize.LONG: "Mission longue (fin de carrière, mi-temps…)",
}


class Audience(StrEnum):
    """Who may read it: everybody, or signed-in members only."""

    PUBLIC = "public"
    MEMBERS = "members"

    @property
    def label(self) -> str:
        return {"public": "Tout le monde", "members": "Les membres du club"}[self.value]


class ClosingReason(StrEnum):
    """Why it was closed: the observatory counts these."""

    FILLED_HERE = "filled_here"
    FILLED_ELSEWHERE = "filled_elsewhere"
    NO_ANSWER = "no_answer"
    CHANGED_PLANS = "changed_plans"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        return CLOSING_LABELS[self]


CLOSING_LABELS = {
    ClosingReason.FILLED_HERE: "Trouvé grâce au club",
    ClosingReason.FILLED_ELSEWHERE: "Trouvé ailleurs",
    ClosingReason.NO_ANSWER: "Pas de réponse",
    ClosingReason.CHANGED_PLANS: "Plus d’actualité",
    ClosingReason.EXPIRED: "Arrivé à échéance",
}
