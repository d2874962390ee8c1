#!/usr/bin/env bash
# Every component by itself: initialised without a backend, and valid. Leaves nothing in the components' folders.
set -euo pipefail

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r components "$copy/"
find "$copy" -name .terraform -prune -exec rm -rf {} +
for component in "$copy"/components/terraform/*/; do
  name=$(basename "$component")
  [ "$name" = modules ] && continue
  echo "== $name"
  rm -f "$component"/backend.tf.json
  terraform -chdir="$component" init -backend=false -input=false > /dev/null
  terraform -chdir="$component" validate
done
