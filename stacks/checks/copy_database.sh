#!/usr/bin/env bash
# copy_database.sh STANDBY PRIMARY: a snapshot of the standby's database, copied to the primary's region as gaia-failback.
# A snapshot of that name from an earlier failback goes first. Needs the aws command.
set -euo pipefail

. "$(dirname "$0")/database.sh"
standby=$1 primary=$2 snapshot=gaia-failback
standby_arn=$(database_arn idp-dr "$standby")
primary_arn=$(database_arn idp-platform "$primary")
key=$(atmos terraform output idp-platform -s "$primary" -- -json keys | sed -nE 's/.*"data":"([^"]+)".*/\1/p')
from=$(region_of "$standby_arn") to=$(region_of "$primary_arn")

for region in "$from" "$to"; do
  if rds describe-db-snapshots --region "$region" --db-snapshot-identifier $snapshot > /dev/null 2>&1; then
    rds delete-db-snapshot --region "$region" --db-snapshot-identifier $snapshot > /dev/null
  fi
done
rds create-db-snapshot --region "$from" --db-instance-identifier "${standby_arn##*:}" --db-snapshot-identifier $snapshot > /dev/null
rds wait db-snapshot-completed --region "$from" --db-snapshot-identifier $snapshot
rds copy-db-snapshot --region "$to" --source-region "$from" --kms-key-id "$key" \
  --source-db-snapshot-identifier "${standby_arn%:db:*}:snapshot:$snapshot" --target-db-snapshot-identifier $snapshot > /dev/null
rds wait db-snapshot-completed --region "$to" --db-snapshot-identifier $snapshot
echo "The snapshot $snapshot is in $to."
