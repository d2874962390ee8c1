variable "greeting" {
  description = "What to say; 1 to 80 characters. Changing it updates every greeting in place."
  type        = string
  default     = "Hello"

  validation {
    condition     = length(var.greeting) >= 1 && length(var.greeting) <= 80
    error_message = "greeting must have 1 to 80 characters."
  }
}

variable "names" {
  description = "Whom to greet: one resource each. Adding or dropping a name creates or deletes one."
  type        = set(string)
  default     = ["world"]
}

variable "generation" {
  description = "Raise it to replace every greeting (-/+ in the plan)."
  type        = number
  default     = 1

  validation {
    condition     = var.generation >= 1 && floor(var.generation) == var.generation
    error_message = "generation must be a whole number from 1."
  }
}

variable "password" {
  description = "A secret, to see that it is masked in plans, logs and outputs."
  type        = string
  default     = "correct-horse-battery-staple"
  sensitive   = true
}

variable "apply_seconds" {
  description = "How long the apply takes, 0 to 600 seconds: to watch, cancel or interrupt a run."
  type        = number
  default     = 0

  validation {
    condition     = var.apply_seconds >= 0 && var.apply_seconds <= 600
    error_message = "apply_seconds must lie between 0 and 600."
  }
}
