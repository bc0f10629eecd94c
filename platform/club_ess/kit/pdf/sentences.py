"""What the person is told when a file cannot be kept."""

from club_ess.kit.errors import Invalid

EMPTY = "Ce fichier est vide."
TOO_HEAVY = "Ce fichier est trop lourd : 5 Mo au plus."
TOO_MANY_PAGES = "Ce PDF a trop de pages : 200 au plus."
TOO_LARGE = "Cette image est trop grande : réduisez ses dimensions."
TOO_COMPLEX = "Ce PDF est trop complexe pour être vérifié. Imprimez-le en PDF, puis envoyez la copie."
OFFICE = "Ce format ne peut pas être vérifié. Enregistrez-le en PDF, puis envoyez le PDF."
NOT_ACCEPTED = "Ce fichier n’est pas un PDF ni une image PNG, JPEG ou WebP."
PROTECTED = "Ce PDF est protégé par un mot de passe. Enregistrez-en une version sans protection, puis envoyez-la."
BROKEN = "Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau, puis renvoyez-le."


def refusal(sentence: str) -> Invalid:
    return Invalid({"file": sentence})
