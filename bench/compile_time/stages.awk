# Of lines `KIND STAGES MILLISECONDS`: the table, and to the file `results` the lines that stages.sh names.
BEGIN { FS = OFS = "\t" }
!($2 in seen) { seen[$2] = 1; numbers[++columns] = $2 }
!($1 in known) { known[$1] = 1; kinds[++rows] = $1 }
{ took[$1, $2] = $3; print "point", $2, $1, $3 >> results }

function added(kind) { return (took[kind, 64] - took[kind, 1]) / 63 }
function line_at(kind, stages) { return took[kind, 1] + added(kind) * (stages - 1) }

END {
    last = numbers[columns]
    printf "  %-8s", "stages"
    for (c = 1; c <= columns; c++) printf " %7d", numbers[c]
    printf "   added  over hand  x tuple  %d:line\n", last
    for (r = 1; r <= rows; r++) {
        kind = kinds[r]
        printf "  %-8s", kind
        for (c = 1; c <= columns; c++) printf " %7.0f", took[kind, numbers[c]]
        over_hand = added(kind) - added("hand")
        over_tuple = added("tuple") > 0 ? added(kind) / added("tuple") : 0
        over_line = took[kind, last] / line_at(kind, last)
        printf "   %5.2f  %9.2f  %7.2f  %8.2f\n", added(kind), over_hand, over_tuple, over_line
        print "per_added_stage_ms", kind, added(kind) >> results
        print "over_hand_ms", kind, over_hand >> results
        print "ratio_to_tuple", kind, over_tuple >> results
        print "most_stages_over_line", kind, over_line >> results
    }
    print "  added: by each stage from 1 to 64; weir is to stay within 2.5 over hand off and 8 at trace."
    printf "  %d:line: %d stages against the straight line through 1 and 64; weir is to stay within 2.\n", last, last
}
