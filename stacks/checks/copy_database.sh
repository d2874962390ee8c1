#!/usr/bin/env bash
# copy_database.sh STANDBY PRIMARY: a snapshot of the standby's database, copied to the primary's region as gaia-failback,
# and the primary's old database unlocked, so that an apply may replace it. Needs the aws command.
set -euo pipefail

standby=$1 primary=$2
command -v aws > /dev/null || { echo "Error: the aws command is missing (https://aws.amazon.com/cli)." >&2; exit 1; }
endpoint=(${AWS_ENDPOINT_URL:+--endpoint-url "$AWS_ENDPOINT_URL"})
arn() { atmos terraform output "$1" -s "$2" -- -json database | sed -nE 's/.*"arn":"([^"]+)".*/\1/p'; }
key() { atmos terraform output "$1" -s "$2" -- -json keys | sed -nE 's/.*"data":"([^"]+)".*/\1/p'; }

standby_arn=$(arn idp-dr "$standby") primary_arn=$(arn idp-platform "$primary")
from=$(cut -d: -f4 <<< "$standby_arn") to=$(cut -d: -f4 <<< "$primary_arn")

aws "${endpoint[@]}" rds create-db-snapshot --region "$from" --db-instance-identifier "${standby_arn##*:}" \
  --db-snapshot-identifier gaia-failback > /dev/null
aws "${endpoint[@]}" rds wait db-snapshot-completed --region "$from" --db-snapshot-identifier gaia-failback
aws "${endpoint[@]}" rds copy-db-snapshot --region "$to" --source-region "$from" \
  --source-db-snapshot-identifier "${standby_arn%:db:*}:snapshot:gaia-failback" \
  --target-db-snapshot-identifier gaia-failback --kms-key-id "$(key idp-platform "$primary")" > /dev/null
aws "${endpoint[@]}" rds wait db-snapshot-completed --region "$to" --db-snapshot-identifier gaia-failback
aws "${endpoint[@]}" rds modify-db-instance --region "$to" --db-instance-identifier "${primary_arn##*:}" \
  --no-deletion-protection --apply-immediately > /dev/null
echo "The snapshot gaia-failback is in $to."
