# The lines that include_cost.sh and stages.sh write, as the JSON of bench/support/result.hpp.
BEGIN { FS = "\t" }
function quoted(text) {
    gsub(/[\\"]/, "\\\\&", text)
    return "\"" text "\""
}
function joined(list, item) { return list == "" ? item : list ", " item }
$1 == "point" {
    if (!($3 in points)) kinds[++kind_count] = $3
    if (!($2 in seen)) { seen[$2] = 1; numbers[++number_count] = $2 }
    points[$3] = joined(points[$3], sprintf("[%d, %.1f]", $2, $4))
    took[$3, $2] = $4
    next
}
$1 == "include" {
    if ($2 == "<chrono>") chrono = $3
    includes[++include_count] = $2
    parsing[$2] = $3
    next
}
{ of[$1, $2] = $3 }
END {
    printf "{\"bench\": \"compile_time\", \"compiler\": %s, \"flags\": %s, \"machine\": %s, \"date\": %s, \"load\": %s,\n",
        quoted(compiler), quoted(flags), quoted(machine), quoted(date), load
    print " \"notes\": [\"Milliseconds of the compiler's processor time. `hand` is the same calls written by hand, " \
        "`tuple` a std::tuple of as many types. All at the compiler's own template depth.\"],"
    print " \"tables\": ["
    for (i = 1; i <= include_count; i++)
        rows = joined(rows, sprintf("[%s, \"%.1f\", \"%.2f\"]", quoted(includes[i]), parsing[includes[i]],
                                    parsing[includes[i]] / chrono))
    printf "  {\"title\": \"Parsing an include\", \"how\": \"medians of %d; weir is to stay within 0.35 off and 0.60 above\",", \
        include_runs
    printf " \"notes\": [], \"columns\": [\"include\", \"ms\", \"of <chrono>\"],\n   \"rows\": [%s]},\n", rows
    columns = "\"stages\""
    for (n = 1; n <= number_count; n++) columns = columns sprintf(", \"%d\"", numbers[n])
    columns = columns sprintf(", \"added by each\", \"over hand\", \"of tuple\", \"%d of the line\"", numbers[number_count])
    rows = ""
    for (k = 1; k <= kind_count; k++) {
        kind = kinds[k]
        row = quoted(kind)
        for (n = 1; n <= number_count; n++) row = row sprintf(", \"%.0f\"", took[kind, numbers[n]])
        rows = joined(rows, sprintf("[%s, \"%.2f\", \"%.2f\", \"%.2f\", \"%.2f\"]", row, of["per_added_stage_ms", kind],
                                    of["over_hand_ms", kind], of["ratio_to_tuple", kind], of["most_stages_over_line", kind]))
        series = joined(series, sprintf("{\"name\": %s, \"points\": [%s]}", quoted(kind), points[kind]))
    }
    printf "  {\"title\": \"Milliseconds to compile a pipeline, by its number of stages\","
    printf " \"how\": \"medians of %d; added by each: from 1 to 64 stages, over hand weir is to stay within 2.5 off and 8 at" \
        " trace; the line: straight through 1 and 64 stages, weir is to stay within 2\",", runs
    printf " \"notes\": [],\n   \"columns\": [%s],\n   \"rows\": [%s]}],\n", columns, rows
    printf " \"plots\": [{\"name\": \"compile_time\", \"title\": \"Compile time by number of stages\", \"x\": \"stages\"," \
        " \"y\": \"milliseconds\",\n   \"series\": [%s]}],\n", series
    print " \"missing\": [], \"measurements\": null}"
}
