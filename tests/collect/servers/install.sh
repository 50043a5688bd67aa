#!/bin/sh
# Install the servers that tests/collect/servers needs, in FOLDER (first argument); what cannot be installed is said and its test is skipped.
set -u
folder=${1:?usage: install.sh FOLDER}
python=${PYTHON:-python3}
test -x "$folder/bin/python" || "$python" -m venv "$folder"
for package in pywb mastodon-mock; do
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$package" setuptools || echo "not installed: $package"
done
if command -v npm >/dev/null 2>&1; then
  mkdir -p "$folder/pds"
  (cd "$folder/pds" && { test -f package.json || npm init -y >/dev/null; } && npm install --no-audit --no-fund --silent @atproto/dev-env) ||
    echo "not installed: @atproto/dev-env"
else
  echo "not installed: @atproto/dev-env (no npm)"
fi
packages="public-inbox mediawiki wordpress wordpress-theme-twentytwentythree mariadb-server php-cli php-sqlite3 php-intl php-xml php-mbstring php-mysql"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  # Nothing of it may start by itself: each test starts its own server on a free port.
  had=$(test -e /usr/sbin/policy-rc.d && echo yes || echo no)
  [ "$had" = yes ] || { printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d; }
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null || echo "not installed: $packages"
  [ "$had" = yes ] || rm -f /usr/sbin/policy-rc.d
else
  echo "to install as root: apt-get install --no-install-recommends $packages"
fi
