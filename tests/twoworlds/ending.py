"""After the session: canaries in what is sent to nobody in particular, and on the pages of those entitled to them."""

from collections.abc import Iterator
from pathlib import Path

from tests.twoworlds.house import House, Visitor
from tests.twoworlds.steps import Ending
from tests.twoworlds.sweep import legible


def end(house: House) -> Ending:
    """Sweeps the log, all mails, and the files beside the database."""
    with house.club.context():
        mails = house.mailbag.every_mail()
    places = {"the log": house.log.text().encode(), "mails": mails}
    places |= {f"file {name}": content for name, content in _files(house.folder)}
    leaks = {name: found for name, content in places.items() if (found := house.sweep.find(content))}
    return Ending(leaks, _not_shown_to_control(house))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The database and the documents folder hold confidential things by design; nothing else may, names included."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not inside.name.startswith("club.db") and inside.parts[0] != "documents":
            yield str(inside), str(inside).encode() + b"\n" + path.read_bytes()


def _not_shown_to_control(house: House) -> set[str]:
    """The positive control: those entitled to the canaries do see them, and the sweep sees them there."""
    if not house.world.control:
        return set()
    visitor = Visitor(house.club.app)
    visitor.hold_secret(house.club.sign_in(house.world.insiders[house.world.control].id))
    pages = [legible(visitor.open(path, method="GET").get_data()) for path in house.world.control_pages]
    return set(house.sweep.canaries) - house.sweep.find(b"\n".join(pages))
