#!/usr/bin/env bash
# make.sh [top|page]: makes docs/pictures/top.svg, `weir top` watching the demo in a terminal, and page.png, the page that
# `weir html` makes of the demo. From what ./dev build has built; needs tmux for the one, chromium for the other.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$here/../../build/release/bin
folder=$(mktemp -d /tmp/weir-XXX)
demo='' socket=weir-picture-$$
trap 'kill "$demo" 2>/dev/null || true; tmux kill-server 2>/dev/null || true; rm -rf "$folder"' EXIT
tmux() { command tmux -L "$socket" -f /dev/null "$@"; }

top_picture() {
    cp "$bin/ingest" "$folder/" # its path is in the picture
    WEIR_RECORD=$folder/ingest.weir "$folder/ingest" >/dev/null 2>&1 &
    demo=$!
    until [ -e "$folder/ingest.weir" ]; do kill -0 "$demo"; sleep 0.1; done
    export LC_ALL=C.UTF-8
    tmux new-session -d -x 100 -y 10 "TERM=xterm-256color '$bin/weir' top --interval 0.5 '$folder/ingest.weir' 2>'$folder/said' || sleep 5"
    tmux set-option -g status off >/dev/null
    tmux resize-window -x 100 -y 10
    # a history of some intervals, while the demo still runs
    for ((tries = 0; tries < 600; tries++)); do
        tmux capture-pane -e -p >"$folder/screen"
        if grep -q 'live' "$folder/screen" && grep -qE '^.*total.*([▁▂▃▄▅▆▇█].*){8}' "$folder/screen"; then break; fi
        kill -0 "$demo" 2>/dev/null || { echo "the demo ended before there was anything to see: $(cat "$folder/said")" >&2; exit 1; }
        sleep 0.1
    done
    python3 "$here/terminal.py" "weir top ingest.weir" <"$folder/screen" >"$here/top.svg"
}

page_picture() {
    WEIR_RECORD=$folder/ingest.weir "$bin/ingest" >/dev/null 2>&1
    "$bin/weir" html "$folder/ingest.weir" -o "$folder/ingest.html"
    rm -f "$here/page.png"
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$folder/chromium" --hide-scrollbars \
        --window-size=1200,1150 --screenshot="$here/page.png" "file://$folder/ingest.html" >"$folder/said" 2>&1 || true
    # it may end well without one
    [ -s "$here/page.png" ] || { cat "$folder/said" >&2; echo "chromium made no picture" >&2; exit 1; }
}

case ${1:-all} in
    top | page) "$1_picture" ;;
    all) top_picture; page_picture ;;
    *) echo "make.sh: expected top, page or nothing, found $1" >&2; exit 2 ;;
esac
