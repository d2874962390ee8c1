#!/usr/bin/env bash
# compose.sh FOLDER ARGUMENT...: compose of the project in FOLDER with the engine of engine.sh, whose environment is set: `docker compose`, or Debian's
# docker-compose over podman's socket. That one is older than a project's own name, and nobody asks podman's containers how they are where no systemd
# runs: both is done here.
set -euo pipefail

project=$1
shift
cd "$project"
if [ "$ASPIRE_CONTAINER_RUNTIME" = docker ]; then exec docker compose "$@"; fi

if ! command -v docker-compose >/dev/null 2>&1; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker-compose >/dev/null || { echo "apt-get install docker-compose failed." >&2; exit 1; }
fi
name=$(sed -n 's/^name: //p' compose.yaml)
# Short, and hidden from who lists the project's files.
work=$(mktemp -d /tmp/gaia-co.XXXXXX)
podman system service --time 0 "unix://$work/api" >"$work/log" 2>&1 &
service=$! asking=
trap 'kill $service $asking 2>/dev/null || :; wait 2>/dev/null || :; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ ! -S "$work/api" ] || break; sleep 0.1; done

ask_all() {
  local container
  while sleep 0.5; do
    for container in $(podman ps --quiet --filter "label=com.docker.compose.project=$name"); do timeout 10 podman healthcheck run "$container" || :; done
  done
}
ask_all >/dev/null 2>&1 &
asking=$!

sed '/^name: /d' compose.yaml >"$work/compose.yaml"
DOCKER_HOST=unix://$work/api docker-compose --ansi never --project-name "$name" --project-directory . --env-file .env --file "$work/compose.yaml" "$@"
