variable "primary" {
  type = object({ database = object({ arn = string }) })
}

variable "promoted" {
  type = bool
}

variable "serving" {
  type = bool
}

resource "terraform_data" "database" {
  input = var.promoted ? null : var.primary.database.arn
}

output "database" {
  value = { arn = "arn:aws:rds:us-west-2:123456789012:db:gaia-prod-usw2-standby", promoted = var.promoted }
}

output "load_balancer" {
  value = { serving = var.serving }
}
