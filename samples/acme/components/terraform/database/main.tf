resource "terraform_data" "database" {
  input = {
    engine       = var.engine
    size_gb      = var.size_gb
    backup_days  = var.backup_days
    allowed_from = var.allowed_from
  }

  lifecycle {
    precondition {
      condition     = var.environment != "prod" || var.backup_days >= 7
      error_message = "Databases in prod keep their backups for 7 days or more; backup_days is ${var.backup_days}."
    }
  }
}

resource "terraform_data" "login" {
  input = {
    user     = "api"
    password = var.password
  }
}
