#!/usr/bin/env bash
# publish.sh [ENVIRONMENT] [OPTION]...: Gaia's own manifests of an environment of deploy/settings.yaml (dev unless given) into
# artifacts/k8s, checked (docs/production.md). Everything is checked once before images are built.
#   --registry HOST/PATH      pushes the images there, and names them by the digests that they have there
#   --by-digest               refuses an image of the manifest that has a tag alone
#   --no-images               builds none; with --registry they have the digests of the last push, if there was one
#   --from-outputs SOURCE     terraform outputs for the settings: a file, or STACK-COMPONENT; may be repeated
#   --parameter NAME=VALUE    value of a parameter that is not secret; may be repeated
#   --format FORMAT           kustomize (unless given), kyaml or helm; compose for the environment of one machine
#   --force                   writes among other files in artifacts/k8s
# Values of secrets that are written in plain are made once and kept in artifacts/k8s-parameters-ENVIRONMENT.yaml.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

environment=dev registry='' by_digest='' images=1 format=kustomize shared=() written=()
case ${1:-} in '' | -*) ;; *) environment=$1; shift ;; esac
while [ $# -gt 0 ]; do
  case $1 in
    --registry) registry=$(value "$@"); shift 2 ;;
    --by-digest) by_digest=1; shift ;;
    --no-images) images=''; shift ;;
    --from-outputs | --parameter) shared+=("$1" "$(value "$@")"); shift 2 ;;
    --format | -f) format=$(value "$@"); shift 2 ;;
    --force) written+=("$1"); shift ;;
    -h | --help) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) misuse "there is no option $1." ;;
    *) misuse "$1 is one environment too many." ;;
  esac
done

# environments: and, two spaces in, each by its name.
known=$(sed -n '/^environments:/,/^[^ #]/s/^  \([A-Za-z0-9-]*\):.*/\1/p' deploy/settings.yaml)
grep -qxF -- "$environment" <<<"$known" || misuse "deploy/settings.yaml has no environment '$environment'. It has: $(paste -sd' ' <<<"$known")."
is_machine=$(sed -n "/^  $environment:/,/^  [^ #]/s/^    machine: true$/1/p" deploy/settings.yaml)
case $format in kustomize | kyaml | helm | compose) ;; *) misuse "--format is '$format'. It must be kustomize, kyaml, helm or compose." ;; esac
[ -z "$is_machine" ] || [ "$format" = compose ] || misuse "$environment is one machine without a cluster. Add --format compose."
[[ $registry != *://* ]] || misuse "--registry is '$registry'. Name the host without a scheme, such as ghcr.io/acme."
[ -z "$by_digest" ] || [ -z "$images" ] || [ -n "$registry" ] || misuse "--by-digest needs --registry: an image has its digest from there."
for program in dotnet openssl; do have "$program" || fail "$program is not installed."; done
[ -z "$images" ] || have docker || have podman || fail "Neither docker nor podman is installed. Install one, or leave images out with --no-images."

[ -x artifacts/gaia ] || scripts/build.sh
mkdir -p artifacts/k8s
values=artifacts/k8s-parameters-$environment.yaml
# The manifest has a rule for the others: it is not a parameter there.
[ -e "$values" ] || (umask 077 && printf 'bootstrap: "%s"\n' "$(openssl rand -hex 32)" >"$values")
manifest=artifacts/aspire-manifest.json
say "Asking the AppHost for its manifest"
dotnet run --project Gaia.AppHost -v q -- --publisher manifest --output-path "$root/$manifest" >/dev/null
shared+=(--from "$manifest" --settings deploy/settings.yaml --environment "$environment" --parameters "$values" --generate-missing ${registry:+--registry "$registry"})
say "Checking"
artifacts/gaia manifest validate "${shared[@]}"

digests=artifacts/image-digests.yaml
[ -z "$images" ] || scripts/images.sh ${registry:+--registry "$registry" --digests "$digests"}
[ -z "$registry" ] || [ ! -s "$digests" ] || shared+=(--digests "$digests")
[ -z "$by_digest" ] || shared+=(--by-digest)
artifacts/gaia manifest generate "${shared[@]}" --format "$format" -o artifacts/k8s "${written[@]}"
artifacts/gaia manifest validate "${shared[@]}"
case $format in
  kustomize | kyaml) say "artifacts/k8s/overlays/$environment is for kubectl; docs/production.md says in which order" ;;
  helm) say "artifacts/k8s is a chart; docs/manifests.md says how it is installed" ;;
  compose) say "artifacts/k8s/compose.yaml is for docker compose; docs/production.md says how it is started" ;;
esac
