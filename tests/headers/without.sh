#!/usr/bin/env bash
# without.sh INCLUDE_DIR -- COMPILER FLAGS...: all headers that need no friend library compile together without exceptions
# and without run-time type information, at no flag and at level off; and where one of them would throw, the process ends
# and says why.
set -euo pipefail
. "$(dirname "$0")/../support/compile.sh"
split "$@"
[ ${#arguments[@]} = 1 ] || { echo "expected INCLUDE_DIR before --, found: ${arguments[*]-}" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
without=(-fno-exceptions -fno-rtti)
failed=0

# those of friends are the ones that include what is neither weir's, nor Boost's, nor the system's, also by another header
cd "${arguments[0]}"
friends=$(grep -rlE '#include <(nlohmann|protozero|benchmark|catch2|tbb|oneapi|boost/asio|asio)' weir | LC_ALL=C sort)
while :; do
    more=$(grep -rlFf <(sed 's/.*/#include <&>/' <<<"$friends") weir || true)
    all=$(printf '%s\n' $friends $more | LC_ALL=C sort -u)
    [ "$all" != "$friends" ] || break
    friends=$all
done
find weir -name '*.hpp' | LC_ALL=C sort | grep -vxF -f <(printf '%s\n' $friends) | sed 's/.*/#include <&>/' >"$work/all.hpp"
[ "$(wc -l <"$work/all.hpp")" -gt 100 ] || { echo "FAILED: expected over 100 headers, found:"; cat "$work/all.hpp"; exit 1; }
for level in none 0; do
    compile "$level" "${without[@]}" -x c++ - <"$work/all.hpp" || { echo "FAILED at level $level"; failed=1; }
done

echo '#include <weir/record.hpp>
int main() { return weir::open("/there/is/no/such.weir").size() == 0 ? 0 : 1; }' >"$work/open.cpp"
"${compiler[@]}" "${without[@]}" -w "$work/open.cpp" -o "$work/open" -pthread
status=0
output=$( (ulimit -c 0; exec "$work/open") 2>&1) || status=$?
if [ $status != 134 ] || [[ $output != *'/there/is/no/such.weir: cannot be opened: '*'without exceptions'* ]]; then
    echo "FAILED: expected the process to end by SIGABRT (134) and to say what it could not open, found $status: $output"
    failed=1
fi
exit $failed
