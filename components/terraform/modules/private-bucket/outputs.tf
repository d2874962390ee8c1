output "name" {
  description = "The bucket's name, known once everything that guards it is in place."
  value       = aws_s3_bucket.this.id

  depends_on = [
    aws_s3_bucket_policy.this,
    aws_s3_bucket_versioning.this,
    aws_s3_bucket_public_access_block.this,
    aws_s3_bucket_server_side_encryption_configuration.this,
  ]
}

output "arn" {
  description = "The bucket's ARN."
  value       = aws_s3_bucket.this.arn
}

output "force_destroy" {
  description = "Whether destroying the bucket deletes the objects in it."
  value       = aws_s3_bucket.this.force_destroy
}
