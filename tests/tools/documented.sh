#!/usr/bin/env bash
# documented.sh WEIR FOLDER: each command and option that --help has is in the man page under its command and in the
# completions, and the man page names no others.
set -euo pipefail
weir=$1 folder=$2 faults=0
page=$folder/weir.1

fault() { echo "$1"; faults=$((faults + 1)); }
options() { "$weir" "$@" --help | sed -nE 's/^  (-[^ ]*).*/\1/p' | tr ',' '\n' | grep -E '^--' | sort -u; }
# of the page: the options in bold at the head of a paragraph
documented() { sed 's/\\-/-/g' | sed -nE 's/^\.(B|BI|BR)( -[a-z] ", ")? "?(--[a-z-]+).*/\3/p' | sort -u; }

commands=$("$weir" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
[ -n "$commands" ] || { echo "expected commands in weir --help, found none"; exit 1; }
# A command with commands of its own is documented by those: `history append`.
all=()
for command in $commands; do
    nested=$("$weir" "$command" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
    for each in $nested; do all+=("$command $each"); done
    [ -n "$nested" ] || all+=("$command")
done
for command in "${all[@]}"; do
    section=$(sed -n "/^\.SS $command\$/,/^\.S[SH]/p" "$page")
    [ -n "$section" ] || fault "weir.1: has no section .SS $command"
    found=$(documented <<<"$section")
    wanted=$(options $command | grep -v -e '^--help$' || true)
    [ "$found" = "$wanted" ] || fault "weir.1, $command: expected the options $(echo $wanted), found $(echo $found)"
    for option in $wanted; do
        for file in weir.bash _weir; do
            grep -qE -e "$command\).*|$option" "$folder/completion/$file" && grep -q -e "$option" "$folder/completion/$file" ||
                fault "completion/$file: misses $option of $command"
        done
        sed -n '/^\.SH SYNOPSIS/,/^\.SH DESC/p' "$page" | sed 's/\\-/-/g' | sed -n "/^\.B weir $command\$/,/^\.br/p" |
            grep -q -e "$option" || fault "weir.1: the synopsis of $command misses $option"
    done
    for file in weir.bash _weir; do
        grep -qw "${command##* }" "$folder/completion/$file" || fault "completion/$file: misses $command"
    done
done
for option in $(options); do
    sed 's/\\-/-/g' "$page" | sed -n '/^\.SH OPTIONS/,/^\.SH EXIT/p' | grep -q -e "$option" ||
        fault "weir.1: OPTIONS misses $option"
done

# the completion of bash, as it answers
complete_words() {
    bash --norc -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _weir; printf "%s " "${COMPREPLY[@]}"' \
        _ "$folder/completion/weir.bash" "$@"
}
[ "$(complete_words weir re)" = 'report ' ] || fault "completion/weir.bash: weir re does not become report"
[ "$(complete_words weir runs --sl)" = '--slowest ' ] || fault "completion/weir.bash: --sl does not become --slowest"
[ "$(complete_words weir runs --outcome t)" = 'threw ' ] || fault "completion/weir.bash: --outcome t does not become threw"
[ "$(complete_words weir html --o)" = '--output ' ] || fault "completion/weir.bash: --o does not become --output"
[ "$(complete_words weir ex)" = 'export ' ] || fault "completion/weir.bash: weir ex does not become export"

if command -v groff >/dev/null; then
    warnings=$(groff -man -ww -z "$page" 2>&1) || true
    [ -z "$warnings" ] || fault "weir.1: $warnings"
fi
[ $faults = 0 ] || { echo "$faults fault(s)"; exit 1; }
echo "all commands and options are documented: $(echo $commands)"
