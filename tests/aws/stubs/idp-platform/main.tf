variable "network" {
  type    = object({ vpc_id = string })
  default = null
}

variable "cluster" {
  type = object({ version = string })
}

variable "serving" {
  type    = bool
  default = true
}

variable "restore_snapshot" {
  type    = string
  default = null
}

resource "terraform_data" "cluster" {
  input = var.cluster.version
}

# As the real one: a snapshot makes it anew, its absence does not.
resource "terraform_data" "database" {
  triggers_replace = var.restore_snapshot

  lifecycle {
    ignore_changes = [triggers_replace]
  }
}

output "network" {
  value = var.network
}

output "serving" {
  value = var.serving
}

output "database" {
  value = { arn = "arn:aws:rds:us-east-1:123456789012:db:gaia-prod-use1-primary" }
}

output "buckets" {
  value = { artifacts = "artifacts", techdocs = "techdocs" }
}

output "keys" {
  value = { data = "arn:aws:kms:us-east-1:123456789012:key/mrk-0123", storage = "arn:aws:kms:us-east-1:123456789012:key/mrk-4567" }
}

output "zone" {
  value = { id = "Z0123456789ABCDEFGHIJ", domain = "idp.gaia.example" }
}
