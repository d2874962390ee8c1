#!/usr/bin/env bash
# prepare.sh FOLDER: builds Gaia's images with the engine of tests/containers/engine.sh (whose environment is set), starts a cluster in FOLDER, gives it
# all that Gaia's overlay runs, and prints the environment to export: that of cluster.sh, and GAIA_CLUSTER_IMAGE, the worker's image. Gaia's images
# are gaia.test/NAME:one and gaia.test/NAME:two there, the same image twice: an upgrade is another tag.
set -euo pipefail

folder=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
engine=$ASPIRE_CONTAINER_RUNTIME archives=artifacts/images tag=cluster-tests

for image in gaia-api gaia-worker; do
  # With a shell and coreutils: an old kubelet sleeps before it stops a container by a program of the container's. What the engine needs takes precedence.
  # shellcheck disable=SC2086 # several options
  scripts/images.sh --tag $tag --only $image --archive "$archives" --base mcr.microsoft.com/dotnet/aspnet:10.0-noble $GAIA_IMAGES_OPTIONS >&2
done

tests/cluster/cluster.sh up "$folder"
for image in gaia-api gaia-worker; do
  tests/cluster/cluster.sh image "$folder" "$archives/$image-$tag.tar" "gaia.test/$image:one" "gaia.test/$image:two"
done

# The servers, as the published manifest names them.
for image in $(sed -n 's/.*"image": "\(docker\.io[^"]*\)".*/\1/p' tests/Gaia.AppHost.Tests/Publishing/Approved/aspire-manifest.golden); do
  "$engine" image inspect "$image" >/dev/null 2>&1 || "$engine" pull "$image" >&2
  archive=$folder/server.tar
  "$engine" save -o "$archive" "$image" >/dev/null 2>&1
  tests/cluster/cluster.sh image "$folder" "$archive"
  rm "$archive"
done
echo 'export GAIA_CLUSTER_IMAGE=gaia.test/gaia-worker:one'
