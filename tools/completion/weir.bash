# bash completion of weir(1)
_weir() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} options
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W 'report runs info verify top --help --version' -- "$word")
        return
    fi
    case $before in
        --outcome)
            mapfile -t COMPREPLY < <(compgen -W 'ok stopped threw' -- "$word")
            return ;;
        --slowest | --limit | --count | --interval | --key | --over) return ;;
    esac
    case $command in
        report) options='--json --help' ;;
        runs) options='--slowest --key --outcome --over --limit --json --csv --help' ;;
        top) options='--interval --count --help' ;;
        *) options='--help' ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -X '!*.weir' -- "$word"; compgen -d -- "$word")
    fi
}
complete -F _weir weir
