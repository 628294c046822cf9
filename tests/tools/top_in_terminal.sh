#!/usr/bin/env bash
# top_in_terminal.sh WEIR WORKER: `weir top` in a real terminal, with keys, new sizes, the process's end and its own. Nothing
# waits for a time: for a condition, up to a minute. Exits with 77 where tmux is missing.
set -euo pipefail
weir=$1 worker=$2
command -v tmux >/dev/null || { echo "skipped tools/top_in_terminal: no tmux here (Debian: tmux)"; exit 77; }

folder=$(mktemp -d)
trap 'tmux -L "$socket" kill-server 2>/dev/null || true; exec 3>&- || true; kill "${id:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
socket=weir-test-$$
export LC_ALL=C.UTF-8 # columns are counted in characters
# its server must not hold the input of the worker open
tmux() { command tmux -L "$socket" -f /dev/null "$@" 3>&-; }
screen() { tmux capture-pane -p; }
fail() { echo "FAILED: $1"; echo "--- the screen:"; screen || true; exit 1; }
# until_screen WORDS COMMAND...: until COMMAND, which gets the screen, succeeds
until_screen() {
    local words=$1 tries
    shift
    for ((tries = 0; tries < 600; tries++)); do
        if screen | "$@" >/dev/null 2>&1; then return; fi
        sleep 0.1
    done
    fail "$words"
}
shows() { until_screen "expected the screen to show: $1" grep -qE -- "$1"; }
hides() { until_screen "expected the screen not to show: $1" lacks "$1"; }
lacks() { ! grep -qE -- "$1"; }
runs() { screen | sed -nE 's/.* ([0-9]+) runs.*/\1/p'; }
# order_is FIRST SECOND: the two stages stand so
order_is() { awk -v a="$1" -v b="$2" '$1 == a { first = NR } $1 == b { second = NR } END { exit !(first && first < second) }'; }
# fits COLUMNS: no line of the screen is wider, and heads, stages and keys are there
fits() {
    local line seen=''
    while IFS= read -r line; do
        [ ${#line} -le "$1" ] || return 1
        seen+=" ${line%% *}"
    done
    [[ $seen == *' shown'*' stage'*' read'*' render'*' total by'* ]]
}
# moved: the number of runs is another than $seen
moved() { [ "$(sed -nE 's/.* ([0-9]+) runs.*/\1/p')" != "$seen" ]; }

# the process to watch: it runs until its standard input is closed
mkfifo "$folder/input"
"$worker" watch "$folder/w.weir" <"$folder/input" &
id=$!
exec 3>"$folder/input"
for ((tries = 0; tries < 600; tries++)); do [ -e "$folder/w.weir" ] && break; sleep 0.1; done

tmux new-session -d -x 80 -y 24 "cd '$folder' && env LC_ALL=C.UTF-8 NO_COLOR= ENV= PS1='prompt> ' sh -i" # not bash: it sets the modes itself at each prompt
tmux set-option -g status off >/dev/null
tmux resize-window -x 80 -y 24
shows '^prompt>'
modes_before=$(stty -F "$(tmux display -p '#{pane_tty}')" -a)
tmux send-keys "'$weir' top --interval 0.1 w.weir" Enter

shows '^shown +live +process [0-9]+ +[0-9]+ runs'
shows '^read .*%.* [0-9.]+[nu]?m?s'
shows '^render .*%'
shows '^total +100%'
shows '[▁▂▃▄▅▆▇█]'
hides '^prompt>' # on a screen of its own
stty -F "$(tmux display -p '#{pane_tty}')" -a | grep -qE -- '-echo( |;|$)' || fail "expected echo to be off meanwhile"
until_screen "expected a screen within 80 columns" fits 80
seen=$(runs)
until_screen "expected the figures to move on from $seen runs" moved

for size in 60x20 120x40 40x10 80x24; do
    tmux resize-window -x "${size%x*}" -y "${size#*x}"
    until_screen "expected a whole screen at $size" fits "${size%x*}"
done

tmux send-keys p
shows '^by p99'
until_screen "expected render first: its p99 is greater" order_is render read
tmux send-keys n
shows '^by run'
until_screen "expected read first: it is run first" order_is read render
tmux send-keys v
shows '^by violations'
until_screen "expected render first: only it has violations" order_is render read
tmux send-keys s
shows '^by share'
tmux send-keys n n
shows '^by name'
tmux send-keys '?'
shows 'any key goes back'
tmux send-keys x
hides 'any key goes back'

tmux send-keys Space
shows '^paused'
seen=$(runs)
# Looks that would have moved it: another top, which is not paused, shows later figures meanwhile.
for ((tries = 0; tries < 600; tries++)); do
    others=$("$weir" top --interval 0.1 --count 1 "$folder/w.weir" | sed -nE 's/.* ([0-9]+) runs.*/\1/p')
    [ "$others" -gt "$((seen + 100))" ] && break
done
[ "$(runs)" = "$seen" ] || fail "expected $seen runs while it is paused, found $(runs)"
tmux send-keys Space
hides '^paused'
until_screen "expected the figures to move on after the pause" moved

exec 3>&- # the process ends
wait "$id"
shows 'ended at 20[0-9-]+T[0-9:]+Z, last figures'
shows '^render .*[0-9]ms' # they stay
rm "$folder/w.weir"
shows 'the file is gone'

back_at_prompt() {
    shows '^prompt> *$' # one with nothing typed, which is the shell's newest
    [ "$(stty -F "$(tmux display -p '#{pane_tty}')" -a)" = "$modes_before" ] || fail "expected the terminal's modes back after $1"
    tmux send-keys "echo typed\$((1 + 1))" Enter
    shows 'prompt> echo typed' # echo is on
    shows '^typed2'
    tmux send-keys clear Enter
    hides 'typed2'
}
tmux send-keys q
back_at_prompt "q"

# its other ends
"$worker" "$folder/other.weir" 50 1 0 >/dev/null
for signal in INT TERM HUP; do
    tmux send-keys "sh -c 'echo \$\$ >id; exec \"$weir\" top other.weir'; echo ended-\$?" Enter
    shows '^work  ended at'
    kill -$signal "$(cat "$folder/id")"
    case $signal in INT) shows '^ended-0' ;; TERM) shows '^ended-143' ;; HUP) shows '^ended-129' ;; esac
    back_at_prompt "SIG$signal"
done

# stopped by Ctrl-Z and brought back
tmux send-keys "'$weir' top other.weir" Enter
shows '^work  ended at'
tmux send-keys C-z
shows 'Stopped'
tmux send-keys fg Enter
shows '^work  ended at'
hides 'Stopped'
tmux send-keys C-c
shows '^prompt> *$'

# no colours, no UTF-8, no screen
tmux send-keys "clear; TERM=dumb '$weir' top other.weir | cat -v; echo ended-\$?" Enter
shows '^ended-0'
screen | grep -q '\^\[' && fail "expected no escape sequences on a dumb terminal"
echo "weir top keeps to its terminal"
