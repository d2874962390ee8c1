#!/usr/bin/env bash
# Every kind of call of the API with nothing but curl, tar and sha256sum, against a Gaia that runs: uploads this
# repository's configuration, plans the component that needs no cloud, approves, follows, reads the outputs, destroys.
#
#   scripts/curl-examples.sh
#   GAIA_URL=https://gaia.example GAIA_TOKEN=gaia_... scripts/curl-examples.sh
#
# One token asks and approves here: outside of Development that needs Gaia__SelfApproval=allow.
# GAIA_STACK (local) and GAIA_COMPONENT (hello) say what to run; KEEP=1 leaves out the destroy at the end.
set -euo pipefail
case ${1:-} in
  '') ;;
  -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "curl-examples.sh: there is no option $1 (try --help)" >&2; exit 2 ;;
esac
cd "$(dirname "${BASH_SOURCE[0]}")/.."

url="${GAIA_URL:-http://127.0.0.1:8080}"
stack="${GAIA_STACK:-local}"
component="${GAIA_COMPONENT:-hello}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

auth=()
[ -z "${GAIA_TOKEN:-}" ] || auth=(--header "Authorization: Bearer $GAIA_TOKEN")

say() { printf '\n== %s\n' "$*"; }

# Shows the call, makes it, and fails with the answer when that is not a success.
call() {
  printf '$ curl %s\n' "$*" >&2
  curl --silent --show-error --fail-with-body --max-time 60 "${auth[@]}" "$@"
}

# The first value of a field in compact JSON: field id '{"id":"x"}' gives x.
field() { grep -o "\"$1\":\"[^\"]*\"" <<<"$2" | head -n 1 | cut -d '"' -f 4; }

post() { call --request POST --header "Content-Type: application/json" --header "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" "$@"; }

# Prints events after position $2 until one says that the run waits for approval or is finished; keeps the position.
follow() {
  local line
  position="$2"
  while IFS= read -r line; do
    case "$line" in
      "id: "*) position="${line#id: }" ;;
      "data: "*)
        printf '%s\n' "$line"
        [ "$(field type "$line")" = status ] || continue
        case "$(field status "$line")" in
          awaitingApproval | planned | applied | discarded | canceled | failed | interrupted) return 0 ;;
        esac ;;
    esac
  done < <(curl --silent --no-buffer --max-time 600 "${auth[@]}" --header "Accept: text/event-stream" \
    --header "Last-Event-ID: $2" "$url/v1/runs/$1/events")
}

queue() {
  post --data "{\"component\":\"$component\",\"stack\":\"$stack\",\"operation\":\"$1\",\"configurationDigest\":\"$digest\",\"autoApprove\":$2,\"message\":\"curl-examples.sh\"}" "$url/v1/runs"
}

say "What there is, and how it is"
call "$url/" && echo
call "$url/v1/status" && echo

say "Upload a configuration: a plain tar, named by its SHA-256"
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --exclude='.terraform*' --exclude='*.tfstate*' \
  -cf - atmos.yaml stacks "components/terraform/$component" | gzip -n >"$work/configuration.tar.gz"
digest="sha256:$(sha256sum "$work/configuration.tar.gz" | cut -d ' ' -f 1)"
if call --head --output /dev/null "$url/v1/configurations/$digest" 2>/dev/null; then
  echo "$digest is there already"
else
  call --request PUT --header "Content-Type: application/gzip" --data-binary "@$work/configuration.tar.gz" \
    "$url/v1/configurations/$digest" && echo
fi

say "Ask what is in it"
call "$url/v1/configurations/$digest/stacks" && echo
call "$url/v1/configurations/$digest/components/$component?stack=$stack" | head -c 400 && echo ...
call "$url/v1/configurations/$digest/graph?stack=$stack" && echo
call "$url/v1/configurations/$digest/describe?stack=$stack&sections=vars" | head -c 400 && echo ...
call "$url/v1/configurations/$digest/values?component=$component&section=vars" && echo
call "$url/v1/configurations/$digest/components/$component/dependents?stack=$stack" && echo
call "$url/v1/configurations/$digest/components/$component/provenance?stack=$stack&section=vars" && echo
call "$url/v1/configurations/$digest/components/$component/why?stack=$stack&path=vars" | head -c 400 && echo ...
call "$url/v1/configurations/$digest/workflows" && echo
call "$url/v1/configurations/$digest/problems" && echo

say "A name that is not there is answered with the nearest"
curl --silent "${auth[@]}" "$url/v1/configurations/$digest/components/${component}x?stack=$stack" && echo

say "Queue a run"
run="$(queue apply false)"
echo "$run"
id="$(field id "$run")"

say "Follow its events"
follow "$id" 0
planned="$position"

run="$(call "$url/v1/runs/$id")"
if [ "$(field status "$run")" = awaitingApproval ]; then
  say "Look at the plan, and approve exactly that one"
  call "$url/v1/runs/$id/plan" && echo
  call "$url/v1/runs/$id/plan/json" && echo
  post --data "{\"planDigest\":\"$(field planDigest "$run")\"}" "$url/v1/runs/$id/approve" && echo

  say "Follow on from event $planned"
  follow "$id" "$planned"
fi

say "The run, and 304 while it does not change"
call --dump-header "$work/headers" "$url/v1/runs/$id" && echo
etag="$(sed -n 's/^[Ee][Tt]ag: *\(.*\)\r$/\1/p' "$work/headers")"
call --output /dev/null --write-out '%{http_code}\n' --header "If-None-Match: $etag" "$url/v1/runs/$id"

say "Outputs, state, events as a page, log, locks, list"
run="$(call "$url/v1/runs/$id" 2>/dev/null)"
if [ "$(field status "$run")" = applied ]; then
  call "$url/v1/runs/$id/outputs" && echo
fi
call "$url/v1/states/$stack/$component" && echo
call "$url/v1/states/$stack/$component/outputs" && echo
call "$url/v1/runs/$id/events?limit=2" && echo
call "$url/v1/runs/$id/logs" | tail -n 3
call "$url/v1/locks" && echo
call "$url/v1/runs?stack=$stack&limit=1" && echo

say "The audit log (needs the role admin)"
if call "$url/v1/audit?limit=2"; then echo; fi

if [ -z "${KEEP:-}" ]; then
  say "Destroy again, approved beforehand"
  run="$(queue destroy true)"
  id="$(field id "$run")"
  follow "$id" 0
fi

run="$(call "$url/v1/runs/$id" 2>/dev/null)"
case "$(field status "$run")" in
  applied | planned) printf '\nAll calls answered as they should.\n' ;;
  *) printf '\nThe last run did not end well:\n%s\n' "$run" >&2; exit 1 ;;
esac
