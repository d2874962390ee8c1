variable "name" {
  description = "The bucket's name, unique in the world: 3 to 63 lower-case letters, digits, dots or dashes."
  type        = string
}

# Objects, not bare strings: whether there is a key or a log is known at plan time, its name only afterwards.
variable "encryption" {
  description = "KMS key that encrypts the objects; null: S3's own (the only one that every log delivery accepts)."
  type        = object({ kms_key_arn = string })
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

variable "access_log" {
  description = "Bucket that gets the access log, under s3/<name>/; null: none."
  type        = object({ bucket = string })
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
