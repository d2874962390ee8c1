output "network" {
  description = "The network that the platform runs in: VPC id, block, subnets by tier."
  value       = local.network
}

output "cluster" {
  description = "The EKS cluster: its name, API endpoint, OIDC issuer and the certificate that signs it."
  value = {
    name                  = aws_eks_cluster.this.name
    endpoint              = aws_eks_cluster.this.endpoint
    issuer                = "https://${local.issuer}"
    certificate_authority = aws_eks_cluster.this.certificate_authority[0].data
  }
}

output "service_account_roles" {
  description = "Role of each Kubernetes service account, by the account's name, for its annotation eks.amazonaws.com/role-arn."
  value       = { for name, role in aws_iam_role.service_account : name => role.arn }
}

output "database" {
  description = "PostgreSQL: addresses of primary and replicas, port, name, the primary's ARN and the secret with its password."
  value = {
    address           = aws_db_instance.primary.address
    port              = aws_db_instance.primary.port
    name              = aws_db_instance.primary.db_name
    arn               = aws_db_instance.primary.arn
    replica_addresses = aws_db_instance.replica[*].address
    secret_arn        = local.secret_arns.database
  }
}

output "cache" {
  description = "Redis: the address that knows all shards, the port, and the secret with its password."
  value = {
    address    = aws_elasticache_replication_group.this.configuration_endpoint_address
    port       = aws_elasticache_replication_group.this.port
    secret_arn = aws_secretsmanager_secret.generated["redis"].arn
  }
}

output "buckets" {
  description = "Names of the buckets by purpose."
  value       = merge({ for purpose, bucket in module.bucket : purpose => bucket.name }, { logs = module.logs_bucket.name })
}

output "keys" {
  description = "ARNs of the KMS keys by purpose; data and storage can be replicated to another region."
  value       = { for purpose, key in aws_kms_key.this : purpose => key.arn }
}

output "topics" {
  description = "ARNs of the SNS topics by purpose."
  value       = { for purpose, topic in aws_sns_topic.this : purpose => topic.arn }
}

output "zone" {
  description = "The hosted zone: id, domain, and the name servers that the parent domain has to delegate to."
  value = {
    id           = aws_route53_zone.this.zone_id
    domain       = var.domain
    name_servers = aws_route53_zone.this.name_servers
  }
}

output "target_groups" {
  description = "Target groups by colour, for the TargetGroupBinding of each."
  value       = { for colour, group in aws_lb_target_group.application : colour => group.arn }
}

output "public_url" {
  description = "Where the application answers."
  value       = "https://${aws_route53_record.application.name}"
}

output "application_settings" {
  description = "Environment of the API and the worker, as far as it is not secret."
  value = {
    ConnectionStrings__gaia = "Host=${aws_db_instance.primary.address};Port=${aws_db_instance.primary.port};Database=${aws_db_instance.primary.db_name};Username=${aws_db_instance.primary.username};SSL Mode=VerifyFull"
    AWS_REGION              = var.region
  }
}

output "application_secrets" {
  description = "The rest of that environment: for each variable the secret that holds its value, and the key in it where it holds several."
  value = {
    PGPASSWORD                    = { secret_arn = local.secret_arns.database, key = "password" }
    ConnectionStrings__redis      = { secret_arn = local.secret_arns.redis, key = null }
    Gaia__Access__BootstrapSecret = { secret_arn = local.secret_arns.bootstrap, key = null }
  }
}
