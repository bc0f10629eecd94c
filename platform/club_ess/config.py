"""The CLUB_* settings: typed, read once from the environment, and refused when unsafe."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from club_ess.paths import default_data_folder

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SHORTEST_SECRET = 32
FEWEST_CHARACTERS = 8
KNOWN_SECRETS = ("change-me", "changeme", "secret", "default", "0000", "development")


class UnsafeSettings(Exception):
    """The product refuses to start; the message says which setting and what to do."""


def _said(error: Mapping[str, Any]) -> str:
    """One line a fault: the variable, unless the sentence names it, and what is wrong."""
    names = [f"CLUB_{str(name).upper()}" for name in error["loc"]]
    return ": ".join([*names, str(error["msg"]).removeprefix("Value error, ")])


class Settings(BaseModel):
    """One field per CLUB_<NAME> variable; docs/operations.md is tested against these descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    env: Literal["local", "production"] = Field("production", description="local relaxes HTTPS and allows debug")
    secret_key: str = Field("", description="signs cookies; at least 32 random characters")
    data: Path = Field(default_factory=default_data_folder, description="folder of the database, index and files")
    database_url: str = Field("", description="SQLAlchemy URL; by default SQLite in the data folder")
    redis_url: str = Field("", description="message queue between several web processes; optional")
    smtp_url: str = Field("", description="smtp://user:password@host:587?starttls=1, or smtps://; without it, no mail")
    mail_from: str = Field("club-ess@localhost", description="sender of the mails")
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(5000, ge=1, le=65535, description="port to listen on")
    threads: int = Field(200, ge=8, le=2000, description="threads of the web process; an open live page keeps one")
    public_url: str = Field("", description="address people type, such as https://club.example.org")
    trusted_proxies: int = Field(0, ge=0, le=5, description="how many reverse proxies set X-Forwarded-* headers")
    embedded_worker: bool = Field(True, description="run the worker inside the web process")
    demo: bool = Field(False, description="demonstration club: local mailbox page and banner")
    debug: bool = Field(False, description="Flask's debug mode, local only")
    contact: str = Field("", description="address people write to, on the legal page; by default the sender of mails")
    name: str = Field("Club ESS", description="name of the club")
    area: str = Field("Mulhouse Alsace Agglomération", description="area of the club")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Reads CLUB_<FIELD>; an unknown CLUB_ variable is refused rather than ignored. Raises UnsafeSettings."""
        prefix = "CLUB_"
        given = {name[len(prefix) :].lower(): value for name, value in environ.items() if name.startswith(prefix)}
        try:
            return cls.model_validate(given)
        except ValidationError as invalid:
            raise UnsafeSettings("\n".join(_said(error) for error in invalid.errors())) from None

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        secret = self.secret_key
        is_random = len(set(secret)) >= FEWEST_CHARACTERS and not secret.lower().startswith(KNOWN_SECRETS)
        if len(secret) < SHORTEST_SECRET or not is_random:
            raise ValueError(f"CLUB_SECRET_KEY must hold at least {SHORTEST_SECRET} random characters")
        if self.env != "local" and self.debug:
            raise ValueError("CLUB_DEBUG is for CLUB_ENV=local only")
        if self.env != "local" and self.demo:
            raise ValueError("CLUB_DEMO shows every mail to everybody: it is for CLUB_ENV=local only")
        if self.env != "local" and urlsplit(self.public_url).scheme != "https":
            raise ValueError("CLUB_PUBLIC_URL must be the https:// address of the club")
        if (self.env == "local" and not self.demo) and self.host not in LOOPBACK:
            raise ValueError("CLUB_ENV=local listens on this machine only; set CLUB_ENV=production")
        return self

    @property
    def is_local(self) -> bool:
        return self.env == "local"

    @property
    def effective_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data / 'club.db'}"

    @property
    def origin(self) -> str:
        """Scheme and host that browsers must send as Origin."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def origins(self) -> list[str]:
        """Every Origin that is ours: on one's own machine, people type 127.0.0.1 or localhost."""
        twins = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}
        twin = twins.get(self.host) if self.is_local and not self.public_url else None
        return [self.origin, f"http://{twin}:{self.port}"] if twin else [self.origin]

    @property
    def index_folder(self) -> Path:
        return self.data / "index"

    @property
    def files_folder(self) -> Path:
        return self.data / "files"
