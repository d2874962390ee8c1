output "backend" {
  description = "Settings of the s3 backend for every component of the stage; the stage's mixin holds the same."
  value = {
    bucket       = local.bucket
    region       = var.region
    kms_key_id   = aws_kms_key.state.arn
    encrypt      = true
    use_lockfile = true
  }
}
