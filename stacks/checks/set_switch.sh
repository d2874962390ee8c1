#!/usr/bin/env bash
# set_switch.sh FILE NAME true|false: turns a switch of a mixin, and says so; a switch that is not there is an error.
set -euo pipefail

file=$1 name=$2 value=$3
grep -qE "^ +$name: (true|false)\$" "$file" || { echo "Error: $file has no switch $name." >&2; exit 1; }
sed -i -E "s/^( +$name:) (true|false)\$/\\1 $value/" "$file"
echo "$file: $name is $value now."
