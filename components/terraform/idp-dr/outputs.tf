output "database" {
  description = "The standby database: address, port, ARN, and whether it stands alone."
  value = {
    address  = aws_db_instance.standby.address
    port     = aws_db_instance.standby.port
    arn      = aws_db_instance.standby.arn
    promoted = var.promoted
  }
}

output "network" {
  description = "The variable of that name, and `primary` likewise: a failover takes them from here, since the states that they come from may be gone."
  value       = var.network
}

output "primary" {
  description = "See `network`."
  value       = var.primary
}

output "buckets" {
  description = "Names of the copied buckets by purpose."
  value       = { for purpose, bucket in module.bucket : purpose => bucket.name }
}

output "keys" {
  description = "ARNs of the replica keys by purpose."
  value       = { for purpose, key in aws_kms_replica_key.this : purpose => key.arn }
}

output "load_balancer" {
  description = "The standby's load balancer: its DNS name, the target group that awaits its pods, and whether it lets requests in."
  value = {
    dns_name     = aws_lb.this.dns_name
    target_group = aws_lb_target_group.application.arn
    serving      = var.serving
  }
}

output "security_group_ids" {
  description = "Security groups by purpose; nodes of the standby take the one named application."
  value       = { for purpose, group in aws_security_group.this : purpose => group.id }
}
