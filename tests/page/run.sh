#!/usr/bin/env bash
# run.sh WEIR PAGE_WORKER FOLDER: makes recordings and their pages in FOLDER, and opens them in Chromium, from the disk. With
# WEIR_SCREENSHOTS=FOLDER it leaves pictures of them there.
set -euo pipefail
weir=$1 worker=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
skip() { echo "skipped page/browser: $1"; exit 77; }
command -v node >/dev/null && command -v npm >/dev/null || skip "Node.js and npm are not installed (Debian: nodejs npm)"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    skip "Chromium is not installed (Debian: chromium)"

mkdir -p "$folder"
cd "$folder"
rm -f -- *.weir *.html
"$worker" small.weir 4000 100
status=0
"$weir" html small.weir -o small.html 2>said || status=$?
if [ $status = 2 ] && grep -q 'built without its page' said; then skip "weir is built without its page"; fi
[ $status = 0 ] || { cat said; exit 1; }
"$worker" slower.weir 4000 300
"$worker" many.weir 100000 100
"$weir" html --before small.weir --after slower.weir -o compared.html
"$weir" html many.weir -o many.html

cp "$here"/package.json "$here"/package-lock.json "$here"/.npmrc .
cmp -s package-lock.json installed 2>/dev/null || {
    npm ci --fetch-retries=1 --fetch-timeout=60000 >npm 2>&1 || { cat npm; skip "npm could not bring playwright-core"; }
    cp package-lock.json installed
}
cp "$here"/*.mjs .
BROWSER=$browser exec node --test --test-reporter=spec page.mjs
