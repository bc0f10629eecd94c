"""The demonstration's one password: random for each installation, kept beside its data."""

import os
import secrets
from pathlib import Path

FILE = "demo-password"
WORDS = (
    "abeille", "abricot", "acacia", "agneau", "alouette", "amande", "ancre", "argile", "aurore", "avoine", "balcon",
    "bambou", "barque", "belette", "beurre", "biche", "bocal", "bouleau", "boussole", "brioche", "brume", "cabane",
    "caillou", "canal", "canard", "cannelle", "carafe", "carotte", "castor", "cerise", "chalet", "chamois",
    "chardon", "cigogne", "citron", "clairon", "cloche", "cocon", "colline", "colza", "comptoir", "coquille",
    "corail", "coton", "coupole", "crayon", "cuivre", "cygne", "dentelle", "digue", "dune", "ecluse", "ecorce",
    "ecureuil", "epice", "erable", "etang", "etoile", "facteur", "faisan", "falaise", "fanfare", "farine",
    "fenouil", "feuille", "ficelle", "figue", "flocon", "flute", "fontaine", "fougere", "fournil", "fraise",
    "framboise", "frelon", "galet", "gamelle", "garance", "girouette", "givre", "glacier", "gland", "gondole",
    "grange", "griotte", "grive", "groseille", "guitare", "hamac", "haricot", "herisson", "hibou", "horloge",
    "houblon", "indigo", "jardin", "jasmin", "jonquille", "kiosque", "lanterne", "laurier", "lavande", "lezard",
    "lierre", "lilas", "limace", "linotte", "loutre", "lucarne", "luciole", "lutin", "marmite", "marronnier",
    "melon", "merle", "mirabelle", "moineau", "moulin", "mousse", "muguet", "myrtille", "navette", "noisette",
    "nuage", "olive", "orange", "orchidee", "ortie", "osier", "palette", "panier", "papillon", "paprika", "pastel",
    "perle", "persil", "peuplier", "phare", "pigeon", "pivoine", "platane", "poire", "poivre", "pommier", "potiron",
    "prairie", "prune", "quenelle", "quetsche", "radis", "raisin", "renard", "riviere", "rocher", "romarin",
    "roseau", "ruche", "safran", "sapin", "sarrasin", "saule", "sentier", "sureau", "tambour", "tilleul", "tisane",
    "tonnelle", "torrent", "tournesol", "trefle", "tulipe", "vallon", "vanille", "verger", "violette", "voilier",
    "volcan",
)


def demo_password(folder: Path) -> str:
    """Four words with a digit each, such as « cigogne4-moulin7-… ». Drawn once, readable by the owner only."""
    file = folder / FILE
    if not file.exists():
        drawn = "-".join(f"{secrets.choice(WORDS)}{secrets.randbelow(10)}" for _ in range(4))
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as made:
            made.write(f"{drawn}\n")
    return file.read_text(encoding="utf-8").strip()
