"""Words of the approaches room, with their French labels."""

from club_ess.transfers.enums import Worded


class ApproachState(Worded):
    """The stages between one listing and one project; see `states.MOVES`."""

    INTEREST = "interest", "Intérêt exprimé"
    NDA = "nda", "Accord de confidentialité proposé"
    CONFIDENTIAL = "confidential", "Accord de confidentialité signé"
    ACCESS = "access", "Dossier ouvert, échanges et visites"
    LETTER = "letter", "Lettre d’intention remise"
    EXCLUSIVE = "exclusive", "Exclusivité, audit"
    PROTOCOL = "protocol", "Protocole signé"
    SUSPENDED = "suspended", "Suspendu"
    TRANSFERRED = "transferred", "Transmis"
    ENDED = "ended", "Arrêté"


class Side(Worded):
    CEDANT = "cedant", "Cédant"
    REPRENEUR = "repreneur", "Repreneur"

    @property
    def other(self) -> "Side":
        return Side.REPRENEUR if self is Side.CEDANT else Side.CEDANT


class EndReason(Worded):
    """Why an approach stops: the observatory counts these."""

    NOT_THE_ACTIVITY = "not_the_activity", "L’activité ne convient pas"
    NOT_THE_PROFILE = "not_the_profile", "Le profil ne convient pas"
    NOT_THE_PLACE = "not_the_place", "Le lieu ne convient pas"
    NOT_THE_DATES = "not_the_dates", "Le calendrier ne convient pas"
    PRICE = "price", "Pas d’accord sur le prix"
    FINANCING = "financing", "Le financement n’est pas trouvé"
    FIGURES = "figures", "Les chiffres ou l’audit ont fait renoncer"
    PREMISES = "premises", "Les locaux ou le bail ont fait renoncer"
    TEAM = "team", "L’équipe ou la gouvernance n’est pas prête"
    ANOTHER_CHOSEN = "another_chosen", "Un autre projet a été choisi"
    CHANGED_PLANS = "changed_plans", "Le projet a changé"
    NO_ANSWER = "no_answer", "Pas de réponse"
    LISTING_CLOSED = "listing_closed", "L’annonce est terminée"
    EXCLUDED = "excluded", "Le cédant a fermé l’accès"
    OTHER = "other", "Une autre raison"

    @property
    def is_said_by_people(self) -> bool:
        """The others are the platform's own: nobody chooses them in a form."""
        return self not in (EndReason.NO_ANSWER, EndReason.LISTING_CLOSED, EndReason.EXCLUDED)


class Difficulty(Worded):
    """What weighs on a transmission months after it."""

    NONE = "none", "Rien de particulier"
    TREASURY = "treasury", "La trésorerie"
    TEAM = "team", "L’équipe"
    CLIENTS = "clients", "Les clients, usagers ou financeurs"
    GOVERNANCE = "governance", "La gouvernance"
    PREMISES = "premises", "Les locaux"
    HANDOVER = "handover", "Le passage de relais"
