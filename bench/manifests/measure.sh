#!/usr/bin/env bash
# measure.sh [GAIA] [RESOURCES] [ROUNDS]: `gaia manifest generate` of a generated manifest (20 resources) in two environments, alternating with
# `kubectl kustomize` of what it wrote, a fresh process each time. Prints the medians of time and CPU time and their ratio; 20 resources have to take
# under 200 ms on a machine that does nothing else.
case ${1:-} in
  -h | --help) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0 ;;
  -*) echo "measure.sh: there is no option $1 (try --help)" >&2; exit 2 ;;
esac
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
gaia=$(realpath "${1:-$root/artifacts/gaia}") resources=${2:-20} rounds=${3:-21}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work NO_COLOR=1
cd "$work"

python3 - "$resources" >aspire-manifest.json <<'PY'
import json, sys
count = int(sys.argv[1])
def http(name, **more): return {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", **more}}
made = {
    "pg-password": {"type": "parameter.v0", "value": "{pg-password.inputs.value}", "inputs": {"value": {"type": "string", "secret": True, "default": {"generate": {"minLength": 22}}}}},
    "pg": {"type": "container.v0", "image": "docker.io/library/postgres:17.2", "connectionString": "Host={pg.bindings.tcp.host};Port={pg.bindings.tcp.port};Username=postgres;Password={pg-password.value}",
           "volumes": [{"name": "pg-data", "target": "/var/lib/postgresql/data", "readOnly": False}], "env": {"POSTGRES_PASSWORD": "{pg-password.value}"},
           "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5432}}},
}
for i in range(count - len(made)):
    others = {f"services__app{j}__http__0": "{app%d.bindings.http.url}" % j for j in range(max(0, i - 3), i)}
    made[f"app{i}"] = {"type": "project.v0", "path": f"App{i}/App{i}.csproj", "env": {"ConnectionStrings__db": "{pg.connectionString};Database=db%d" % i, **others}, "bindings": http("http", external=i == 0)}
json.dump({"resources": made}, sys.stdout)
PY
printf 'app: shop\nresources: {app0: {hosts: [shop.test]}}\nenvironments:\n  dev: {images: {tag: dev}}\n  prod: {images: {tag: 1.0.0}, resources: {app0: {replicas: 4}}}\n' >settings.yaml

timed() { local TIMEFORMAT='%R %U %S'; { time "$@" >/dev/null 2>&1; } 2>&1; }
# median FILE time|CPU, in milliseconds
median() { awk -v what="$2" '{ print 1000 * (what == "time" ? $1 : $2 + $3) }' "$1" | sort -n | awk '{ all[NR] = $1 } END { printf "%d", all[int((NR + 1) / 2)] }'; }
ratio() { awk -v a="$(median gaia "$1")" -v b="$(median kubectl "$1")" 'BEGIN { printf "%.2f", a / b }'; }

generate=("$gaia" manifest generate --from aspire-manifest.json --settings settings.yaml -o out)
"${generate[@]}" 2>/dev/null
for _ in $(seq "$rounds"); do
  timed "${generate[@]}" >>gaia
  timed kubectl kustomize out/overlays/prod >>kubectl
done
objects=$(kubectl kustomize out/overlays/prod | grep -c '^kind:')
printf '%s cores, load %s\n' "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
printf '%s resources, %s objects in each of 3 levels\n' "$resources" "$objects"
printf '%-6s %24s %36s %8s\n' '' 'gaia manifest generate' 'kubectl kustomize of one level' ratio
for what in time CPU; do printf '%-6s %21s ms %33s ms %8s\n' "$what" "$(median gaia "$what")" "$(median kubectl "$what")" "$(ratio "$what")"; done
