"""The page of a thread on a network that loses, doubles and reorders: everybody sees everything once, in order."""

import random
import shutil
import subprocess
from pathlib import Path

from tests.missing import node

HERE = Path(__file__).parent
SCRIPTS = HERE.parent.parent / "static" / "js"
USED = ("thread-order.js", "thread-outbox.js", "draft-store.js")


def test_three_pages_over_a_bad_network_end_up_equal(tmp_path: Path) -> None:
    for name in USED:
        shutil.copy(SCRIPTS / name, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    seed = str(random.randrange(1, 2**31))
    command = [node(), str(HERE / "thread_protocol.mjs"), str(tmp_path), seed]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "ok"), f"seed {seed}: {done.stderr}"
