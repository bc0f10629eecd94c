"""What the selects of the form offer."""

from functools import cache

from club_ess.organizations.enums import OrganizationKind
from club_ess.reference.legal import ess_families, legal_forms, siae_kinds
from club_ess.reference.sectors import divisions, naf_labels

Choices = list[tuple[str, str]]
FREQUENT_FORMS = ("9260", "9220", "5458", "5558", "5710", "5499", "1000", "9300", "7210", "7344")


@cache
def legal_form_choices() -> Choices:
    """Those of most members first (associations of local law before all), then by name."""
    forms = legal_forms()
    frequent = [code for code in FREQUENT_FORMS if code in forms]
    others = sorted(forms.keys() - set(frequent), key=lambda code: forms[code])
    return [(code, forms[code]) for code in [*frequent, *others]]


def sector_choices(current: str) -> Choices:
    """The divisions; a finer code already kept stays on offer, so that editing does not lose it."""
    kept = {current: naf_labels()[current]} if current in naf_labels() else {}
    return sorted((kept | divisions()).items(), key=lambda choice: choice[1])


def form_choices(current_sector: str) -> dict[str, Choices]:
    return {
        "kinds": [(kind.value, kind.label) for kind in OrganizationKind],
        "families": list(ess_families().items()),
        "siae_kinds": list(siae_kinds().items()),
        "legal_forms": legal_form_choices(),
        "sectors": sector_choices(current_sector),
    }
