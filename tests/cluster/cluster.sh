#!/usr/bin/env bash
# A real Kubernetes on this machine for slow tests: one node of 1.20.2 in a network namespace of its own, built from Debian's sources.
#   cluster.sh build             makes its programs, once (six minutes), in GAIA_TEST_CLUSTER (~/.cache/gaia/cluster)
#   cluster.sh up FOLDER         starts it; prints the environment to export: KUBECONFIG, and GAIA_CLUSTER_HOST, this machine as pods reach it
#   cluster.sh image FOLDER TAR  gives it an image, a docker archive
#   cluster.sh down FOLDER       ends it with all that runs in it, and deletes FOLDER
# Use: eval "$(tests/cluster/cluster.sh up "$folder")". Needs root on Debian 12, amd64, with kubectl; one cluster at a time on a machine. It has no
# DNS, and stores NetworkPolicies without enforcing them. It is too old for Pod Security, autoscaling/v2, policy/v1, batch/v1 CronJobs.
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
  for tool in kubectl openssl ip nsenter unshare iptables dpkg-source; do have "$tool" || fail "$tool was not found."; done
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
  start_node
  trap - ERR
  printf 'export KUBECONFIG=%q\nexport GAIA_CLUSTER_HOST=%q\n' "$folder/keys/admin.conf" "$host_address"
}

image() {
  folder=$1
  set_path
  in_node ctr -a "$folder/containerd.sock" -n k8s.io images import "$2" >/dev/null || fail "the image $2 was not taken."
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
  'image 3') image "$(realpath "$2")" "$3" ;;
  'down 2') down "$(realpath -m "$2")" ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
