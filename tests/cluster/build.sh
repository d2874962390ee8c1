# Sourced by cluster.sh: the programs of a cluster, unpacked and built in the cache. Nothing is installed on the machine.
# shellcheck shell=bash

kubernetes_version=1.20.2
debs=(golang-1.19-go golang-1.19-src etcd-server containerd runc containernetworking-plugins golang-github-modern-go-reflect2-dev
  busybox-static conntrack libnetfilter-conntrack3 rsync libpopt0 libxxhash0)
programs=(kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy)

# build_programs: once; the marker is written last, so that whoever was interrupted begins again.
build_programs() {
  mkdir -p "$cache"
  exec 8>"$cache/lock"
  flock 8
  if [ ! -e "$cache/built-$kubernetes_version" ]; then
    [ "$(dpkg --print-architecture)" = amd64 ] || fail "the cluster is only built on amd64."
    unpack_debs
    build_kubernetes
    rm -rf "$cache/work"
    touch "$cache/built-$kubernetes_version"
  fi
  exec 8>&-
}

# apt with lists of its own: the machine's may have no sources, and are not ours to change.
apt() {
  mkdir -p "$cache/work/apt/lists/partial" "$cache/work/apt/archives/partial"
  cat >"$cache/work/apt/sources.list" <<APT
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main
deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main
APT
  apt-get -q -o Dir::Etc::SourceList="$cache/work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$cache/work/apt/lists" -o Dir::Cache="$cache/work/apt" -o APT::Sandbox::User=root "$@"
}

unpack_debs() {
  say "Fetching etcd, containerd, Go and the sources of Kubernetes $kubernetes_version from Debian"
  mkdir -p "$cache/work/debs" "$cache/root"
  apt update >"$cache/build.log" 2>&1 && (cd "$cache/work/debs" && apt download "${debs[@]}" >>"$cache/build.log" 2>&1) ||
    build_failed "Debian's packages could not be fetched; GAIA_TEST_DEBIAN_MIRROR names another mirror."
  local deb
  for deb in "$cache"/work/debs/golang*.deb "$cache"/work/debs/rsync*.deb "$cache"/work/debs/libpopt0*.deb "$cache"/work/debs/libxxhash0*.deb; do
    dpkg -x "$deb" "$cache/work/root"
  done
  for deb in "$cache"/work/debs/*.deb; do
    case $deb in */golang* | */rsync*) ;; *) dpkg -x "$deb" "$cache/root" ;; esac
  done
}

# make copies with rsync; its library lies where the machine does not look.
wrap_rsync() {
  mkdir -p "$cache/work/bin"
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' \
    "$1/usr/lib/x86_64-linux-gnu:$1/lib/x86_64-linux-gnu" "$1/usr/bin/rsync" >"$cache/work/bin/rsync"
  chmod +x "$cache/work/bin/rsync"
}

build_kubernetes() {
  local work=$cache/work root=$cache/work/root source
  wrap_rsync "$root"
  mkdir -p "$work/source" "$work/home" "$cache/bin"
  (cd "$work/source" && apt source --download-only "kubernetes=$kubernetes_version*" >>"$cache/build.log" 2>&1 ||
    apt source --download-only kubernetes >>"$cache/build.log" 2>&1) || build_failed "the sources of Kubernetes could not be fetched."
  (cd "$work/source" && rm -rf tree && dpkg-source --no-check -x kubernetes*.dsc tree >>"$cache/build.log" 2>&1) || build_failed "the sources could not be unpacked."
  source=$work/source/tree
  # The one that is vendored does not build with Go 1.18 and later.
  rm -rf "$source/vendor/github.com/modern-go/reflect2"
  cp -r "$root/usr/share/gocode/src/github.com/modern-go/reflect2" "$source/vendor/github.com/modern-go/"
  printf '%s\n' "KUBE_GIT_COMMIT='debian'" "KUBE_GIT_TREE_STATE='clean'" "KUBE_GIT_VERSION='v$kubernetes_version'" \
    "KUBE_GIT_MAJOR='1'" "KUBE_GIT_MINOR='20'" >"$work/version"
  say "Building Kubernetes (six minutes of two cores, once)"
  (cd "$source" && env GOROOT="$root/usr/lib/go-1.19" HOME="$work/home" CGO_ENABLED=0 GOPROXY=off KUBE_GIT_VERSION_FILE="$work/version" \
    PATH="$work/bin:$root/usr/lib/go-1.19/bin:$PATH" nice make GOFLAGS=-p=2 WHAT="${programs[*]/#/cmd/}" >>"$cache/build.log" 2>&1) ||
    build_failed "Kubernetes does not build."
  cp "${programs[@]/#/$source/_output/bin/}" "$cache/bin/"
}

build_failed() { tail -15 "$cache/build.log" >&2; fail "$1 All of it is in $cache/build.log."; }
