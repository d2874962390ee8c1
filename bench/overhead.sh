#!/usr/bin/env bash
# overhead.sh [ROUNDS]: `gaia terraform plan` of the built-in component through API, queue and worker, against the same
# terraform commands by hand (init, workspace, plan, show; each time in a fresh folder), alternating. Prints both medians
# and their ratio. Wants terraform, PostgreSQL and Redis (scripts/dev-setup.sh); starts its own and removes them.
set -euo pipefail
case ${1:-} in
  -h | --help) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0 ;;
  -*) echo "overhead.sh: there is no option $1 (try --help)" >&2; exit 2 ;;
esac
rounds=${1:-80}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/bench/postgres.sh"
cd "$root"
folder=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  stop_postgres || true
  rm -rf "$folder"
}

for project in Gaia.Api Gaia.Worker; do dotnet build "$project" -c Release -v q --nologo >/dev/null; done
if [ -x artifacts/gaia ]; then gaia=(artifacts/gaia); else
  echo "artifacts/gaia is not built (scripts/build.sh): using the slower start of dotnet gaia.dll" >&2
  dotnet build Gaia.Cli -c Release -v q --nologo >/dev/null
  gaia=(dotnet artifacts/bin/Gaia.Cli/release/gaia.dll)
fi

export TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1
[ -e "${TF_CLI_CONFIG_FILE:-/}" ] || unset TF_CLI_CONFIG_FILE
trap finish EXIT
start_postgres "$folder"
redis_port=$(free_port) api_port=$(free_port) worker_port=$(free_port)
redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --dir "$folder" >/dev/null & pids+=($!)
export ConnectionStrings__gaia=$connection ConnectionStrings__redis=127.0.0.1:$redis_port Gaia__DataDirectory=$folder/data
export GAIA_URL=http://127.0.0.1:$api_port Gaia__Url=http://127.0.0.1:$api_port
export Gaia__Database__Migrate=true # one superuser: what is measured is the rest
export ASPNETCORE_ENVIRONMENT=Development Logging__LogLevel__Default=Warning
dotnet artifacts/bin/Gaia.Api/release/Gaia.Api.dll --urls "http://127.0.0.1:$api_port" >"$folder/api.log" 2>&1 & pids+=($!)
dotnet artifacts/bin/Gaia.Worker/release/Gaia.Worker.dll --urls "http://127.0.0.1:$worker_port" >"$folder/worker.log" 2>&1 & pids+=($!)
for port in "$api_port" "$worker_port"; do
  for _ in $(seq 300); do curl -sf "http://127.0.0.1:$port/health" >/dev/null && break; sleep 0.2; done
done

through_gaia() { "${gaia[@]}" terraform plan hello -s local >"$folder/gaia.out" 2>&1 || { cat "$folder/gaia.out" "$folder/worker.log" >&2; exit 1; }; }

# The files are the ones that Gaia writes; making them is part of what is measured on its side only.
cp -r components/terraform/hello "$folder/prepared"
"${gaia[@]}" terraform generate varfile hello -s local --file "$folder/prepared/vars.tfvars.json" >/dev/null 2>&1
printf '{"terraform":{"backend":{"local":{"path":"%s/hand.tfstate","workspace_dir":"%s/hand"}}}}' "$folder" "$folder" >"$folder/prepared/backend.tf.json"
by_hand() {
  rm -rf "$folder/hand-work" && cp -r "$folder/prepared" "$folder/hand-work"
  (cd "$folder/hand-work" && terraform init -json -input=false && terraform workspace select -or-create local &&
    terraform plan -json -input=false -var-file=vars.tfvars.json -out=planfile && terraform show -json planfile) >"$folder/hand.out" 2>&1 ||
    { cat "$folder/hand.out" >&2; exit 1; }
}

milliseconds() { local begun=${EPOCHREALTIME/./}; "$1"; echo $(( (${EPOCHREALTIME/./} - begun) / 1000 )); }
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for _ in $(seq 40); do through_gaia; by_hand; done # a server that has run for a while: JIT, caches
for _ in $(seq "$rounds"); do
  milliseconds by_hand >>"$folder/hand.ms"
  milliseconds through_gaia >>"$folder/gaia.ms"
done
hand=$(median "$folder/hand.ms") through=$(median "$folder/gaia.ms")
echo "by hand       median $hand ms  (init, workspace, plan, show; $rounds rounds)"
echo "through Gaia  median $through ms"
awk -v a="$through" -v b="$hand" 'BEGIN { printf "ratio         %.2f\n", a / b }'
if [ -n "${KEEP_LOGS:-}" ]; then # to see where the time goes: every event has its time
  run=$(sed -n 's|.*gaia runs approve \([0-9a-f-]*\) .*|\1|p' "$folder/gaia.out")
  "${gaia[@]}" runs watch "$run" --format json </dev/null >"$folder/events.json" 2>&1 & sleep 2; kill $! 2>/dev/null || true
  cp "$folder"/*.log "$folder"/*.ms "$folder"/gaia.out "$folder"/events.json "$KEEP_LOGS"
fi
