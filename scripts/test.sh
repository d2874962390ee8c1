#!/usr/bin/env bash
# test.sh [--unit] [--filter TEXT] [--aws] [--containers] [--cluster] [--bundle] [--manifests FOLDER]: sets up and runs every test project; the last line is their sum.
#   --unit         only projects that need no server: no PostgreSQL, no Redis, no AppHost
#   --filter TEXT  only tests whose full name contains TEXT
#   --aws          also the tests that apply real AWS resources to a stand-in on loopback (hours; --filter Staging_ for one stage)
#   --containers   also the tests that build Gaia's images and run them, and the functional tests once more with PostgreSQL and
#                  Redis as containers (minutes; docs/images.md says what stands in)
#   --cluster      also the tests that deploy Gaia to a real Kubernetes, one node on this machine, and that run components as its Jobs
#                  (minutes, and ten more the first time: it is built from Debian's sources; root on Debian 12)
#   --manifests FOLDER  the manifest tests over each Aspire manifest (NAME.json) of FOLDER as well, with what it needs in NAME.settings.yaml
#                  and, if it has to be refused, the codes in NAME.refusals
#   --bundle       also the test that builds a bundle and starts it where there are no sources (two minutes)
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

unit='' cluster='' filter=()
while [ $# -gt 0 ]; do
  case $1 in
    --unit) unit=1; shift ;;
    --filter) filter=(-method "*$(value "$@")*"); shift 2 ;;
    --aws) export GAIA_TEST_AWS=1; shift ;;
    --containers) export GAIA_TEST_CONTAINERS=1; shift ;;
    --cluster) cluster=1; shift ;;
    --bundle) export GAIA_TEST_BUNDLE=1; shift ;;
    --manifests) GAIA_TEST_MANIFESTS=$(value "$@"); GAIA_TEST_MANIFESTS=$(cd "$GAIA_TEST_MANIFESTS" && pwd) || misuse "the folder $2 does not exist."; export GAIA_TEST_MANIFESTS; shift 2 ;;
    -h | --help) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) misuse "there is no option $1." ;;
  esac
done

# What opens a server names one of these.
needs_server() { grep -qE 'Gaia\.(TestPostgres|AppHost)|GAIA_TEST_CONTAINERS' "$1"; }

projects=()
for project in tests/*/*.csproj; do
  grep -q '<IsTestProject>false' "$project" && continue
  [ -n "$unit" ] && needs_server "$project" && continue
  projects+=("$project")
done

scripts/dev-setup.sh --aws $([ -n "$unit" ] || echo --browser ${cluster:+--cluster})
. scripts/common.sh # again, for what was just installed
# The functional tests drive the command itself.
[ -n "$unit" ] || scripts/build.sh
have terraform || ! have tofu || export Gaia__TerraformCommand=tofu

say "Building ${#projects[@]} test projects"
rm -rf artifacts/test-results
mkdir -p artifacts/test-results
dotnet build Gaia.Aspire.sln --nologo -v q >artifacts/test-results/build.log 2>&1 ||
  { grep -E 'error|warn' artifacts/test-results/build.log | sort -u >&2; fail "The solution does not build (all of it in artifacts/test-results/build.log)"; }

# failures LOG: what each failed test said, 60 lines of it at most, without the servers' own lines between them.
failures() {
  awk '/^[^ ]/ || /^      +[0-9]+: / { next }
    /\[FAIL\]$/ { left = 60 }
    /^ ? ? ? ?[^ ]/ && !/\[FAIL\]$/ { left = 0 }
    left-- > 0' "$1"
}

passed=0 failed=0 skipped=0 broken=()
# run_tests PROJECT [LABEL]
run_tests() {
  local project=$1 name=$1${2:+ ($2)} log="artifacts/test-results/$1${2:+-$2}.log"
  local started=$SECONDS code=0 summary total errors fails skips unrun passes
  "artifacts/bin/$project/debug/$project" -noColor "${filter[@]}" </dev/null >"$log" 2>&1 || code=$?
  # "   Gaia.Jobs.Tests  Total: 12, Errors: 0, Failed: 0, Skipped: 1, Not Run: 0, Time: 2.801s"
  summary=$(grep -aE "Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+" "$log" | tail -1) || summary=
  read -r total errors fails skips unrun < <(sed -E 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+).*/\1 \2 \3 \4 \5/' <<<"${summary:-Total: 0, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0}")
  passes=$((total - fails - skips - unrun))
  passed=$((passed + passes)) failed=$((failed + fails + errors)) skipped=$((skipped + skips))
  # A project that a filter leaves without tests says so by its exit code; any other one must have run some.
  if [ "$fails" -gt 0 ] || [ "$errors" -gt 0 ] || { [ "$code" != 0 ] && { [ ${#filter[@]} = 0 ] || [ -n "$summary" ]; }; }; then
    broken+=("$name")
    [ $((fails + errors)) -gt 0 ] || failed=$((failed + 1))
    printf '%s%-32s %4d passed, %d failed, %d skipped%s  (%d s, exit code %d)\n' "$red" "$name" "$passes" $((fails + errors)) "$skips" "$plain" $((SECONDS - started)) "$code"
    failures "$log"
    [ "$fails" -gt 0 ] || tail -20 "$log"
  else
    printf '%s%-32s %4d passed, %d failed, %d skipped%s  (%d s)\n' "$green" "$name" "$passes" 0 "$skips" "$plain" $((SECONDS - started))
  fi
}

for project in "${projects[@]}"; do run_tests "$(basename "$project" .csproj)"; done

if [ -n "${GAIA_TEST_CONTAINERS:-}" ] && [ -z "$unit" ]; then
  engine=$(mktemp -d /tmp/gaia-ct.XXXXXX) # short: podman keeps sockets below it
  trap 'tests/containers/engine.sh release "$engine"' EXIT
  exports=$(tests/containers/engine.sh prepare "$engine")
  eval "$exports"
  export GAIA_TEST_SERVERS=containers
  run_tests Gaia.Functional.Tests containers
fi

# Gaia and its runs in a cluster that ends with us.
if [ -n "$cluster" ] && [ -z "$unit" ]; then
  engine=${engine:-$(mktemp -d /tmp/gaia-ct.XXXXXX)} node=$(mktemp -d /tmp/gaia-cl.XXXXXX)
  trap 'tests/cluster/cluster.sh down "$node"; tests/containers/engine.sh release "$engine"' EXIT
  exports=$(tests/containers/engine.sh prepare "$engine")
  eval "$exports"
  exports=$(tests/cluster/prepare.sh "$node")
  eval "$exports"
  run_tests Gaia.Cluster.Tests cluster
  filter+=(-class '*RealCluster*') # the rest of its project has run
  run_tests Gaia.Runs.Tests cluster
fi

if [ ${#broken[@]} -gt 0 ]; then
  printf '\nFailed: %s; logs in artifacts/test-results\n' "${broken[*]}"
  grep -ahE '\[FAIL\]$' artifacts/test-results/*.log || true # none where a project ended without a word
fi
[ $((passed + failed)) -gt 0 ] || echo "No test was run."
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
