"""The life that listings and projects share: prepared in private, reviewed, on line for 90 days, asleep, closed."""

from enum import StrEnum

from club_ess.transfers.enums import Worded


class ReviewState(Worded):
    DRAFT = "draft", "En préparation"
    SUBMITTED = "submitted", "En relecture"
    PUBLISHED = "published", "En ligne"
    ASLEEP = "asleep", "En sommeil"
    CLOSED = "closed", "Terminé"


S = ReviewState
MOVES: dict[StrEnum, frozenset[StrEnum]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.CLOSED}),
    S.SUBMITTED: frozenset({S.PUBLISHED, S.DRAFT, S.CLOSED}),
    S.PUBLISHED: frozenset({S.SUBMITTED, S.ASLEEP, S.DRAFT, S.CLOSED}),
    S.ASLEEP: frozenset({S.PUBLISHED, S.SUBMITTED, S.DRAFT, S.CLOSED}),
    S.CLOSED: frozenset({S.DRAFT}),
}


class ClosingReason(Worded):
    """Why a listing or a project ends: the observatory counts these."""

    DONE_HERE = "done_here", "La transmission s’est faite grâce au club"
    DONE_ELSEWHERE = "done_elsewhere", "La transmission s’est faite ailleurs"
    NO_CANDIDATE = "no_candidate", "Personne ne convenait"
    FINANCING = "financing", "Le financement n’a pas été trouvé"
    PRICE = "price", "Pas d’accord sur le prix"
    CHANGED_PLANS = "changed_plans", "Le projet a changé"
    ACTIVITY_ENDS = "activity_ends", "L’activité s’arrête"
    PERSONAL = "personal", "Raison personnelle"
