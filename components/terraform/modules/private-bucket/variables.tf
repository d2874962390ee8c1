variable "name" {
  description = "The bucket's name, unique in the world: 3 to 63 lower-case letters, digits, dots or dashes."
  type        = string
}

variable "kms_key_arn" {
  description = "Key that encrypts the objects; null: S3's own (the only one that log delivery accepts)."
  type        = string
  default     = null
}

variable "lifecycle_rules" {
  description = "What becomes of objects: a rule per prefix (\"\" for all), in days; null: never."
  type = list(object({
    id                      = string
    prefix                  = optional(string, "")
    infrequent_access_days  = optional(number)
    archive_days            = optional(number)
    expire_days             = optional(number)
    noncurrent_version_days = number
  }))
}

variable "log_bucket" {
  description = "Bucket that gets the access log, under s3/<name>/; null: none."
  type        = string
  default     = null
}

variable "policy_statements" {
  description = "Policy documents (JSON) that are merged under the bucket's own, which refuses anything without TLS."
  type        = list(string)
  default     = []
}

variable "force_destroy" {
  description = "Whether destroying the bucket may delete the objects in it."
  type        = bool
}
