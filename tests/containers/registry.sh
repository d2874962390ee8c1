# Sourced by engine.sh: a registry on loopback, because `dotnet publish -t:PublishContainer` takes its base from nowhere else.
# shellcheck shell=bash

start_registry() {
  local folder=$1
  cat >"$folder/registry.yml" <<CONF
version: 0.1
storage: { filesystem: { rootdirectory: $cache/registry } }
http: { addr: "127.0.0.1:0" }
CONF
  setsid docker-registry serve "$folder/registry.yml" >"$folder/registry.log" 2>&1 </dev/null 8>&- &
  echo $! >"$folder/registry.pid"
  local waited
  for waited in $(seq 100); do
    registry=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\).*/localhost:\1/p' "$folder/registry.log" | head -1)
    [ -z "$registry" ] || return 0
    kill -0 "$(cat "$folder/registry.pid")" 2>/dev/null || break
    sleep 0.1
  done
  tail -5 "$folder/registry.log" >&2
  fail "docker-registry does not listen after $((waited / 10)) s."
}

stop_registry() {
  local pid
  pid=$(cat "$1/registry.pid" 2>/dev/null) || return 0
  [ ! -r "/proc/$pid/cmdline" ] || ! tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q "$1/registry.yml" || kill "$pid"
}

# publish_base FOLDER: sets `base`, named by its content so that what the cache has is not pushed again.
publish_base() {
  local folder=$1 id
  id=$(podman image inspect --format '{{.Id}}' "$dotnet_image")
  base=$registry/gaia-tests/dotnet:${id:0:12}
  curl -fs -o /dev/null "http://$registry/v2/gaia-tests/dotnet/manifests/${id:0:12}" && return
  say "Copying the .NET base into the registry"
  podman push --quiet --format v2s2 "$dotnet_image" "docker://$base" >"$folder/push.log" 2>&1 ||
    { tail -5 "$folder/push.log" >&2; fail "the .NET base could not be pushed to $registry."; }
}
