output "endpoint" {
  value = "db.${var.environment}.${var.tenant}.example:5432"
}

output "login" {
  value     = terraform_data.login.output
  sensitive = true
}
