"""An installed wheel serves the same pages as a checkout: templates, styles and reference data are inside."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVES = """
from club_ess.app import create_app
from club_ess.reference.communes import communes
import club_ess
app = create_app()
assert "site-packages" not in club_ess.__file__ and {folder!r} in club_ess.__file__, club_ess.__file__
client = app.test_client()
assert client.get("/mentions-legales").status_code == 200
assert client.get("/static/css/club.css").status_code == 200
assert client.get("/static/vendor/bootstrap/dist/css/bootstrap.min.css").status_code == 200
assert len(communes()) > 5000
"""


@pytest.mark.packaging
@pytest.mark.timeout(300)
def test_the_wheel_serves_pages_on_its_own(tmp_path: Path) -> None:
    uv = Path(sys.executable).parent / "uv"
    build = [str(uv), "build", "--quiet", "--wheel", "--out-dir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "installed")
    assert any(name.endswith("migrations/versions/0001_main_job.py") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "platform/"))]
    environment = {
        "PYTHONPATH": str(tmp_path / "installed"), "PATH": "/usr/bin:/bin", "CLUB_ENV": "local",
        "CLUB_SECRET_KEY": "wheel-0a1b2c3d4e5f-67890-packaging", "CLUB_DATA": str(tmp_path / "data"),
    }
    code = SERVES.format(folder=str(tmp_path / "installed"))
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
