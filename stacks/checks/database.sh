# Sourced. The database of a component, and the aws command to treat it with.
command -v aws > /dev/null || { echo "Error: the aws command is missing (https://aws.amazon.com/cli)." >&2; exit 1; }

database_arn() { atmos terraform output "$1" -s "$2" -- -json database | sed -nE 's/.*"arn":"([^"]+)".*/\1/p' | grep .; }

# arn:aws:rds:us-east-1:123456789012:db:gaia-prod-use1-primary
region_of() { cut -d: -f4 <<< "$1"; }

rds() { aws ${AWS_ENDPOINT_URL:+--endpoint-url "$AWS_ENDPOINT_URL"} rds "$@"; }
