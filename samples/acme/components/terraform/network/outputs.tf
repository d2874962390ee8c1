output "cidr" {
  value = terraform_data.network.output.cidr
}

output "subnets" {
  description = "Zone to address range"
  value       = { for zone, subnet in terraform_data.subnet : zone => subnet.output.cidr }
}
