# Terraform's built-in provider only: the shape of a network without a cloud.
resource "terraform_data" "network" {
  input = {
    name = "${var.tenant}-${var.environment}"
    cidr = var.cidr
  }
}

resource "terraform_data" "subnet" {
  for_each = toset(var.zones)

  input = {
    zone = each.key
    cidr = cidrsubnet(terraform_data.network.input.cidr, 4, index(var.zones, each.key))
  }
}
