"""The figures of the engine on judged folders, and any folder of that format."""

import json
from pathlib import Path
from typing import Any

import pytest

from club_ess.matching.evaluation import SHIPPED, main
from club_ess.matching.metrics import query_figures


def write_task(root: Path, name: str, docs: list[Any], queries: list[Any], qrels: str) -> None:
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "docs.jsonl").write_text("\n".join(json.dumps(doc) for doc in docs), encoding="utf-8")
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(query) for query in queries), encoding="utf-8")
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")


DOCS = [
    {
        "id": "d1",
        "type": "offre_mecenat",
        "titre": "Comptable",
        "text": "Comptable. Tenue des comptes.",
        "commune": "Mulhouse",
    },
    {
        "id": "d2",
        "type": "offre_mecenat",
        "titre": "Jardinier",
        "text": "Jardinier. Taille des haies.",
        "commune": "Nulle-Part",
    },
]
QUERIES = [{"id": "q1", "type": "besoin", "text": "Tenir nos comptes", "couleur": "bleu"}]


def test_the_shipped_folder_gives_one_line_a_task_above_plain_bm25(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--baseline"]) == 0
    ours, plain = capsys.readouterr().out.split("\n\n")
    ours_lines = [line.split() for line in ours.splitlines()]
    plain_lines = [line.split() for line in plain.splitlines()[1:]]
    assert [line[0] for line in ours_lines] == sorted(folder.name for folder in SHIPPED.iterdir())
    for mine, theirs in zip(ours_lines, plain_lines, strict=True):
        assert len(mine) == 4
        assert float(mine[1]) > float(theirs[1]), mine[0]


def test_another_folder_with_other_types_and_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_task(tmp_path, "a", DOCS, QUERIES, "query_id\tdoc_id\tscore\nq1\td1\t1\n")
    strange = [{**doc, "type": "Étrange & co"} for doc in DOCS]
    write_task(tmp_path, "b", strange, [{**QUERIES[0], "type": "Étrange & co"}], "q1\td1\t3\n")
    write_task(
        tmp_path,
        "c",
        [{**doc, "type": "page"} for doc in DOCS],
        [{"id": "q1", "text": "haies"}],
        "q1\td2\t1\n",
    )
    assert main(["--root", str(tmp_path)]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        [name, "1.000", "1.000", "1.000"] for name in "abc"
    ]


@pytest.mark.parametrize(
    "text", ["", "😀😀😀", "le la les", "x" * 12_000, "مرحبا بالعالم", '<script>"*~(', "\x00", "é" * 400]
)
def test_weird_texts_are_measured_like_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    docs = [*DOCS, {"id": "d3", "type": "offre_mecenat", "titre": text, "text": text, "structure": None}]
    write_task(
        tmp_path,
        "t",
        docs,
        [*QUERIES, {"id": "q2", "type": "besoin", "text": text}],
        "q1\td1\t2\nq2\td3\t1\n",
    )
    assert main(["--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("t ")


@pytest.mark.parametrize(
    "spoil", ["no folder", "empty folder", "bad json", "no id", "bad qrels", "not utf-8"]
)
def test_a_bad_folder_is_said_in_french(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: str
) -> None:
    root = tmp_path / "root"
    if spoil != "no folder":
        root.mkdir()
    if spoil not in ("no folder", "empty folder"):
        write_task(root, "t", DOCS, QUERIES, "q1\td1\tbeaucoup\n" if spoil == "bad qrels" else "q1\td1\t1\n")
    spoiled = {"bad json": b"{", "no id": b"{}", "not utf-8": b"\xff\xfe\xff"}.get(spoil)
    if spoiled is not None:
        (root / "t" / "docs.jsonl").write_bytes(spoiled)
    assert main(["--root", str(root)]) == 2
    assert capsys.readouterr().err.startswith("Évaluation impossible : ")


def test_the_three_figures_of_a_known_ranking() -> None:
    ndcg, recall, reciprocal = query_figures(["x", "a", "b"], {"a": 3, "b": 2, "c": 1}, threshold=2)
    assert ndcg == pytest.approx((7 / 1.5849625 + 3 / 2) / (7 + 3 / 1.5849625 + 1 / 2))
    assert (recall, reciprocal) == (1.0, 0.5)
    assert query_figures(["x"], {}, threshold=1) == (None, None, None)
