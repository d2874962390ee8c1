output "url" {
  value = "https://${terraform_data.load_balancer.output.name}"
}
