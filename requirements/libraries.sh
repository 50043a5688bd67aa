#!/bin/sh
# libraries.sh [--optional] PACKAGE...: the Debian packages are there, or root installs them, or one line says what to run.
set -eu
optional=
if [ "${1:-}" = --optional ]; then optional=yes; shift; fi
command -v dpkg-query >/dev/null 2>&1 || exit 0 # not a Debian: `ereput doctor` names what is missing
venv=
"${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || venv=python3-venv
missing=
for package in "$@" $venv; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    echo "Installing the system libraries:$missing"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 && exit 0
    echo "They could not be installed. Run: apt-get update && apt-get install$missing" >&2
elif [ -z "$optional" ]; then
    echo "Some system libraries are missing. Run: sudo apt-get install$missing" >&2
else
    echo "Tests that look at the PDF with poppler are skipped without: sudo apt-get install$missing" >&2
fi
[ -n "$optional" ]
