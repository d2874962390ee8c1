output "network" {
  description = "The VPC's id and block and its subnets by tier; the variable `network` of idp-platform and idp-dr."
  value       = module.network.network
}

output "nat_addresses" {
  description = "Addresses that the private subnets are seen from, by zone."
  value       = module.network.nat_addresses
}
