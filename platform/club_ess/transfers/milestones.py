"""What has to happen before a transmission, by route, in months before the target date.

These months are habits of the trade, never law: a duration that is law comes from reference/legal_parameters.py.
`guide` is a page under /transmission/guides; without one, the page of the route itself.
"""

from dataclasses import dataclass

from club_ess.transfers.enums import Route

SLUGS: dict[Route, str] = {
    Route.BUSINESS_SALE: "vente-du-fonds", Route.SHARE_SALE: "vente-des-parts", Route.SCOP: "scop", Route.SCIC: "scic",
    Route.MERGER: "fusion", Route.PARTIAL_TRANSFER: "transmission-partielle",
    Route.MANAGEMENT_LEASE: "location-gerance", Route.NEW_BOARD: "nouvelle-gouvernance",
}


@dataclass(frozen=True)
class Milestone:
    """`months` before the target date; None for the information of employees, whose delay is law."""

    months: int | None
    name: str
    detail: str
    guide: str = ""


def _information(detail: str) -> Milestone:
    return Milestone(None, "Informer les salariés", detail, "reperes-legaux")


ADVICE = "accompagnement"
PUBLISH = Milestone(
    8, "Publier l’annonce anonyme", "Elle ne dit ni votre nom ni votre commune. Vous lisez chaque fiche de repreneur.",
    "etapes#publish",
)
EXCHANGE = Milestone(
    5, "Échanger et visiter", "Après l’engagement de confidentialité. Vous ouvrez votre dossier pièce par pièce.",
    "etapes#exchange",
)
LETTER = Milestone(
    4, "Recevoir une lettre d’intention", "Comptez 60 à 90 jours d’exclusivité pour vérifier et financer.",
    "etapes#letter",
)

MILESTONES: dict[Route, tuple[Milestone, ...]] = {
    Route.BUSINESS_SALE: (
        Milestone(12, "Faire le point avec un conseil", "Ce que vous vendez, ce que vous gardez, à qui.", ADVICE),
        Milestone(10, "Évaluer le fonds", "Matériel, clientèle, bail, équipe : demandez un avis extérieur."),
        Milestone(9, "Préparer le dossier", "Comptes, bail, contrats, liste du matériel."),
        PUBLISH, EXCHANGE, LETTER,
        Milestone(3, "Vérifier et financer", "Le repreneur relit les comptes et trouve l’argent.", "etapes#audit"),
        _information("Chaque salarié apprend la vente et peut faire une offre."),
        Milestone(1, "Relire l’acte de vente", "Conditions, stock, dettes, bail : tout est écrit avant de signer."),
        Milestone(0, "Signer la vente", "Les formalités de publicité suivent : votre conseil s’en charge."),
    ),
    Route.SHARE_SALE: (
        Milestone(12, "Faire le point avec un conseil", "Qui vend, combien de parts, à quel moment.", ADVICE),
        Milestone(10, "Évaluer les parts", "Demandez un avis extérieur, sur plusieurs années de comptes."),
        Milestone(9, "Relire les statuts", "Agrément, préférence entre associés, pacte : qui doit dire oui ?"),
        PUBLISH, EXCHANGE, LETTER,
        Milestone(3, "Vérifier et financer", "L’acheteur reprend aussi les dettes : il vérifie tout.", "etapes#audit"),
        _information("Si la majorité des parts change de main, chaque salarié l’apprend et peut faire une offre."),
        Milestone(1, "Obtenir l’accord des associés", "Dans les formes et les délais de vos statuts."),
        Milestone(0, "Signer la cession", "Garanties et compte courant compris, puis formalités."),
    ),
    Route.SCOP: (
        Milestone(18, "Faire le diagnostic avec l’URSCOP", "Est-ce possible ? L’équipe suivrait-elle ?", ADVICE),
        Milestone(15, "Réunir un groupe de salariés", "Qui veut entrer au capital ? Qui pourrait diriger ?"),
        Milestone(12, "Évaluer l’entreprise", "Un prix que l’activité peut rembourser, avec un avis extérieur."),
        Milestone(9, "Bâtir le plan de financement", "Apports des salariés, prêts, garanties.", ADVICE),
        Milestone(6, "Former la future direction", "Gestion, décision à plusieurs : les réseaux ont des formations."),
        Milestone(4, "Écrire les statuts de SCOP", "L’URSCOP les relit : capital, voix, réserves."),
        _information("Si l’entreprise ou sa majorité est vendue : tous les salariés, pas le groupe seul."),
        Milestone(1, "Tenir l’assemblée générale", "Elle adopte les statuts et élit la direction."),
        Milestone(0, "Signer et immatriculer", "Vente, immatriculation, demande d’inscription comme SCOP."),
    ),
    Route.SCIC: (
        Milestone(18, "Faire le diagnostic avec l’URSCOP", "Une SCIC est-elle la bonne forme pour ce projet ?", ADVICE),
        Milestone(15, "Réunir ceux qui s’engagent", "Salariés, usagers, communes, associations, bénévoles."),
        Milestone(12, "Poser le modèle économique", "Activité, prix, aides : sur trois ans."),
        Milestone(9, "Bâtir le plan de financement", "Parts de chacun, prêts, garanties.", ADVICE),
        Milestone(6, "Écrire les statuts", "Catégories d’associés, collèges de vote, réserves."),
        Milestone(4, "Prévenir financeurs et partenaires", "Agréments, conventions, bail : suivront-ils ?"),
        Milestone(2, "Convoquer l’assemblée générale", "Dans le délai de vos statuts."),
        Milestone(1, "Tenir l’assemblée générale", "Elle adopte les statuts de SCIC et élit la direction."),
        Milestone(0, "Immatriculer la SCIC", "Et prévenir le registre des associations, si vous en étiez une."),
    ),
    Route.MERGER: (
        Milestone(15, "Se rencontrer", "Entre bureaux, puis entre équipes : mêmes valeurs, mêmes besoins ?"),
        Milestone(12, "Faire l’état des lieux", "Comptes, contrats, agréments, équipes, locaux de chacun.", ADVICE),
        Milestone(9, "Consulter les équipes", "Salariés, bénévoles, adhérents, et les élus du personnel s’il y en a."),
        Milestone(7, "Évaluer ce que chacun apporte", "Biens, dettes, réserves : demandez un avis extérieur."),
        Milestone(5, "Écrire le projet de traité", "Les deux conseils d’administration l’arrêtent."),
        Milestone(4, "Publier le projet", "Le délai dépend de la forme et du droit local : faites-le vérifier."),
        Milestone(2, "Convoquer les assemblées", "Une par structure, dans le délai des statuts."),
        Milestone(1, "Tenir les assemblées générales", "Chacune approuve le traité."),
        Milestone(0, "La fusion prend effet", "En Alsace-Moselle, prévenez le registre des associations du tribunal."),
    ),
    Route.PARTIAL_TRANSFER: (
        Milestone(12, "Délimiter l’activité", "Ce qui part, ce qui reste, et si chacun tient debout seul.", ADVICE),
        Milestone(10, "Faire l’inventaire", "Contrats, salariés, matériel, agréments liés à cette activité."),
        Milestone(9, "Faire vérifier les droits des salariés", "Contrats transférés ? Information due ?", ADVICE),
        PUBLISH, EXCHANGE, LETTER,
        Milestone(3, "Demander les accords", "Bailleur, financeurs, administrations : chacun doit suivre."),
        Milestone(2, "Convoquer ceux qui décident", "Conseil ou assemblée, dans le délai de vos statuts."),
        Milestone(1, "Décider et signer", "Le traité ou l’acte dit tout ce qui change de main."),
        Milestone(0, "Transférer l’activité", "Équipe, matériel, clés, usagers prévenus."),
    ),
    Route.MANAGEMENT_LEASE: (
        Milestone(10, "Faire le point avec un conseil", "Pourquoi louer et non vendre ? Combien de temps ?", ADVICE),
        Milestone(9, "Vérifier le bail et les assurances", "Le bailleur doit souvent donner son accord."),
        PUBLISH, EXCHANGE, LETTER,
        Milestone(3, "Fixer la redevance", "Avec un inventaire et l’état du matériel."),
        Milestone(2, "Écrire le contrat", "Durée, entretien, stock, option d’achat."),
        Milestone(1, "Signer le contrat", "Devant un conseil : vos responsabilités y sont écrites."),
        Milestone(0, "Remettre les clés", "Puis annonce légale, dans le délai fixé par les textes."),
    ),
    Route.NEW_BOARD: (
        Milestone(12, "Annoncer votre départ au bureau", "Et écrire ce que fait chacun, semaine après semaine."),
        Milestone(9, "Chercher des candidats", "Adhérents, bénévoles, annonce anonyme au club.", "etapes#publish"),
        Milestone(6, "Accueillir en observateurs", "Ils assistent aux réunions avant de s’engager."),
        Milestone(4, "Doubler les rôles", "Banque, paie, dossiers : on fait ensemble.", ADVICE),
        Milestone(2, "Convoquer l’assemblée générale", "Dans le délai et la forme de vos statuts."),
        Milestone(1, "Élire la nouvelle équipe", "Le procès-verbal dit qui fait quoi."),
        Milestone(0, "Déclarer et passer la main", "Au registre des associations du tribunal, puis à la banque."),
    ),
}
