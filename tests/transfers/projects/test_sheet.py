"""What cédants read of a project, and what the rooms above add to its page."""

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.organizations.panels import Panel
from club_ess.transfers.projects import panels
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.shapes import project_sheet
from tests.transfers.actors import Stage
from tests.transfers.projects.answers import url


def test_no_name_before_an_interest_is_expressed(stage: Stage) -> None:
    own = stage.xavier.organization_id
    project_id = stage.project(stage.xavier, stage.rene, kind="structure", organization_id=own)
    with stage.club.context():
        project = db.session.get_one(Project, project_id)
        anonymous, named = project_sheet(project, reveals_people=False), project_sheet(project, reveals_people=True)
    for name in ("Xavier", "Rival", "René", "Repreneur", str(stage.xavier.id), str(own)):
        assert name not in str(anonymous)
    assert named["people"] == ["Xavier Rival", "René Repreneur"]
    assert named["organization_name"] == "Menuiserie Rivale"
    assert {key: value for key, value in named.items() if key not in ("people", "organization_name")} == {
        key: value for key, value in anonymous.items() if key not in ("people", "organization_name")
    }


def test_the_criteria_are_words(stage: Stage) -> None:
    with stage.club.context():
        sheet = project_sheet(db.session.get_one(Project, stage.project(stage.rene)), reveals_people=False)
    told = {criterion["label"]: criterion["values"] for criterion in sheet["criteria"]}
    assert told["Secteurs"] == ["Industrie manufacturière"]
    assert told["Façons de reprendre"] == ["Vente des parts", "SCOP par les salariés"]
    assert told["Chiffre d’affaires"] == ["Peu importe"]
    assert sheet["timetable_label"] == "D’ici un an"


def test_the_page_shows_the_anonymous_sheet_and_the_panels_of_other_rooms(stage: Stage) -> None:
    seen: list[tuple[str, str]] = []

    def panel(project: Project, actor: Person) -> Panel | None:
        seen.append((project.title, actor.first_name))
        return None

    panels.PANELS.append(panel)
    try:
        page = stage.club.browser(stage.rene).get(url(stage.project(stage.rene))).get_data(as_text=True)
    finally:
        panels.PANELS.remove(panel)
    assert seen == [("Reprendre un atelier bois à taille humaine", "René")]
    sheet = page[page.index("Ce que les cédants verront") : page.index("Qui porte ce projet")]
    assert "Ni nom ni structure" in sheet
    assert "Repreneur</" not in sheet
