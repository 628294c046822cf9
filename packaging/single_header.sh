#!/usr/bin/env bash
# single_header.sh INCLUDE_DIR OUT: all headers under INCLUDE_DIR/weir in one file, the same bytes for the same headers.
#
# Each header stands there once, after those it includes, between #ifndef and #endif, so that the file may be included again.
# The doors that need nothing but Boost.Hana are always on. The others, and what is in with/ and export/, are there when
# WEIR_WITH_<NAME OF THE HEADER> is defined before an include; a header that only those need is for those alone.
# What is included under `#if !WEIR_OFF_EVERYWHERE` stays under it.
set -euo pipefail
[ $# = 2 ] || { echo "expected INCLUDE_DIR OUT, found $# argument(s)" >&2; exit 2; }
include_dir=$1 out=$2
always='weir.hpp report.hpp record.hpp what_if.hpp'
mkdir -p "$(dirname "$out")"
out=$(cd "$(dirname "$out")" && pwd)/$(basename "$out")
cd "$include_dir"
mapfile -t asked < <(printf '%s\n' weir/*.hpp weir/export/*.hpp weir/with/*.hpp | LC_ALL=C sort)

awk -v always="$always" '
function part_of(file,    name) {
    name = file
    sub(/^.*\//, "", name); sub(/\.hpp$/, "", name)
    return "WEIR_WITH_" toupper(name)
}
# lines[FILE, i], and FILE`s includes of weir in includes[FILE, i], under[FILE, i] where they are for pipelines that are on
function read_file(file,    line, n, depth, on, i) {
    if (file in line_count) return
    n = depth = on = 0
    while ((getline line < file) > 0) {
        lines[file, ++n] = line
        if (line ~ /^[ \t]*#[ \t]*if/) { depth++; if (line == "#if !WEIR_OFF_EVERYWHERE") on = depth }
        if (line ~ /^[ \t]*#[ \t]*endif/) { if (on == depth) on = 0; depth-- }
        if (line ~ /^#include <weir\//) {
            if (depth > (on != 0)) fail(file " includes weir under another condition than !WEIR_OFF_EVERYWHERE, which this script does not know")
            includes[file, ++include_count[file]] = target_of(line)
            under[file, include_count[file]] = on
        }
    }
    close(file)
    if (!n) fail("expected the header " file ", found none or an empty one")
    line_count[file] = n
    for (i = 1; i <= include_count[file]; i++) read_file(includes[file, i])
}
function fail(words) { print words > "/dev/stderr"; failed = 1; exit 1 }
function target_of(line) { sub(/^[^<]*</, "", line); sub(/>.*/, "", line); return line }
# need(FILE, ROOT, ON): that ROOT needs FILE; ON: for pipelines that are on alone
function need(file, root, on,    i) {
    if ((file, root, 0) in needed || (file, root, on) in needed) return
    needed[file, root, on] = 1
    for (i = 1; i <= include_count[file]; i++) need(includes[file, i], root, on || under[file, i])
}
# the condition under which FILE is wanted, empty where it always is
function condition(file,    i, root, text) {
    if ((file, "", 0) in needed) return ""
    text = (file, "", 1) in needed ? "!WEIR_OFF_EVERYWHERE" : ""
    for (i = 1; i <= root_count; i++) {
        root = roots[i]
        if ((file, root, 0) in needed) text = text (text == "" ? "" : " || ") "defined(" root ")"
        else if ((file, root, 1) in needed && !((file, "", 1) in needed))
            text = text (text == "" ? "" : " || ") "(defined(" root ") && !WEIR_OFF_EVERYWHERE)"
    }
    return text
}
function emit(file,    i, line, guard, when, depth) {
    if (file in emitted) return
    emitted[file] = 1
    for (i = 1; i <= include_count[file]; i++) emit(includes[file, i])
    guard = file
    gsub(/[\/.]/, "_", guard)
    when = condition(file)
    print "\n// " file
    print "#if !defined(WEIR_HAS_" guard ")" (when == "" ? "" : " && (" when ")")
    print "#define WEIR_HAS_" guard
    for (i = 1; i <= line_count[file]; i++) {
        line = lines[file, i]
        if (line ~ /^[ \t]*#[ \t]*if/) depth++
        if (line ~ /^[ \t]*#[ \t]*endif/) depth--
        if (line == "#pragma once" || line ~ /^#include <weir\//) continue
        if (line ~ /^#include </ && when == "" && !depth && included[target_of(line)]++) continue
        if (line == "" && last == "") continue
        print last = line
    }
    print "#endif"
}
FNR == 1 { order[++order_count] = FILENAME; nextfile }
END {
    if (failed) exit 1
    n = split(always, door, " ")
    for (i = 1; i <= n; i++) on_always["weir/" door[i]] = 1
    for (i = 1; i <= order_count; i++) read_file(order[i])
    for (i = 1; i <= order_count; i++) {
        file = order[i]
        if (file in on_always) need(file, "", 0)
        else {
            roots[++root_count] = part_of(file)
            file_of[part_of(file)] = file
            need(file, part_of(file), 0)
        }
    }
    read_file("weir/base/version.hpp")
    for (i = 1; i <= line_count["weir/base/version.hpp"]; i++)
        if (lines["weir/base/version.hpp", i] ~ /^#define WEIR_VERSION_/) {
            split(lines["weir/base/version.hpp", i], word, " ")
            version = version (version == "" ? "" : ".") word[3]
        }
    print "// SPDX-License-Identifier: BSL-1.0"
    print "// weir " version ": measured C++20 pipelines, in one header. Made of include/weir, where to change it."
    print "// Distributed under the Boost Software License, Version 1.0: https://www.boost.org/LICENSE_1_0.txt"
    print "//"
    print "// Needs Boost.Hana. What needs more, or not everybody, is there when a macro is defined before the include:"
    for (i = 1; i <= root_count; i++)
        if (!((file_of[roots[i]], "", 0) in needed)) printf("//   %-32s <%s>\n", roots[i], file_of[roots[i]])
    for (i = 1; i <= order_count; i++) emit(order[i])
}
' "${asked[@]}" >"$out.new"
mv "$out.new" "$out"
