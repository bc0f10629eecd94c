"""The needs and offers that tune the matching engine, as rows of the club: their structures get a fictional contact."""

import json
from pathlib import Path
from typing import Any

from club_ess.reference.communes import find_commune

Row = dict[str, Any]
SHORTEST_TITLE, SHORTEST_TEXT = 10, 40
# What the texts are about, in the words of the thesaurus: the data set itself names no skill.
SKILLS = {
    "DB01": "documentation et archives, systèmes d'information",
    "DB02": "financement bancaire et garantie, budget prévisionnel et business plan",
    "DB03": "documentation et archives, photo et vidéo",
    "DB04": "plomberie et chauffage, maintenance industrielle",
    "DB05": "apprentissage du français et savoirs de base, insertion et accompagnement socioprofessionnel",
    "DB06": "gestion des emplois et des parcours, qualité de vie au travail",
    "DB07": "droit des contrats, droit des associations",
    "DB08": "vente et merchandising, économie circulaire et réemploi",
    "DB09": "médiation et inclusion numérique",
    "DB10": "alimentation durable et circuits courts, restauration et traiteur",
    "DO01": "systèmes d'information, développement d'applications",
    "DO02": "documentation et archives",
    "DO03": "financement bancaire et garantie",
    "DO04": "contrôle de gestion, budget prévisionnel et business plan",
    "DO05": "technique du spectacle, photo et vidéo",
    "DO06": "documentation et archives",
    "DO07": "plomberie et chauffage, espaces verts et jardinage",
    "DO08": "maintenance industrielle",
    "DO09": "insertion et accompagnement socioprofessionnel",
    "DO10": "apprentissage du français et savoirs de base",
    "DO11": "gestion des emplois et des parcours, management d'équipe",
    "DO12": "qualité de vie au travail, conduite du changement",
    "DO13": "commande publique, droit des associations",
    "DO14": "vente et merchandising",
    "DO15": "architecture et maîtrise d'œuvre, graphisme et identité visuelle",
    "DO16": "médiation et inclusion numérique, support informatique et parc",
    "DO17": "médiation et inclusion numérique, montage administratif de dossiers",
    "DO18": "restauration et traiteur, alimentation durable et circuits courts",
    "DO19": "restauration et traiteur, formation professionnelle",
    "DO20": "transport et livraison",
    "DO21": "publicité et marketing, graphisme et identité visuelle",
    "DO22": "démarche qualité",
    "DO23": "comptabilité générale",
    "DO24": "architecture et maîtrise d'œuvre",
    "DO25": "coopération transfrontalière, traduction et interprétariat",
}


def read_matching_dev(folder: Path, people: list[Row]) -> dict[str, list[Row]]:
    """{organizations, people, needs, offers} in the shape of the other files; empty without the folder."""
    made: dict[str, list[Row]] = {"organizations": [], "people": [], "needs": [], "offers": []}
    sides = (("needs", "queries", "ess_structure"), ("offers", "docs", "company"))
    for name, file, kind in sides if folder.is_dir() else ():
        for line in (folder / "besoins-offres" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            contact = _contact(row["id"], len(made["people"]), people)
            made["organizations"].append(_organization(row, kind))
            made["people"].append(contact)
            made[name].append(_posting(row, contact["key"]))
    return made


def _organization(row: Row, kind: str) -> Row:
    name = typographic(row["structure"][0].upper() + row["structure"][1:])
    commune = find_commune(row["commune"])
    return {
        "key": row["id"], "name": f"{name} ({row['commune']})", "kind": kind,
        "commune": commune.code if commune else None,
        "presentation": f"{name}, à {row['commune']}. Une structure imaginée pour la démonstration.", "skills": [],
        "ess_family": "association" if name.startswith(("Association", "Compagnie")) else None,
    }


def _contact(key: str, rank: int, people: list[Row]) -> Row:
    """A name made from two others of the club."""
    first, last = people[(7 * rank + 11) % len(people)], people[(13 * rank + 5) % len(people)]
    return {
        "key": f"contact-{key}", "first_name": first["first_name"], "last_name": last["last_name"],
        "email": f"contact.{key.lower()}@exemple.test", "role_title": "Responsable", "organization": key,
        "is_administrator": True,
    }


def _posting(row: Row, author: str) -> Row:
    """The text repeats the title; a title or text too short for the club's rules is completed with the structure."""
    title, text = typographic(row["titre"]), typographic(row["text"].removeprefix(f"{row['titre']}. "))
    structure = typographic(row["structure"])
    commune = find_commune(row["commune"])
    return {
        "key": row["id"], "organization": row["id"], "author": author,
        "title": title if len(title) >= SHORTEST_TITLE else f"{title} ({structure})",
        "description": text if len(text) >= SHORTEST_TEXT else f"{title} : {text}\n\nNous sommes à {row['commune']}.",
        "skills": SKILLS[row["id"]].split(", "), "size": "advice", "days": None, "starts_in_days": None,
        "ends_in_days": None, "commune": commune.code if commune else None, "is_remote": False, "state": "published",
    }


def typographic(text: str) -> str:
    return text.replace("'", "’")
