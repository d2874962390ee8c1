output "backend" {
  description = "Settings of the s3 backend for every component of the stack; its manifest holds the same."
  value = {
    bucket       = local.bucket
    region       = var.region
    kms_key_id   = aws_kms_key.state.arn
    encrypt      = true
    use_lockfile = true
  }
}
