# From `objdump -dr --no-show-raw-insn` of one function: what stands on the ways from its start to a return on which
# nothing is called. Prints `read` for each read of the counter there, `immediate N`, `locked INSTRUCTION`; and
# `call SYMBOL` for each call of the function, wherever it stands.
function number(hex,    i, n) {
    n = 0
    for (i = 1; i <= length(hex); i++) n = n * 16 + index("0123456789abcdef", substr(hex, i, 1)) - 1
    return n
}
function visit(i) {
    if (i != "" && !reached[i]) { reached[i] = 1; todo[++todos] = i }
}
/R_[A-Z0-9_]+/ {
    symbol[count] = $3
    sub(/[-+]0x[0-9a-f]+$/, "", symbol[count])
    next
}
/^ +[0-9a-f]+:\t/ {
    split($0, part, "\t")
    address = part[1]
    gsub(/[ :]/, "", address)
    instruction[++count] = part[2]
    at[address] = count
}
END {
    for (i = 1; i <= count; i++) {
        split(instruction[i], word, " ")
        jumps = word[1] ~ /^j/
        calls[i] = word[1] ~ /^call/ || (jumps && i in symbol)
        if (calls[i]) print "call", i in symbol ? symbol[i] : "what_a_register_holds"
        if (jumps && !(i in symbol)) target[i] = at[word[2]]
        falls[i] = word[1] !~ /^(jmp|ret|ud2|hlt)/ && word[1] !~ /^call/
        returns[i] = word[1] ~ /^(repz|rep)?ret/ || instruction[i] ~ /^repz ret/
    }
    visit(1)
    while (todos > 0) {
        i = todo[todos--]
        visit(target[i])
        if (falls[i] && i < count) visit(i + 1)
    }
    for (i = 1; i <= count; i++) good[i] = reached[i] && returns[i]
    do {
        changed = 0
        for (i = count; i >= 1; i--)
            if (reached[i] && !good[i] && ((target[i] != "" && good[target[i]]) || (falls[i] && good[i + 1]))) good[i] = changed = 1
    } while (changed)
    for (i = 1; i <= count; i++) {
        if (!good[i]) continue
        if (instruction[i] ~ /^rdtsc/) print "read"
        if (instruction[i] ~ /^lock / || instruction[i] ~ /^xchg.*\(/) print "locked", instruction[i]
        rest = instruction[i]
        while (match(rest, /0x[0-9a-f]+/)) {
            print "immediate", number(substr(rest, RSTART + 2, RLENGTH - 2))
            rest = substr(rest, RSTART + RLENGTH)
        }
    }
}
