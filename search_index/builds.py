"""Where the indexes lie: `CURRENT` names a build, a build's `stamp.json` names its shelves and what wrote
them.

root/CURRENT               build-000003-5e0c
root/build-000003-5e0c/    stamp.json  public-need/  members-need/  …
"""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from search_index.analyzers import ANALYSIS_VERSION
from search_index.errors import IndexUnavailable
from search_index.schema import SCHEMA_VERSION

FORMAT = f"{ANALYSIS_VERSION}/schema-{SCHEMA_VERSION}"
KEPT_BUILDS = 2  # the current one, and the one that slow readers may still be on
_BUILD = re.compile(r"build-\d{6,}-[0-9a-f]+")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Builds:
    """The folder of a catalogue. Each call looks at the disk: another process may have rebuilt."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def writing(self, create: bool = False) -> Iterator[None]:
        """One writer at a time over the whole folder, across threads and processes."""
        if create:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            lock = FileStorage(str(self.root)).lock("WRITING")
            lock.acquire(blocking=True)
        except OSError as error:
            raise IndexUnavailable(str(error)) from error
        try:
            yield
        finally:
            lock.release()

    def current(self) -> Path:
        """The build in use. Raises IndexUnavailable when there is none or another version of the analysis
        wrote it."""
        try:
            build = self.root / (self.root / "CURRENT").read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexUnavailable(str(error)) from error
        if self._stamp(build)["format"] != FORMAT:
            raise IndexUnavailable("the index was written by another version of the analysis")
        return build

    def _stamp(self, build: Path) -> dict[str, object]:
        try:
            stamp = json.loads((build / "stamp.json").read_text(encoding="utf-8"))
            return {"format": stamp["format"], "shelves": [[str(a), str(k)] for a, k in stamp["shelves"]]}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnavailable(f"{build.name}: {error}") from error

    def _names(self, build: Path) -> list[tuple[str, str]]:
        return [(audience, kind) for audience, kind in self._stamp(build)["shelves"]]  # type: ignore[attr-defined]

    def find(self, build: Path, audiences: Iterable[str], kinds: Iterable[str]) -> list[Path]:
        """The shelves that exist among these; one that is named but gone raises IndexUnavailable."""
        names = set(self._names(build))
        paths = [
            build / f"{audience}-{kind}"
            for audience in audiences
            for kind in kinds
            if (audience, kind) in names
        ]
        for path in paths:
            if not path.is_dir():
                raise IndexUnavailable(f"{path.name}: the folder is gone")
        return paths

    def shelves(self, build: Path) -> list[Path]:
        """All the shelves of a build."""
        names = self._names(build)
        return self.find(
            build, sorted({audience for audience, _ in names}), sorted({kind for _, kind in names})
        )

    def audiences(self, build: Path, kind: str) -> list[str]:
        """The audiences that hold this kind."""
        return [audience for audience, known in self._names(build) if known == kind]

    def all_audiences(self, build: Path) -> list[str]:
        """Every audience of a build."""
        return sorted({audience for audience, _ in self._names(build)})

    def add_shelf(self, build: Path, audience: str, kind: str) -> Path:
        """Where a shelf is, or shall be created by its first writer. Names are plain words: they become
        folders."""
        if not (_NAME.fullmatch(audience) and _NAME.fullmatch(kind)):
            raise ValueError(f"audience {audience!r} and kind {kind!r} must be lower-case words")
        names = self._names(build)
        path = build / f"{audience}-{kind}"
        if (audience, kind) not in names:
            path.mkdir(exist_ok=True)
            self._write_stamp(build, [*names, (audience, kind)])
        elif not path.is_dir():
            raise IndexUnavailable(f"{path.name}: the folder is gone")
        return path

    @contextmanager
    def new(self) -> Iterator[Path]:
        """A build to fill: in use from the end of the block on, or gone if the block fails."""
        last = max((int(path.name.split("-")[1]) for path in self._all()), default=0)
        # The random end: a folder deleted and made anew must not pass for the one that a reader still holds.
        build = self.root / f"build-{last + 1:06d}-{secrets.token_hex(4)}"
        build.mkdir(mode=0o700)
        try:
            self._write_stamp(build, [])
            yield build
            _write(self.root / "CURRENT", build.name)
        except BaseException:
            shutil.rmtree(build, ignore_errors=True)
            raise
        for old in sorted(self._all())[:-KEPT_BUILDS]:
            shutil.rmtree(old, ignore_errors=True)

    def _all(self) -> list[Path]:
        return [path for path in self.root.glob("build-*") if _BUILD.fullmatch(path.name)]

    def _write_stamp(self, build: Path, names: list[tuple[str, str]]) -> None:
        _write(build / "stamp.json", json.dumps({"format": FORMAT, "shelves": names}))


def _write(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as lines:
        lines.write(text)
        lines.flush()
        os.fsync(lines.fileno())
    os.replace(beside, path)
