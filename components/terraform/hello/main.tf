# Terraform's built-in provider only: nothing to download, no cloud, done in milliseconds.
resource "terraform_data" "greeting" {
  for_each = var.names

  input            = "${var.greeting}, ${each.key}!"
  triggers_replace = var.generation
}

resource "terraform_data" "credentials" {
  input = {
    user     = "gaia"
    password = var.password
  }
}

resource "terraform_data" "slow" {
  count = var.apply_seconds > 0 ? 1 : 0

  input            = var.apply_seconds
  triggers_replace = var.generation

  provisioner "local-exec" {
    command = "sleep ${self.input}"
  }

  depends_on = [terraform_data.greeting]
}
