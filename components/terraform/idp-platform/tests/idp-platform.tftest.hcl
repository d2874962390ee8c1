# What the inputs refuse is tested in tests/aws/inputs, without the provider.
mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_secretsmanager_random_password" {
    defaults = { random_password = "0123456789abcdef0123456789abcdef" }
  }
}

mock_provider "aws" {
  alias = "replica"

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

variables {
  namespace   = "gaia"
  tenant      = "prod"
  environment = "us-east-1"
  region      = "us-east-1"
  stage       = "prod"
  owner       = "platform-team@gaia.example"
  cost_center = "CC-1003"
  domain      = "idp.gaia.example"

  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  address_plan       = { prod-us-east-1-prod = "10.30.0.0/16" }

  network = {
    vpc_id              = "vpc-0123456789abcdef0"
    cidr                = "10.30.0.0/16"
    public_subnet_ids   = ["subnet-01", "subnet-02", "subnet-03"]
    private_subnet_ids  = ["subnet-11", "subnet-12", "subnet-13"]
    database_subnet_ids = ["subnet-21", "subnet-22", "subnet-23"]
  }

  deletion_protection = true
  replica_region      = "us-west-2"
  failover            = true
  cluster             = { version = "1.31", log_retention_days = 365 }
  node_groups = {
    general = { instance_types = ["m6i.xlarge"], min_size = 3, desired_size = 3, max_size = 12 }
    burst = {
      capacity_type  = "SPOT"
      instance_types = ["m6i.xlarge", "m5.xlarge"]
      min_size       = 0
      desired_size   = 2
      max_size       = 20
      labels         = { "gaia.dev/capacity" = "spot" }
      taints         = [{ key = "gaia.dev/spot", value = "true", effect = "NO_SCHEDULE" }]
    }
  }
  database = {
    engine_version           = "16.4"
    instance_class           = "db.m6g.xlarge"
    allocated_storage_gb     = 200
    max_allocated_storage_gb = 1000
    multi_az                 = true
    backup_retention_days    = 30
    read_replicas            = 1
  }
  cache              = { engine_version = "7.1", node_type = "cache.r6g.large", shards = 2, replicas_per_shard = 2, snapshot_retention_days = 14 }
  storage            = { noncurrent_version_days = 90, logs_expire_days = 730, backups_expire_days = 365 }
  backup             = { daily_retention_days = 35, monthly_retention_days = 365 }
  log_retention_days = 365
  alarm_emails       = ["oncall@gaia.example"]
  budget_emails      = ["finops@gaia.example"]
  monthly_budget_usd = 9000
}

run "prod_survives_a_zone_and_a_wrong_command" {
  command = plan

  assert {
    condition     = aws_db_instance.primary.multi_az && aws_db_instance.primary.deletion_protection && !aws_db_instance.primary.skip_final_snapshot
    error_message = "Prod's database must be in two zones, resist deletion and leave a snapshot."
  }
  assert {
    condition     = aws_elasticache_replication_group.this.automatic_failover_enabled && aws_elasticache_replication_group.this.num_node_groups == 2
    error_message = "Prod's cache must fail over and have its shards."
  }
  assert {
    condition     = aws_lb.this.enable_deletion_protection
    error_message = "Prod's load balancer must resist deletion."
  }
  assert {
    condition     = length(aws_db_instance.replica) == 1 && length(aws_backup_vault.replica) == 1 && length(aws_s3_bucket_replication_configuration.backups) == 1
    error_message = "Prod must have a read replica, and copies of its backups elsewhere."
  }
  assert {
    condition     = one(aws_eks_node_group.this["burst"].taint).effect == "NO_SCHEDULE" && aws_eks_node_group.this["burst"].capacity_type == "SPOT"
    error_message = "Spot nodes must be tainted."
  }
  assert {
    condition     = aws_eks_node_group.this["burst"].labels == tomap({ "gaia.dev/pool" = "burst", "gaia.dev/capacity" = "spot" })
    error_message = "Nodes must be labelled with their group and whatever the stack says."
  }
  assert {
    condition     = setunion(keys(aws_iam_role_policy.service_account), keys(aws_iam_role_policy_attachment.service_account)) == toset(keys(aws_iam_role.service_account))
    error_message = "Every service account must have a role that may do something."
  }
  assert {
    condition     = alltrue([for key in aws_kms_key.this : key.enable_key_rotation])
    error_message = "Every key must rotate."
  }
  assert {
    condition     = aws_lb.this.name == "gaia-prod-use1" && aws_db_instance.primary.identifier == "gaia-prod-use1-primary"
    error_message = "Names follow from namespace, stage and region."
  }
  assert {
    condition     = one(aws_route53_record.application.failover_routing_policy).type == "PRIMARY"
    error_message = "Prod's record must be the primary of the failover pair."
  }
}

run "dev_is_small" {
  command = plan

  variables {
    tenant              = "dev"
    stage               = "dev"
    address_plan        = { dev-us-east-1-dev = "10.10.0.0/16" }
    network             = null
    deletion_protection = false
    single_nat_gateway  = true
    replica_region      = null
    failover            = false
    traffic             = { blue = 90, green = 10 }
    backup              = { daily_retention_days = 7, monthly_retention_days = 0 }
  }

  assert {
    condition     = length(output.network.private_subnet_ids) == 3 && length(module.network[0].nat_addresses) == 1
    error_message = "Dev makes its own network of three zones with one way out."
  }
  assert {
    condition     = length(aws_backup_vault.replica) == 0 && length(aws_kms_key.replica) == 0
    error_message = "Without a replica region nothing may be made in one."
  }
  assert {
    condition     = { for group in one(one(aws_lb_listener.https.default_action).forward).target_group : group.weight => true } == { 90 = true, 10 = true }
    error_message = "The listener must weigh the colours as asked."
  }
  assert {
    condition     = keys(local.backup_rules) == ["daily"]
    error_message = "No monthly rule without monthly retention."
  }
}
