"""Whose turn it is, what comes next for each side, and when a reminder leaves. Nobody is left without news.

A side that does not move is reminded twice; an interest or an agreement that nobody answers then ends by itself.
"""

from datetime import datetime, timedelta

from club_ess.transfers.approaches.enums import ApproachState, Side
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.states import LIVING, TURN

REMINDED_AFTER = (timedelta(days=9), timedelta(days=21))
CLOSED_AFTER = timedelta(days=45)

A = ApproachState
CLOSING = frozenset({A.INTEREST, A.NDA})  # nothing confidential was opened yet: silence is an answer there
STEPS = (
    "Annonce", "Intérêt", "Accord de confidentialité", "Ouverture du dossier", "Échanges et visites",
    "Lettre d’intention", "Audit et protocole", "Signature", "Passage de relais et suivi",
)
RANKS = {
    A.INTEREST: 2, A.NDA: 3, A.CONFIDENTIAL: 4, A.ACCESS: 5, A.LETTER: 6, A.EXCLUSIVE: 7, A.PROTOCOL: 8,
    A.TRANSFERRED: 9,
}

C, R = Side.CEDANT, Side.REPRENEUR
NEXT: dict[tuple[ApproachState, Side], str] = {
    (A.INTEREST, C): "Lisez la fiche du repreneur, puis accueillez-le ou déclinez. Il ne sait pas qui vous êtes.",
    (A.INTEREST, R): "Le cédant lit votre fiche, puis vous accueille ou décline. Vous serez prévenu dans les deux cas.",
    (A.NDA, C): "Le repreneur lit l’accord de confidentialité et l’accepte. Rien ne s’ouvre avant.",
    (A.NDA, R): "Lisez l’accord de confidentialité et acceptez-le. La discussion s’ouvre aussitôt.",
    (A.CONFIDENTIAL, C): "Choisissez ce que ce repreneur peut lire de votre dossier. Vous pourrez tout refermer.",
    (A.CONFIDENTIAL, R): "Le cédant choisit ce qu’il vous ouvre de son dossier. En attendant, vous pouvez lui écrire.",
    (A.ACCESS, C): "Échangez, organisez une visite. Quand il est prêt, le repreneur vous remet une lettre d’intention.",
    (A.ACCESS, R): "Lisez le dossier, échangez, visitez. Quand vous êtes prêt, remettez une lettre d’intention.",
    (A.LETTER, C): "Répondez à la lettre d’intention. L’accepter donne une exclusivité et suspend les autres dossiers.",
    (A.LETTER, R): "Le cédant répond à votre lettre d’intention. L’accepter vous donne une exclusivité.",
    (A.EXCLUSIVE, C): "Le repreneur vérifie les comptes et finance. Signez ensemble le protocole, puis dites-le ici.",
    (A.EXCLUSIVE, R): "Vérifiez les comptes, financez, puis signez ensemble le protocole et dites-le ici.",
    (A.PROTOCOL, C): "Quand la transmission est signée, dites-le ici : le club vous accompagne ensuite.",
    (A.PROTOCOL, R): "Le cédant dira ici que la transmission est signée. Préparez le passage de relais.",
    (A.TRANSFERRED, C): "Le club prend des nouvelles à 6, 12 et 36 mois.",
    (A.TRANSFERRED, R): "Le club prend des nouvelles à 6, 12 et 36 mois.",
    (A.SUSPENDED, C): "Ce dossier attend la fin d’une exclusivité donnée à un autre. Il reprendra ou s’arrêtera.",
    (A.SUSPENDED, R): "Le cédant étudie un autre projet en exclusivité. Votre dossier reprendra ou s’arrêtera ensuite.",
    (A.ENDED, C): "Ce dossier est arrêté. Rien de votre dossier n’y est plus lisible.",
    (A.ENDED, R): "Ce dossier est arrêté. D’autres annonces vous conviendront peut-être.",
}


def sentence(approach: Approach, side: Side) -> str:
    """What comes next, told to one side."""
    return NEXT[approach.state, side]


def is_turn_of(approach: Approach, side: Side) -> bool:
    """Whether this side is expected to act."""
    return TURN.get(approach.state) in (side.value, "both")


def turn_label(approach: Approach, side: Side) -> str:
    """« À vous », or who is waited for; nothing when nobody is."""
    if TURN.get(approach.state) is None:
        return ""
    if is_turn_of(approach, side):
        return "À vous"
    return "Au repreneur" if side is C else "Au cédant"


def rank_of(state: ApproachState) -> int:
    """The step of a state, from 1, among STEPS; suspended and ended ones have the step they left."""
    return RANKS.get(state, RANKS[A.INTEREST])


def next_reminder_at(approach: Approach) -> datetime | None:
    """When whoever must act is next reminded; None when both reminders left, or nobody is waited for."""
    if approach.state not in TURN or approach.reminders >= len(REMINDED_AFTER):
        return None
    return approach.since + REMINDED_AFTER[approach.reminders]


def closes_at(approach: Approach) -> datetime | None:
    """When it ends by itself if nobody moves; None where it does not."""
    return approach.since + CLOSED_AFTER if approach.state in CLOSING else None


def is_living(approach: Approach) -> bool:
    return approach.state in LIVING
