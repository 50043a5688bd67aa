#!/bin/sh
# install.sh FOLDER: what tests/render/test_browser.py needs: a Chromium (Debian's, which needs root, unless one is there) and axe-core from npm, of
# the version and with the checksum that package-lock.json names, into FOLDER/axe. What cannot be had is said with its reason.
set -u
folder=${1:?usage: install.sh FOLDER}
python=${PYTHON:-python3}
here=$(dirname "$0")
. "$here/../../../requirements/obtain.sh"

a_browser() {
    for command in chromium-headless-shell chromium chromium-browser; do
        command -v "$command" >/dev/null 2>&1 && return
    done
    command -v apt-get >/dev/null 2>&1 || { not_installed chromium "no apt-get here"; return; }
    from_debian chromium-headless-shell || from_debian chromium # the shell came with Debian 12; it is the same browser without its windows
}

a_browser
mkdir -p "$folder/axe"
if [ ! -f "$folder/axe/node_modules/axe-core/axe.min.js" ] || ! cmp -s "$here/package-lock.json" "$folder/axe/package-lock.json"; then
    cp "$here/package.json" "$here/package-lock.json" "$folder/axe/"
    virtual_environment && from_npm axe-core "$folder/axe" ci
fi
exit 0
