# Sourced. plan_json COMPONENT STACK: plans without taking the lock, prints the plan as JSON. Terraform's words go to stderr.
plan_json() {
  local file
  file=$(mktemp)
  atmos terraform plan "$1" -s "$2" -- -lock=false -out="$file" >&2
  atmos terraform show "$1" -s "$2" --skip-init -- -json "$file"
  rm -f "$file"
}
