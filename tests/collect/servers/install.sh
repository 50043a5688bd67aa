#!/bin/sh
# install.sh FOLDER: the servers that tests/collect/servers starts. What is there stays; what cannot be had is said with its reason, and its test is
# skipped. pywb, the Mastodon mock and Node come from PyPI and the Bluesky PDS from npm, all into FOLDER; the others are Debian's packages,
# which need root.
set -u
folder=${1:?usage: install.sh FOLDER}
python=${PYTHON:-python3}
. "$(dirname "$0")/../../../requirements/obtain.sh"

virtual_environment || exit
from_pypi wayback pywb==2.10.0 setuptools
from_pypi mastodon_mock mastodon-mock==0.6.1
if command -v apt-get >/dev/null 2>&1; then
    nothing_starts
    from_debian public-inbox
    from_debian mediawiki php-cli php-sqlite3 php-intl php-xml php-mbstring
    from_debian wordpress wordpress-theme-twentytwentythree mariadb-server php-cli php-mysql
    from_debian g++ make python3
else
    not_installed "public-inbox, mediawiki, wordpress" "no apt-get here"
fi
if [ ! -d "$folder/pds/node_modules" ]; then # its database is compiled where no compiled one can be fetched
    mkdir -p "$folder/pds"
    from_npm @atproto/dev-env "$folder/pds" install @atproto/dev-env@0.6.7
fi
exit 0
