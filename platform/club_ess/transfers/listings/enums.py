"""Words of the listings room, with their French labels."""

from club_ess.transfers.enums import Worded


class FileField(Worded):
    """What the confidential file says: each is opened on its own, to one repreneur at a time."""

    NAME = "name", "Nom de la structure"
    CONTACT = "contact", "Votre nom et vos coordonnées"
    COMMUNE = "commune", "Commune"
    ADDRESS = "address", "Adresse"
    ACTIVITY = "activity", "Activité précise (classe NAF)"
    HISTORY = "history", "Histoire et activité en détail"
    TURNOVER = "turnover", "Chiffre d’affaires ou ressources, trois dernières années"
    RESULT = "result", "Résultats, trois dernières années"
    WORKFORCE = "workforce", "Équipe : effectif, contrats, ancienneté"
    PEOPLE = "people", "Personnes clés"
    CLIENTS = "clients", "Clients, financeurs, usagers"
    PREMISES = "premises", "Locaux et bail"
    PRICE = "price", "Prix et conditions"
