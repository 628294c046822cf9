# The lines that include_cost.sh and stages.sh write, each compiler's after its line `compiler NAME VERSION FLAGS`, as JSON.
BEGIN {
    FS = "\t"
    printf "{\"bench\": \"compile_time\", \"quick\": %s, \"runs\": %d, \"compilers\": [", quick, runs
}
function quoted(text) {
    gsub(/[\\"]/, "\\\\&", text)
    return "\"" text "\""
}
# flush: what was kept of a compiler
function flush(    s, i, group) {
    if (name == "") return
    printf "%s\n {\"name\": %s, \"version\": %s, \"flags\": %s,\n  \"points\": [%s],\n  \"includes\": [%s]", written++ ? "," : "",
        quoted(name), quoted(version), quoted(flags), points, includes
    for (i = 1; i <= groups; i++) printf ",\n  %s: {%s}", quoted(order[i]), of[order[i]]
    printf "}"
    points = includes = ""
    groups = 0
    delete of
}
function joined(list, item) { return list == "" ? item : list ", " item }
$1 == "compiler" { flush(); name = $2; version = $3; flags = $4; next }
$1 == "point" {
    points = joined(points, sprintf("{\"stages\": %d, \"kind\": %s, \"milliseconds\": %.1f}", $2, quoted($3), $4))
    next
}
$1 == "include" { includes = joined(includes, sprintf("{\"name\": %s, \"milliseconds\": %.1f}", quoted($2), $3)); next }
{
    if (!($1 in of)) order[++groups] = $1
    of[$1] = joined(of[$1], sprintf("%s: %.3f", quoted($2), $3))
}
END {
    flush()
    print "\n]}"
}
