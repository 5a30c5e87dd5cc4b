#!/bin/sh
# Sees to the programs that pip cannot bring, named as Debian names their packages.
#
#     tools/system_parts.sh PART...        PART: python3-venv, chromium, postgresql, poppler-utils
#
# What is there already is left alone. What is missing is installed on Debian, as root or where sudo asks
# for no password; else it stops with the one line that installs it.
set -eu

is_there() {
  case $1 in
    python3-venv) "${PY:-python3}" -c 'import ensurepip' ;;
    chromium) command -v chromium ;;
    poppler-utils) command -v pdftotext ;;
    postgresql) command -v initdb || ls /usr/lib/postgresql/*/bin/initdb ;;
  esac >/dev/null 2>&1
}

missing_of() {
  for part in "$@"; do
    is_there "$part" || printf ' %s' "$part"
  done
}

missing=$(missing_of "$@")
[ -n "$missing" ] || exit 0

by_hand="sudo apt-get install --no-install-recommends$missing"
if ! command -v apt-get >/dev/null; then
  echo "Missing here:$missing. Install by hand what this does on Debian: $by_hand" >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "Missing here:$missing. Install by hand, then run this again: $by_hand" >&2
  exit 1
fi

echo "Installing$missing with apt-get, once."
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq"
$apt update || true
# shellcheck disable=SC2086  # the list is meant to be split
$apt install -y --no-install-recommends $missing >/dev/null || true
missing=$(missing_of "$@")
if [ -n "$missing" ]; then
  echo "apt-get did not bring$missing. See what it says: sudo apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
