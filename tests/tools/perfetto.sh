#!/usr/bin/env bash
# perfetto.sh WEIR WORKER: protoc, which knows nothing of weir, reads an exported trace: each message is one, and of the
# events as many begin as end.
set -euo pipefail
weir=$1 worker=$2
command -v protoc >/dev/null || { echo "skipped tools/perfetto: protoc is not installed (Debian: protobuf-compiler)"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$worker" "$folder/a.weir" 300 2 0 >/dev/null
"$weir" export --perfetto - "$folder/a.weir" | protoc --decode_raw >"$folder/decoded"

# TracePacket.track_event is field 11; of it, type is field 9, of which 1 is a begin and 2 an end
count() { awk -v type="$1" '/^  11 [{]/ { event = 1 } /^  [}]/ { event = 0 } event && $0 == "    9: " type { n++ } END { print n + 0 }' "$folder/decoded"; }
begins=$(count 1) ends=$(count 2) counters=$(count 4)
runs=$(grep -cE '^      6: "(ok|stopped|threw)"$' "$folder/decoded")
[ "$runs" = 600 ] || { echo "expected the outcomes of 600 runs, found $runs"; exit 1; }
[ "$begins" = "$ends" ] && [ "$begins" -gt 2400 ] || { echo "expected as many begins as ends, found $begins and $ends"; exit 1; }
[ "$counters" -gt 0 ] || { echo "expected counters, found none"; exit 1; }
[ "$(grep -c '^1 {$' "$folder/decoded")" = "$(grep -c '^[0-9]' "$folder/decoded")" ] ||
    { echo "expected nothing but packets"; exit 1; }
echo "protoc reads $begins slices and $counters values of counters"
