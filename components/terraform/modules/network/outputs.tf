output "network" {
  description = "What other components need of the network; idp-platform takes it as its variable of the same name."
  value = {
    vpc_id              = aws_vpc.this.id
    cidr                = aws_vpc.this.cidr_block
    public_subnet_ids   = [for zone in var.availability_zones : aws_subnet.public[zone].id]
    private_subnet_ids  = [for zone in var.availability_zones : aws_subnet.private[zone].id]
    database_subnet_ids = [for zone in var.availability_zones : aws_subnet.database[zone].id]
  }
}

output "nat_addresses" {
  description = "Addresses that the private subnets are seen from, by zone of the gateway."
  value       = { for zone, address in aws_eip.nat : zone => address.public_ip }
}

output "blocks" {
  description = "Each subnet's block, by tier and zone."
  value       = local.blocks
}
