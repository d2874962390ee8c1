locals {
  zone_index = { for index, zone in var.availability_zones : zone => index }

  # Sixteenths of the VPC: 0-3 public, 4-7 private, 8-11 database, 12-15 free.
  blocks = {
    for tier, offset in { public = 0, private = 4, database = 8 } :
    tier => { for zone, index in local.zone_index : zone => cidrsubnet(var.cidr, 4, offset + index) }
  }
}

resource "aws_subnet" "public" {
  for_each = local.zone_index

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = local.blocks.public[each.key]

  tags = {
    Name                     = "${var.name}-public-${each.key}"
    Tier                     = "public"
    "kubernetes.io/role/elb" = "1"
  }
}

resource "aws_subnet" "private" {
  for_each = local.zone_index

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = local.blocks.private[each.key]

  tags = {
    Name                              = "${var.name}-private-${each.key}"
    Tier                              = "private"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_subnet" "database" {
  for_each = local.zone_index

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = local.blocks.database[each.key]

  tags = {
    Name = "${var.name}-database-${each.key}"
    Tier = "database"
  }
}
