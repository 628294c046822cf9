#!/usr/bin/env bash
# make.sh FOLDER: makes the site of README.md, docs/ and the headers' docstrings, FOLDER/html/index.html. Fails where a public
# name has no docstring, where a reference leads nowhere, and where a link within the site does.
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1 # nothing is written beside the sources
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
rm -rf "$out/html"
(cat docs/site/Doxyfile; echo "OUTPUT_DIRECTORY = \"$out\"") | doxygen -
python3 docs/site/files.py "$out/html"
python3 docs/site/links.py "$out/html"
