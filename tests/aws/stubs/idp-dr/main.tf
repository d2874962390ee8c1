variable "network" {
  type = object({ vpc_id = string })
}

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

resource "terraform_data" "load_balancer" {
  input = var.serving
}

output "database" {
  value = { arn = "arn:aws:rds:us-west-2:123456789012:db:gaia-prod-usw2-standby", id = terraform_data.database.id, promoted = var.promoted }
}

output "load_balancer" {
  value = { id = terraform_data.load_balancer.id, serving = var.serving }
}

output "network" {
  value = var.network
}

output "primary" {
  value = var.primary
}
