#!/usr/bin/env bash
# site.sh FOLDER: the site can be made in FOLDER: each public name has a docstring, each reference and each link leads somewhere.
set -euo pipefail
for tool in doxygen python3; do
    command -v $tool >/dev/null || { echo "skipped docs/site: no $tool here (Debian: $tool)"; exit 77; }
done
exec "$(dirname "$0")/../../docs/site/make.sh" "$1"
