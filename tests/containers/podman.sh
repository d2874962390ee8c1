# Sourced by engine.sh: podman in a folder of its own, beside whatever podman there is on the machine.
# shellcheck shell=bash

podman_packages=(podman runc buildah netavark aardvark-dns debootstrap debian-archive-keyring docker-registry curl)

install_podman() {
  local missing=() package
  for package in "${podman_packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ "$(id -u)" = 0 ] || fail "the stand-ins for images are made as root (debootstrap, networks of containers)."
  [ ${#missing[@]} -gt 0 ] || return 0
  have apt-get || fail "missing: ${missing[*]}. This is not a Debian or Ubuntu machine: install their equivalents."
  say "Installing with apt: ${missing[*]}"
  apt-get update -qq >&2
  # docker-registry would start a registry of its own on the usual port.
  local policy=/usr/sbin/policy-rc.d ours='' code=0
  [ -e "$policy" ] || { ours=1; printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod 755 "$policy"; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || code=$?
  [ -z "$ours" ] || rm -f "$policy"
  [ $code = 0 ] || fail "apt-get install ${missing[*]} failed."
}

overlay_works() {
  local folder=$1/overlay-probe code=0
  mkdir -p "$folder"/{lower,upper,work,merged}
  mount -t overlay overlay -o "lowerdir=$folder/lower,upperdir=$folder/upper,workdir=$folder/work" "$folder/merged" 2>/dev/null || code=1
  [ $code = 1 ] || umount "$folder/merged"
  rm -rf "$folder"
  return $code
}

# write_settings FOLDER: exports the three variables that podman, buildah and Aspire's orchestrator pass on.
write_settings() {
  local folder=$1
  # podman's own limit for tmp_dir, because sockets lie there.
  [ ${#folder} -le 46 ] || fail "$folder is too long for podman: 46 characters at most."
  export CONTAINERS_CONF=$folder/containers.conf CONTAINERS_STORAGE_CONF=$folder/storage.conf
  export CONTAINERS_REGISTRIES_CONF=$folder/registries.conf
  driver=vfs
  ! overlay_works "$folder" || driver=overlay
  mkdir -p "$folder/networks" "$cache/$driver"
  # crun wants cgroups v2 alone, and limits that a container inside of a container may not raise.
  cat >"$CONTAINERS_CONF" <<CONF
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[network]
network_backend = "netavark"
network_config_dir = "$folder/networks"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
tmp_dir = "$folder/tmp"
CONF
  # The stand-ins are read where the cache keeps them; what is built or run stays in the folder.
  write_storage "$CONTAINERS_STORAGE_CONF" "$folder/storage" "$folder/run" "additionalimagestores = [\"$cache/$driver\"]"
  write_storage "$folder/cache.conf" "$cache/$driver" "$folder/cache-run" ''
  cat >"$CONTAINERS_REGISTRIES_CONF" <<CONF
unqualified-search-registries = ["docker.io"]
[[registry]]
location = "localhost"
insecure = true
CONF
}

write_storage() {
  cat >"$1" <<CONF
[storage]
driver = "$driver"
graphroot = "$2"
runroot = "$3"
[storage.options]
$4
CONF
}

# remove_all FOLDER: its containers, volumes and networks, and the mounts of them.
remove_all() {
  local folder=$1 mount
  export CONTAINERS_CONF=$folder/containers.conf CONTAINERS_STORAGE_CONF=$folder/storage.conf
  podman rm --all --force --time 0 >/dev/null 2>&1 || say "podman rm failed in $folder; going on."
  podman network prune --force >/dev/null 2>&1 || :
  while read -r mount; do umount -l "$mount" 2>/dev/null || :; done < <(awk -v f="$folder/" 'index($2, f) == 1 { print $2 }' /proc/mounts | sort -r)
}
