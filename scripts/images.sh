#!/usr/bin/env bash
# images.sh [OPTION]...: builds the container images gaia-api, gaia-worker and gaia-cli (docs/images.md).
#   --tag T                 their tag (default: the version of this checkout)
#   --registry R            also pushes them there, as R/gaia-api:T ...; log in with the engine first
#   --base IMAGE            one base for all three in place of Microsoft's: a Debian or Ubuntu with the ASP.NET Core
#                           runtime, in a registry
#   --engine podman|docker  (default: the one that answers, docker first)
#   --digests FILE          also writes `gaia-api: sha256:...`, a line each, of what was pushed; needs --registry
#   --archive DIR           also writes DIR/gaia-api-T.tar ..., for `docker load` or `podman load`
#   --only IMAGE            one of the three
#   --build-arg NAME=VALUE  an argument of Gaia.Worker/Dockerfile; may be repeated
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

tag='' registry='' base='' engine='' archive='' digests='' images=(gaia-api gaia-worker gaia-cli) worker_args=()
while [ $# -gt 0 ]; do
  case $1 in
    --tag) tag=$(value "$@"); shift 2 ;;
    --registry) registry=$(value "$@"); registry=${registry%/}; shift 2 ;;
    --base) base=$(value "$@"); shift 2 ;;
    --engine) engine=$(value "$@"); shift 2 ;;
    --digests) digests=$(value "$@"); shift 2 ;;
    --archive) archive=$(value "$@"); shift 2 ;;
    --only)
      case ${2:-} in gaia-api | gaia-worker | gaia-cli) images=("$2") ;; *) misuse "--only is '${2:-}'; it must be gaia-api, gaia-worker or gaia-cli" ;; esac
      shift 2
      ;;
    --build-arg) worker_args+=(--build-arg "$(value "$@")"); shift 2 ;;
    -h | --help) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) misuse "there is no option $1." ;;
  esac
done

answers() { have "$1" && timeout 30 "$1" info >/dev/null 2>&1; }

choose_engine() {
  case $engine in
    '')
      for engine in docker podman; do ! answers "$engine" || return 0; done
      fail "Neither docker nor podman answers here. Install one, or start its service."
      ;;
    docker | podman)
      have "$engine" || fail "$engine is not installed."
      answers "$engine" || fail "$engine does not answer: $("$engine" info 2>&1 >/dev/null | tail -1)"
      ;;
    *) misuse "--engine is '$engine'; it must be podman or docker" ;;
  esac
}

# What went wrong, without the stack and the addresses in MSBuild's own files; or the end of the log.
errors() {
  local found
  found=$(grep -E '[Ee]rror' "$1" | grep -vE ': +(at|---)|error MSB4018: The ' | sed -E 's/^.*: error ([A-Z0-9]+:)/\1/; s/ \[[^]]*proj\]$//' | sort -u | head -5)
  [ -z "$found" ] && tail -20 "$1" || printf '%s\n' "$found"
}

# building IMAGE COMMAND...: its output only when it fails.
building() {
  local image=$1 log=artifacts/images/$1.log
  shift
  "$@" >"$log" 2>&1 && return
  errors "$log" >&2
  fail "$image could not be built (all of it in $log). If its base cannot be had, --base names another."
}

publish_container() {
  local image=$1 project=$2
  shift 2
  building "$image" dotnet publish "$project" --nologo -v q -c Release -t:PublishContainer \
    -p:ContainerImageTag="$tag" -p:ContainerArchiveOutputPath="$work/$image.tar.gz" ${base:+-p:ContainerBaseImage="$base"} "$@"
  building "$image" "$engine" load -i "$work/$image.tar.gz"
  rm -f "$work/$image.tar.gz"
}

# The SDK cannot make a folder outside of /app; a volume takes its owner from it.
build_api() {
  say "Building gaia-api:$tag"
  publish_container gaia-api Gaia.Api
  mkdir -p "$work/api/data"
  printf '%s\n' "FROM gaia-api:$tag" 'COPY --chown=1654:1654 data /var/lib/gaia' 'VOLUME /var/lib/gaia' >"$work/api/Dockerfile"
  building gaia-api "$engine" build -t "gaia-api:$tag" -f "$work/api/Dockerfile" "$work/api"
}

build_worker() {
  say "Building gaia-worker:$tag"
  building gaia-worker dotnet publish Gaia.Worker --nologo -v q -c Release -o "$work/worker"
  # The host's network: package mirrors that the machine reaches, the build reaches.
  building gaia-worker "$engine" build -t "gaia-worker:$tag" --network host --build-arg VERSION="$version" \
    ${base:+--build-arg BASE="$base"} "${worker_args[@]}" -f Gaia.Worker/Dockerfile "$work/worker"
}

build_cli() {
  say "Building gaia-cli:$tag"
  local rid=linux-x64 linker=()
  [ "$(uname -m)" != aarch64 ] || rid=linux-arm64
  have clang || have gcc || fail "The command line is native and needs a C compiler: scripts/dev-setup.sh installs one."
  have clang || linker=(-p:CppCompilerAndLinker=gcc)
  publish_container gaia-cli Gaia.Cli -r "$rid" "${linker[@]}" \
    -p:CopyOutputSymbolsToPublishDirectory=false -p:AllowedReferenceRelatedFileExtensions=none
}

# The registry's, of the manifest. docker keeps it with the image; podman says it when it pushes, since it compresses on the way.
pushed_digest() {
  local digest
  if [ "$engine" = podman ]; then digest=$(cat "$work/$1.digest"); else
    digest=$("$engine" image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$registry/$1:$tag" | sed -n "s|^$registry/$1@||p" | head -1)
  fi
  [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || fail "$engine does not say the digest of $registry/$1:$tag."
  printf '%s' "$digest"
}

hand_over() {
  local image=$1
  if [ -n "$archive" ]; then
    mkdir -p "$archive"
    rm -f "$archive/$image-$tag.tar" # podman adds to one that exists
    "$engine" save -o "$archive/$image-$tag.tar" "$image:$tag" >/dev/null 2>&1 || fail "$archive/$image-$tag.tar could not be written."
  fi
  if [ -n "$registry" ]; then
    say "Pushing $registry/$image:$tag"
    "$engine" tag "$image:$tag" "$registry/$image:$tag"
    local told=()
    [ "$engine" != podman ] || told=(--digestfile "$work/$image.digest")
    "$engine" push "${told[@]}" "$registry/$image:$tag" >"artifacts/images/$image.log" 2>&1 ||
      { tail -3 "artifacts/images/$image.log" >&2; fail "$registry/$image:$tag could not be pushed. Is \`$engine login ${registry%%/*}\` done?"; }
    [ -z "$digests" ] || printf '%s: %s\n' "$image" "$(pushed_digest "$image")" >>"$digests"
  fi
}

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
tag=${tag:-$version}
[[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] || misuse "--tag is '$tag'; a tag has letters, digits, '_', '.' and '-', at most 128."
[[ $registry != *://* ]] || misuse "--registry is '$registry'; name the host without a scheme, such as ghcr.io/me"
[ -z "$digests" ] || [ -n "$registry" ] || misuse "--digests needs --registry: a digest is that of a registry's manifest."
choose_engine
[ -z "$digests" ] || : >"$digests"
mkdir -p artifacts/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for image in "${images[@]}"; do "build_${image#gaia-}"; done
for image in "${images[@]}"; do hand_over "$image"; done
echo
for image in "${images[@]}"; do
  printf '%-40s %5d MB\n' "${registry:+$registry/}$image:$tag" $(($("$engine" image inspect --format '{{.Size}}' "$image:$tag") / 1000000))
done
