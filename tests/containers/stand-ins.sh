# Sourced by engine.sh: images made from Debian's packages under the names that Aspire and scripts/images.sh ask for.
# They stand in for wiring only: Debian's PostgreSQL and Redis are older than what the names say. Never publish them.
# shellcheck shell=bash

debian_image=localhost/gaia-tests/debian:12
dotnet_image=localhost/gaia-tests/dotnet:10.0
terraform_image=localhost/gaia-tests/terraform:1
# What Aspire.Hosting.PostgreSQL and Aspire.Hosting.Redis 13.6 run.
postgres_image=docker.io/library/postgres:18.3
redis_image=docker.io/library/redis:8.6

# The podman that fills the cache; everybody else reads it.
in_cache() { CONTAINERS_STORAGE_CONF=$folder/cache.conf podman "$@"; }

make_stand_ins() {
  local folder=$1
  exec 8>"$cache/lock"
  flock 8
  in_cache image exists "$debian_image" || make_debian
  build_stand_in "$postgres_image" "$kit/postgres" "$kit/postgres"
  build_stand_in "$redis_image" "$kit/redis" "$kit/redis"
  build_stand_in "$dotnet_image" "$kit/dotnet" "$(dotnet_folder)"
  local program
  program=$(terraform_program)
  build_stand_in "$terraform_image" "$kit/terraform" "$(dirname "$program")" --build-arg "PROGRAM=$(basename "$program")"
  exec 8>&-
}

make_debian() {
  say "Making a Debian image (a minute, once)"
  local root=$folder/debian
  debootstrap --variant=minbase --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    bookworm "$root" "${GAIA_TEST_DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$folder/debootstrap.log" 2>&1 ||
    { tail -5 "$folder/debootstrap.log" >&2; fail "debootstrap failed; GAIA_TEST_DEBIAN_MIRROR names another mirror."; }
  rm -rf "$root"/var/cache/apt/archives/*.deb
  tar -C "$root" -c . | in_cache import --quiet - "$debian_image" >/dev/null
  rm -rf "$root"
}

# build_stand_in IMAGE RECIPE CONTEXT OPTION...: quick where nothing changed, podman keeps the layers.
build_stand_in() {
  local image=$1 recipe=$2 context=$3 log=$folder/build.log
  shift 3
  in_cache image exists "$image" || say "Making a stand-in for $image"
  in_cache build --layers --network host --tag "$image" --file "$recipe/Containerfile" "$@" "$context" >"$log" 2>&1 ||
    { tail -20 "$log" >&2; fail "the stand-in for $image could not be made."; }
}

dotnet_folder() { dirname "$(readlink -f "$(command -v dotnet)")"; }

terraform_program() {
  local found
  found=$(command -v terraform || command -v tofu) || fail "neither terraform nor tofu is on the PATH: scripts/dev-setup.sh installs one."
  readlink -f "$found"
}
