#!/usr/bin/env bash
# dev-setup.sh [--aws] [--browser] [--cluster]: installs what Gaia needs on Debian 12 or Ubuntu 24.04 beside the .NET 10 SDK and git. --aws adds
# what the AWS stand-in needs, --browser what the dashboard's tests do, --cluster what the tests' Kubernetes does. Says what it installs; quick when
# nothing is missing. As root or with sudo.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

aws='' browser='' cluster=''
while [ $# -gt 0 ]; do
  case $1 in
    --aws) aws=1; shift ;;
    --browser) browser=1; shift ;;
    --cluster) cluster=1; shift ;;
    -h | --help) sed -n '2,4s/^# //p' "$0"; exit 0 ;;
    *) misuse "there is no option $1." ;;
  esac
done

check_dotnet() {
  have dotnet || fail "The .NET 10 SDK is missing: dotnet is not on the PATH. Install it (https://dot.net), then run this again."
  local version
  version=$(cd "$root" && dotnet --version 2>/dev/null) ||
    fail "No .NET SDK here satisfies global.json, which wants 10.0.1xx or later. Installed: $(cd / && dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')"
  case $version in 10.*) ;; *) fail "The .NET SDK is $version; Gaia needs 10." ;; esac
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# What is missing, as Debian packages.
missing_packages() {
  postgres_folder >/dev/null || echo postgresql
  have redis-server || have valkey-server || [ -x /usr/sbin/redis-server ] || echo redis-server
  have clang || have gcc || echo gcc libc6-dev
  [ -e /usr/include/zlib.h ] || echo zlib1g-dev
  have setpriv && have setsid && have flock || echo util-linux
  have bwrap || ! have apt-get || echo bubblewrap
  have git || echo git
  have curl || echo curl ca-certificates
  [ -z "$aws" ] || has_stand_in || echo python3 python3-venv
  [ -z "$cluster" ] || missing_for_a_cluster
}

missing_for_a_cluster() {
  have kubectl || echo kubernetes-client
  have dpkg-source || echo dpkg-dev
  have openssl || echo openssl
  have python3 || echo python3
  have ip || [ -x /usr/sbin/ip ] || echo iproute2
  have iptables || [ -x /usr/sbin/iptables ] || echo iptables
}

install_packages() {
  local packages
  mapfile -t packages < <(missing_packages | tr ' ' '\n' | sort -u)
  [ ${#packages[@]} -gt 0 ] || return 0
  have apt-get || fail "Missing: ${packages[*]}. This is not a Debian or Ubuntu machine: install their equivalents, then run this again."
  [ "$(id -u)" = 0 ] || have sudo || fail "Missing: ${packages[*]}. Run as root: apt-get install -y ${packages[*]}"
  say "Installing with apt: ${packages[*]}"
  as_root apt-get update -qq
  local log
  log=$(mktemp)
  without_services as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >"$log" 2>&1 ||
    { tail -30 "$log" >&2; fail "apt could not install ${packages[*]} (all of it in $log). Mend that, then run this again."; }
  rm -f "$log"
}

# Gaia's AppHost starts its own servers. Debian would start a cluster and a Redis of its own on the usual ports: it is told not to.
without_services() {
  local policy=/usr/sbin/policy-rc.d clusters=/etc/postgresql-common/createcluster.conf code=0
  [ -e "$clusters" ] || { as_root mkdir -p "${clusters%/*}"; echo 'create_main_cluster = false' | as_root tee "$clusters" >/dev/null; }
  local ours=
  [ -e "$policy" ] || { ours=1; printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null; as_root chmod 755 "$policy"; }
  "$@" || code=$?
  [ -z "$ours" ] || as_root rm -f "$policy"
  if [ $code = 0 ] && [ -d /run/systemd/system ]; then
    for unit in redis-server postgresql; do as_root systemctl disable -q "$unit" 2>/dev/null || :; done
  fi
  return $code
}

has_stand_in() { have python3 && python3 -c 'import moto.server' 2>/dev/null; }

# Into an environment of its own, which common.sh puts first on the PATH.
install_stand_in() {
  [ -n "$aws" ] && ! has_stand_in || return 0
  say "Installing the AWS stand-in (moto) into artifacts/python"
  { /usr/bin/python3 -m venv "$stand_in_python" && "$stand_in_python/bin/pip" install -q --disable-pip-version-check 'moto[server]==5.2.1'; } >/dev/null 2>&1 && return 0
  rm -rf "$stand_in_python"
  printf '%s\n' "moto could not be installed: what needs AWS is skipped. With a Python of your own: pip install 'moto[server]==5.2.1'." >&2
}

install_browser() {
  [ -n "$browser" ] && ! { have chromium || have chromium-browser || have google-chrome; } || return 0
  say "Installing chromium with apt"
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 ||
    printf '%s\n' "Chromium could not be installed: the dashboard's tests are skipped. With one of your own: GAIA_TEST_CHROMIUM=/path/to/chromium." >&2
}

# From the vendor's signed repository; where that cannot be had, OpenTofu from its own.
install_terraform() {
  have terraform || have tofu && return 0
  say "Installing terraform from its vendor's apt repository"
  local codename
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
  if add_repository hashicorp https://apt.releases.hashicorp.com/gpg "https://apt.releases.hashicorp.com $codename main" &&
    as_root apt-get install -y -qq terraform >/dev/null 2>&1; then return 0; fi
  say "That did not work; installing OpenTofu from its apt repository"
  if add_repository opentofu https://get.opentofu.org/opentofu.gpg "https://packages.opentofu.org/opentofu/tofu/any/ any main" &&
    as_root apt-get install -y -qq tofu >/dev/null 2>&1; then return 0; fi
  printf '%s\n' "Neither terraform nor OpenTofu could be installed. Gaia starts without, but cannot plan or apply: put one on the PATH." >&2
}

# add_repository NAME KEY_URL SOURCE; leaves nothing behind where it fails.
add_repository() {
  local key=/usr/share/keyrings/$1.asc list=/etc/apt/sources.list.d/$1.list
  if curl -fsSL --max-time 30 "$2" 2>/dev/null | as_root tee "${key%.asc}.download" >/dev/null && [ -s "${key%.asc}.download" ]; then
    # apt takes an armoured key as .asc and a binary one as .gpg
    grep -q 'BEGIN PGP' "${key%.asc}.download" || key=${key%.asc}.gpg
    as_root mv "/usr/share/keyrings/$1.download" "$key"
    echo "deb [signed-by=$key] $3" | as_root tee "$list" >/dev/null
    as_root apt-get update -qq -o Dir::Etc::sourcelist="$list" -o Dir::Etc::sourceparts=- 2>/dev/null && return 0
  fi
  as_root rm -f "/usr/share/keyrings/$1".{download,asc,gpg} "$list"
  return 1
}

check_dotnet
install_packages
install_terraform
install_stand_in
install_browser
