#!/usr/bin/env bash
# A real Kubernetes on this machine for slow tests: one node of 1.20.2 in a network namespace of its own, built from Debian's sources.
#   cluster.sh build             makes its programs, once (six minutes), in GAIA_TEST_CLUSTER (~/.cache/gaia/cluster)
#   cluster.sh up FOLDER         starts it; prints the environment to export: KUBECONFIG, and GAIA_CLUSTER_HOST, this machine as pods reach it
#   cluster.sh image FOLDER TAR [NAME]...  gives it an image, a docker archive, also under other names
#   cluster.sh down FOLDER       ends it with all that runs in it, and deletes FOLDER
# Use: eval "$(tests/cluster/cluster.sh up "$folder")". Needs root on Debian 12, amd64, with kubectl and python3; one cluster at a time on a machine. Its
# DNS (dns.py) knows services and nothing outside. It stores NetworkPolicies without enforcing them, has no volumes but those that a test makes, and is
# too old for Pod Security, autoscaling/v2, policy/v1, batch/v1 CronJobs.
set -euo pipefail

kit=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${GAIA_TEST_CLUSTER:-${XDG_CACHE_HOME:-$HOME/.cache}/gaia/cluster}
# shellcheck disable=SC2034 # build.sh reads it
mirror=${GAIA_TEST_DEBIAN_MIRROR:-http://deb.debian.org/debian}

say() { echo "$*" >&2; }
fail() { say "Error: $*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

. "$kit/build.sh"
. "$kit/keys.sh"
. "$kit/control.sh"
. "$kit/node.sh"

demand() {
  [ "$(id -u)" = 0 ] || fail "a cluster needs root: it makes a network namespace and containers."
  local tool
  for tool in kubectl openssl ip nsenter unshare iptables dpkg-source python3; do have "$tool" || fail "$tool was not found."; done
}

up() {
  folder=$1
  demand
  build_programs
  ! ip netns list 2>/dev/null | grep -qw "$netns" || fail "there is a cluster already (network namespace $netns): cluster.sh down its folder first."
  mkdir -p "$folder/run" "$folder/keys"
  set_path
  make_keys
  trap 'say "The cluster did not start; logs are in $folder/run"; stop_all' ERR
  start_network
  start_control
  start_dns
  start_node
  trap - ERR
  printf 'export KUBECONFIG=%q\nexport GAIA_CLUSTER_HOST=%q\n' "$folder/keys/admin.conf" "$host_address"
}

image() {
  folder=$1
  local archive said name given
  archive=$(realpath "$2") # in_node is elsewhere
  shift 2
  set_path
  said=$(in_node ctr -a "$folder/containerd.sock" -n k8s.io images import "$archive") || fail "the image $archive was not taken."
  # unpacking localhost/gaia-api:1 (sha256:a54c...)...done
  name=$(sed -n 's/^unpacking \([^ ]*\) .*/\1/p' <<<"$said" | head -1)
  for given in "$@"; do
    in_node ctr -a "$folder/containerd.sock" -n k8s.io images tag --force "$name" "$given" >/dev/null || fail "$name cannot be called $given."
  done
}

down() {
  folder=$1
  set_path
  stop_all
  rm -rf "$folder"
}

set_path() {
  export PATH=$cache/bin:$cache/root/usr/bin:$cache/root/usr/sbin:$PATH
  export LD_LIBRARY_PATH=$cache/root/usr/lib/x86_64-linux-gnu
}

case "${1:-} $#" in
  'build 1') build_programs ;;
  'up 2') up "$(realpath -m "$2")" ;;
  'down 2') down "$(realpath -m "$2")" ;;
  image\ [3-9]) folder=$(realpath "$2"); shift 2; image "$folder" "$@" ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
