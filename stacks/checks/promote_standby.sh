#!/usr/bin/env bash
# promote_standby.sh STACK: makes the standby's database stand alone and lets requests in. The primary's region may be gone,
# and with it the state that the stack's values come from and the buckets that are copied: what is needed comes from the
# standby's own state, and nothing is touched outside its region.
set -euo pipefail

stack=$1
known() { atmos terraform output idp-dr -s "$stack" --process-functions=false -- -json "$1"; }

network=$(known network) primary=$(known primary)
atmos terraform apply idp-dr -s "$stack" --process-functions=false -- \
  -var "network=$network" -var "primary=$primary" \
  -target=aws_db_instance.standby -target=aws_lb_listener_rule.serve -auto-approve

# outcome NAME TEXT: what was put out agrees.
outcome() { known "$1" | grep -q "$2" || { echo "Error: idp-dr in $stack: $1 does not say $2." >&2; exit 1; }; }
outcome database '"promoted":true'
outcome load_balancer '"serving":true'
