resource "terraform_data" "migration" {
  input            = var.database
  triggers_replace = var.release

  provisioner "local-exec" {
    command = "sleep ${var.migration_seconds}"
  }
}

resource "terraform_data" "instance" {
  for_each = var.subnets

  input = {
    subnet  = each.value
    release = var.release
  }

  depends_on = [terraform_data.migration]
}

resource "terraform_data" "load_balancer" {
  input = {
    name  = "api.${var.environment}.${var.tenant}.example"
    zones = join(", ", keys(var.subnets))
  }
}
