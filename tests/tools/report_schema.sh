#!/usr/bin/env bash
# report_schema.sh WEIR WORKER SCHEMA: SCHEMA is a JSON Schema, the reports that weir prints keep to it, and reports with a
# fault do not.
set -euo pipefail
weir=$1 worker=$2 schema=$3
python3 -c 'from jsonschema import Draft202012Validator' 2>/dev/null || {
    echo "skipped tools/report_schema: no jsonschema with draft 2020-12 for python3 (Debian: python3-jsonschema)"
    exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$worker" "$folder/many.weir" 400 2 0 >"$folder/worker"
"$worker" "$folder/more.weir" 300 1 400 >/dev/null
"$worker" "$folder/none.weir" 0 1 0 >/dev/null
"$worker" other "$folder/other.weir"
"$weir" report --json "$folder/many.weir" "$folder/more.weir" >"$folder/merged.json"
for name in many none other; do "$weir" report --json "$folder/$name.weir" >"$folder/$name.json"; done
python3 - "$schema" "$folder" <<'EOF'
import copy, json, sys
from jsonschema import Draft202012Validator

schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
faults = []

def said_of(report):
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(report)]

def load(name):
    return json.load(open(f"{sys.argv[2]}/{name}"))

reports = {name: load(name + ".json") for name in ("many", "merged", "none", "other")}
reports["worker"] = load("worker")["report"]
for name, report in reports.items():
    faults += [f"{name}: {said}" for said in said_of(report)]
many = reports["many"]
for part in ("bottlenecks", "recommendations", "errors"):
    if not many[part]:
        faults.append(f"expected {part} in the report, found none")

def refuses(what, change):
    report = copy.deepcopy(many)
    change(report)
    if not said_of(report):
        faults.append("expected the schema to refuse " + what)

# each field that is there has to be there, down to a nested stage
def fields(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path + (key,)
            yield from fields(inner, path + (key,))
    elif isinstance(value, list) and value:
        yield from fields(value[-1], path + (len(value) - 1,))

def without(path):
    def change(report):
        for step in path[:-1]:
            report = report[step]
        del report[path[-1]]
    return change

listed = schema["required"] + schema["$defs"]["stage"]["required"]
listed += [name for part in schema["properties"].values() for name in part.get("required", part.get("items", {}).get("required", []))]
checked = 0
for path in fields(many):
    if path[-1] in listed:
        checked += 1
        refuses("a report without " + "/".join(map(str, path)), without(path))
refuses("a time in text", lambda report: report["total"].update(p99_ns="1ms"))
refuses("a fraction of a nanosecond", lambda report: report["stages"][0].update(mean_ns=0.5))
refuses("a negative count", lambda report: report["outcomes"].update(ok=-1))
refuses("a level that is none", lambda report: report.update(level="high"))
refuses("a severity that is none", lambda report: report["bottlenecks"][0].update(severity="awful"))
refuses("another version", lambda report: report.update(version=2))
refuses("an outcome that is none", lambda report: report["outcomes"].update(lost=0))
refuses("a null where a number is", lambda report: report["stages"][-1]["stages"][0].update(share=None))
if faults:
    print("\n".join(faults))
    sys.exit(1)
print(f"{len(reports)} reports keep to the schema, which asks for {checked} fields of one")
EOF
