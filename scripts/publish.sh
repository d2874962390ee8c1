#!/usr/bin/env bash
# publish.sh [ENVIRONMENT] [--registry HOST/PATH] [--by-digest] [--no-images] [GENERATE-OPTION...]: Gaia's own manifests of an environment of
# deploy/settings.yaml (dev unless given) into artifacts/k8s, checked. Builds the images first; with --registry they are pushed there, and named by the digests
# that they have there. --by-digest refuses an image of the manifest with a tag alone. Other options go to `gaia manifest generate`, such as --from-outputs FILE
# (docs/manifests.md). Values of secrets that are written in plain are made once and kept in artifacts/k8s-parameters-ENVIRONMENT.yaml.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

environment=dev registry='' demand='' images=1 options=()
case ${1:-} in '' | -*) ;; *) environment=$1; shift ;; esac
while [ $# -gt 0 ]; do
  case $1 in
    --registry) registry=${2:?--registry needs a host}; shift 2 ;;
    --by-digest) demand=1; shift ;;
    --no-images) images=''; shift ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) options+=("$1"); shift ;;
  esac
done

[ -x artifacts/gaia ] || scripts/build.sh
digests=artifacts/image-digests.yaml
[ -z "$images" ] || scripts/images.sh ${registry:+--registry "$registry" --digests "$digests"}
mkdir -p artifacts/k8s
values=artifacts/k8s-parameters-$environment.yaml
# The manifest has a rule for the others: it is not a parameter there.
[ -e "$values" ] || (umask 077 && printf 'bootstrap: "%s"\n' "$(openssl rand -hex 32)" >"$values")
manifest=artifacts/aspire-manifest.json
say "Asking the AppHost for its manifest"
dotnet run --project Gaia.AppHost -v q -- --publisher manifest --output-path "$root/$manifest" >/dev/null
file=deploy/settings.yaml
if [ -n "$registry$demand" ]; then
  file=artifacts/settings.yaml
  {
    # Of the environment alone: what it has elsewhere, the common level has in the cluster.
    sed "${demand:+/^  $environment:/a\\    images: { demandDigests: true }}" deploy/settings.yaml
    [ -z "$registry" ] || printf '\nimages:\n  registry: %s\n' "$registry"
    # With --no-images those of the last push, if there was one.
    [ -z "$registry" ] || [ ! -s "$digests" ] || { echo '  digests:'; sed 's/^/    /' "$digests"; }
  } >"$file"
fi
settings=(--from "$manifest" --settings "$file" --environment "$environment" --parameters "$values" --generate-missing "${options[@]}")
artifacts/gaia manifest generate "${settings[@]}" -o artifacts/k8s
artifacts/gaia manifest validate "${settings[@]}"
say "artifacts/k8s/overlays/$environment is for kubectl; docs/production.md says in which order"
