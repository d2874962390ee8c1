variable "tenant" {
  type = string
}

variable "environment" {
  type = string
}

variable "release" {
  type = string
}

variable "migration_seconds" {
  description = "How long the migration of the database takes"
  type        = number
}

variable "database" {
  description = "Where the database listens"
  type        = string
}

variable "subnets" {
  description = "Zone to address range; one instance in each"
  type        = map(string)
}
