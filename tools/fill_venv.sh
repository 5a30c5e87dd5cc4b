#!/bin/sh
# Makes a virtual environment hold what a lock names, and the project itself.
#
#     tools/fill_venv.sh PYTHON VENV LOCK
#
# A run that is stopped half way leaves VENV/unfinished and no VENV/*.ok, and the next one begins afresh.
# A second run needs no network: what is there already is not fetched again.
set -eu
python=$1
venv=$2
lock=$3

if ! command -v "$python" >/dev/null; then
  echo "Unsung needs Python 3.11 or later, and there is no $python here. Name one: make PY=python3.12" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  found=$("$python" --version 2>&1)
  echo "Unsung needs Python 3.11 or later, and $python is $found. Name another: make PY=python3.12" >&2
  exit 1
fi

if [ -e "$venv/unfinished" ] || ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
  PY=$python sh "$(dirname "$0")/system_parts.sh" python3-venv
  rm -rf "$venv"
  mkdir -p "$venv"
  : >"$venv/unfinished"
  "$python" -m venv "$venv"
fi
: >"$venv/unfinished"
rm -f "$venv"/*.ok
pip="$venv/bin/python -m pip install --quiet --disable-pip-version-check"
$pip --require-hashes -r "$lock"
$pip --no-deps --no-build-isolation -e .
rm "$venv/unfinished"
