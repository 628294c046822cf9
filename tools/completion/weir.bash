# bash completion of weir(1)
_weir() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} options
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W 'report runs info verify export html top what-if compare history --help --version' -- "$word")
        return
    fi
    if [ "$command" = history ]; then
        if [ "$COMP_CWORD" = 2 ]; then
            mapfile -t COMPREPLY < <(compgen -W 'append show --help' -- "$word")
            return
        fi
        command="history ${COMP_WORDS[2]}"
    fi
    case $before in
        --metric)
            mapfile -t COMPREPLY < <(compgen -W 'mean p50 p99' -- "$word")
            return ;;
        --log)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return ;;
        --label | --keep | --stage | --confidence | --least | --host | --renamed | --fail-on-change) return ;;
        --outcome)
            mapfile -t COMPREPLY < <(compgen -W 'ok stopped threw' -- "$word")
            return ;;
        --by)
            mapfile -t COMPREPLY < <(compgen -W 'mean p50 p99' -- "$word")
            return ;;
        --perfetto | --chrome | --output | -o)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return ;;
        --min-effect | --confidence | --min-share | --process-spread) return ;;
        --slowest | --limit | --count | --interval | --key | --over | --stage | --factor) return ;;
    esac
    case $command in
        report) options='--json --net --help' ;;
        info) options='--json --help' ;;
        runs) options='--slowest --key --outcome --over --limit --json --ndjson --csv --help' ;;
        export) options='--perfetto --chrome --help' ;;
        html) options='--output --before --after --help' ;;
        what-if) options='--stage --factor --json --help' ;;
        compare)
            options='--before --after --min-effect --confidence --by --min-share --process-spread --json --markdown --help' ;;
        top) options='--interval --count --help' ;;
        'history append') options='--log --label --keep --replace --help' ;;
        'history show') options='--log --stage --metric --confidence --least --host --renamed --fail-on-change --json --help' ;;
        *) options='--help' ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    else
        compopt -o filenames 2>/dev/null
        local files='!*.weir'
        [ "$command" = compare ] && files='!*.@(weir|json)'
        mapfile -t COMPREPLY < <(compgen -f -X "$files" -- "$word"; compgen -d -- "$word")
    fi
}
complete -F _weir weir
