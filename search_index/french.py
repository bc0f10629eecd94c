"""The words of French that the chain treats apart: stop words, glued prefixes, irregular forms."""

_STOP_WORDS = """
    a à â ah ai aie aient ais ait alors après as assez au aucun aucune aujourdhui auquel auquelle aura
    aurait auront aussi autre autres aux auxquels auxquelles avaient avais avait avant avec avez aviez avoir
    avons ayant bien c ça car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme
    comment contre d dans de dedans dehors déjà depuis des dès dois doit doivent donc dont du dû durant elle
    elles en encore entre es est et étaient étais était étant êtes être eu eut eux fait faire faites faut
    font furent fut hors hui ici il ils j je jusqu jusque l la là laquelle le lequel les lesquels lesquelles
    leur leurs lors lorsque lui m ma mais me même mêmes mes mettre moi mon n ne ni non nos notre nôtre nous
    on ont ou où par parce pas pendant peu peut peuvent plus pour pourquoi pouvez pouvons puis puisque qu
    quand que quel quelle quelles quels qui quoi s sa sans se sera serait seront ses si sinon soi soient
    sois soit sommes sont sous suis sur t ta tandis te tel telle telles tels tes toi ton tous tout toute
    toutes très trop tu un une va vais vers veut veux voici voilà vont vos votre vôtre vous vu y
    deux trois quatre cinq six sept huit dix onze douze quinze vingt trente quarante cinquante cent mille
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# Folding must not turn these into stop words: « le CA » is not « ça ».
MEANINGFUL_WHEN_FOLDED = frozenset({"ca"})

ACRONYMS_LIKE_STOP_WORDS = frozenset({"ai"})

_GLUED_PREFIXES = """
    agro anti auto bio co cyber e eco extra hydro inter intra macro mega mini micro mono multi para photo
    pluri poly post pre psycho re semi socio sur tele trans ultra
"""
GLUED_PREFIXES = frozenset(_GLUED_PREFIXES.split())

# Endings of inclusive writing, folded: « salarié·e·s », « directeur·rice·s », « citoyen•ne•s », « élu.es ».
INCLUSIVE_ENDINGS = (
    "trices|trice|rices|rice|euses|euse|esses|esse|sses|sse|ieres|iere|ières|ière|ères|ère|eres|ere|ives|ive|elles|elle|"
    "ales|ale|nes|ne|ves|ve|les|le|ses|se|tes|te|fes|fe|es|e|s|x"
)

IRREGULAR = {
    "travaux": "travail", "baux": "bail", "vitraux": "vitrail", "emaux": "email", "coraux": "corail",
    "yeux": "oeil", "st": "saint", "ste": "sainte", "mme": "madame", "mr": "monsieur", "asso": "association",
    "assos": "association", "compta": "comptabilite", "info": "information", "infos": "information",
    "agglo": "agglomeration",
}  # fmt: skip

# Words the stemmer would throw together although people never mean one for the other.
OWN_TERMS = {
    "univers": "univers_", "porte": "porte_", "portes": "porte_", "organe": "organe_", "organes": "organe_",
    "communication": "communiqu", "communications": "communiqu", "general": "general", "generale": "general",
    "generaux": "general", "generales": "general", "poste": "poste_", "postes": "poste_", "mode": "mode_",
    "modes": "mode_",
}  # fmt: skip
