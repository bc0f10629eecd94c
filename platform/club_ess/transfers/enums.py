"""Words that listings, projects and approaches share, with their French labels. Brackets are wide on purpose: a figure
that is known to few people names a structure as surely as its address."""

from enum import StrEnum


class Worded(StrEnum):
    """A word that carries its French label: `NAME = "value", "Libellé"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Worded":
        word = str.__new__(cls, value)
        word._value_, word.label = value, label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs, for forms."""
        return [(word.value, word.label) for word in cls]


class Workforce(Worded):
    """Employees of the establishment, by groups of INSEE's brackets."""

    NONE = "0", "Aucun salarié"
    MICRO = "1-9", "1 à 9 salariés"
    SMALL = "10-49", "10 à 49 salariés"
    MEDIUM = "50-249", "50 à 249 salariés"
    LARGE = "250+", "250 salariés et plus"


class Turnover(Worded):
    """Yearly turnover, or resources of an association, in euros."""

    TINY = "0-100k", "Moins de 100 000 €"
    SMALL = "100k-500k", "100 000 à 500 000 €"
    MEDIUM = "500k-2m", "500 000 à 2 millions d’€"
    LARGE = "2m-10m", "2 à 10 millions d’€"
    HUGE = "10m+", "Plus de 10 millions d’€"


class Result(Worded):
    LOSS = "loss", "Déficit"
    BALANCED = "balanced", "À l’équilibre"
    PROFIT = "profit", "Bénéfice"


class Price(Worded):
    """What is asked, in euros."""

    NONE = "none", "Aucun prix (association)"
    TINY = "0-50k", "Moins de 50 000 €"
    SMALL = "50k-200k", "50 000 à 200 000 €"
    MEDIUM = "200k-500k", "200 000 à 500 000 €"
    LARGE = "500k-2m", "500 000 à 2 millions d’€"
    HUGE = "2m+", "Plus de 2 millions d’€"


class OwnFunds(Worded):
    """What a repreneur can bring of their own, in euros."""

    NONE = "none", "Pas encore d’apport"
    TINY = "0-20k", "Moins de 20 000 €"
    SMALL = "20k-50k", "20 000 à 50 000 €"
    MEDIUM = "50k-150k", "50 000 à 150 000 €"
    LARGE = "150k-500k", "150 000 à 500 000 €"
    HUGE = "500k+", "Plus de 500 000 €"


class Statute(Worded):
    """What the structure is, when saying so names nobody."""

    ESS = "ess", "Structure de l’ESS"
    ESUS = "esus", "Agréée ESUS"
    SIAE = "siae", "Insertion par l’activité économique (SIAE)"


class Route(Worded):
    """Ways to transmit; each has its page among the guides."""

    BUSINESS_SALE = "business_sale", "Vente du fonds"
    SHARE_SALE = "share_sale", "Vente des parts"
    SCOP = "scop", "SCOP par les salariés"
    SCIC = "scic", "SCIC"
    MERGER = "merger", "Fusion ou rapprochement"
    PARTIAL_TRANSFER = "partial_transfer", "Transmission d’une partie de l’activité"
    MANAGEMENT_LEASE = "management_lease", "Location-gérance"
    NEW_BOARD = "new_board", "Nouvelle gouvernance (bureau, direction)"


class TransferReason(Worded):
    RETIREMENT = "retirement", "Départ à la retraite"
    NEW_PROJECT = "new_project", "Autre projet"
    PARTNERS = "partners", "Changement parmi les associés ou le bureau"
    GROWTH = "growth", "Besoin de grandir avec d’autres"
    DIFFICULTY = "difficulty", "Difficultés"
    PERSONAL = "personal", "Raison personnelle"


class Support(Worded):
    """How long the cédant would stay beside the repreneur."""

    SHORT = "short", "Quelques semaines"
    QUARTER = "quarter", "Environ trois mois"
    HALF_YEAR = "half_year", "Environ six mois"
    YEAR = "year", "Un an ou plus"


class Timetable(Worded):
    """When the repreneur would take over."""

    NOW = "now", "Dès que possible"
    HALF_YEAR = "half_year", "D’ici six mois"
    YEAR = "year", "D’ici un an"
    TWO_YEARS = "two_years", "D’ici deux ans"
    LATER = "later", "Plus tard"


class RepreneurKind(Worded):
    PERSON = "person", "Une personne"
    TEAM = "team", "Une équipe"
    EMPLOYEES = "employees", "Des salariés"
    STRUCTURE = "structure", "Une structure"
