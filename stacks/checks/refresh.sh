#!/usr/bin/env bash
# refresh.sh COMPONENT STACK: takes into the state what came of an apply only afterwards (the rules of a security group, a
# certificate that was issued). Without it, drift-detection would take that for the work of other hands.
set -euo pipefail

atmos terraform apply "$1" -s "$2" -- -refresh-only -auto-approve
