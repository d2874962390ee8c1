#!/usr/bin/env bash
# unlock_database.sh COMPONENT STACK: lifts the deletion protection of the component's database and of its replicas in the
# region, which the next apply replaces by ones that are protected again.
set -euo pipefail

. "$(dirname "$0")/database.sh"
arn=$(database_arn "$1" "$2")
region=$(region_of "$arn")
replicas=$(rds describe-db-instances --region "$region" --db-instance-identifier "${arn##*:}" \
  --query 'DBInstances[0].ReadReplicaDBInstanceIdentifiers[?!starts_with(@, `arn:`)]' --output text)
for database in "${arn##*:}" $replicas; do
  rds modify-db-instance --region "$region" --db-instance-identifier "$database" --no-deletion-protection --apply-immediately > /dev/null
done
