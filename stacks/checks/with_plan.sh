# Sourced. plan_json COMPONENT STACK: plans, prints the plan as JSON. Terraform's words go to stderr.
plan_json() {
  local folder
  folder=$(mktemp -d)
  atmos terraform plan "$1" -s "$2" --plan-only --plan-json "$folder/plan.json" -- -lock-timeout=5m >&2
  cat "$folder/plan.json"
  rm -rf "$folder"
}
