# Who this stack is. The same file in every AWS component; a test keeps the copies equal. A validation may name only
# variables whose own validation does not name it: region, tenant, environment, stage, then all others.
variable "namespace" {
  description = "Organisation, the first part of every name: 2 to 10 lower-case letters or digits."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,9}$", var.namespace))
    error_message = "${local.stack}: namespace \"${var.namespace}\" must be 2 to 10 lower-case letters or digits, a letter first."
  }
}

variable "tenant" {
  description = "Account the stack lives in; the first part of the stack's name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,15}$", var.tenant))
    error_message = "tenant \"${var.tenant}\" must be 2 to 16 lower-case letters or digits, a letter first."
  }
}

variable "environment" {
  description = "Region as part of the stack's name; the same as region."
  type        = string

  validation {
    condition     = var.environment == var.region
    error_message = "${var.tenant}: environment \"${var.environment}\" must be the region (\"${var.region}\"): import one mixins/region file and set neither by hand."
  }
}

variable "stage" {
  description = "dev, staging or prod. Decides which savings are allowed."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.stage)
    error_message = "${var.tenant}-${var.environment}-${var.stage}: stage \"${var.stage}\" is unknown: dev, staging or prod."
  }
}

variable "region" {
  description = "AWS region, such as us-east-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[0-9]$", var.region))
    error_message = "${var.tenant}: region \"${var.region}\" is not a region's name, such as us-east-1."
  }
}

variable "owner" {
  description = "Mail address of the team that answers for the stack; becomes the tag Owner."
  type        = string

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+$", var.owner))
    error_message = "${local.stack}: owner \"${var.owner}\" must be the mail address of a team: the tag Owner is mandatory."
  }
}

variable "cost_center" {
  description = "Cost centre that pays, CC-0000; becomes the tag CostCenter."
  type        = string

  validation {
    condition     = can(regex("^CC-[0-9]{4}$", var.cost_center))
    error_message = "${local.stack}: cost_center \"${var.cost_center}\" must look like CC-1001: the tag CostCenter is mandatory."
  }
}

variable "tags" {
  description = "More tags for everything; the mandatory ones cannot be overridden."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setintersection(keys(var.tags), ["Stack", "Stage", "Owner", "CostCenter", "ManagedBy"])) == 0
    error_message = "${local.stack}: tags must not set Stack, Stage, Owner, CostCenter or ManagedBy: they come from the stack itself."
  }
}

locals {
  stack = "${var.tenant}-${var.environment}-${var.stage}"

  # us-east-1 -> use1
  region_code = join("", [for i, part in split("-", var.region) : i == 0 ? part : substr(part, 0, 1)])

  # gaia-prod-use1: unique within an account, whatever the region
  name = "${var.namespace}-${var.stage}-${local.region_code}"

  tags = merge(var.tags, {
    Stack      = local.stack
    Stage      = var.stage
    Owner      = var.owner
    CostCenter = var.cost_center
    ManagedBy  = "gaia"
  })
}
