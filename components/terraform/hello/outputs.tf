output "greetings" {
  description = "Each name's greeting."
  value       = { for name, greeting in terraform_data.greeting : name => greeting.output }
}

output "count" {
  description = "How many were greeted."
  value       = length(terraform_data.greeting)
}

output "connection_string" {
  description = "A made-up connection string with the secret in it."
  value       = "postgres://${terraform_data.credentials.output.user}:${terraform_data.credentials.output.password}@localhost/hello"
  sensitive   = true
}
