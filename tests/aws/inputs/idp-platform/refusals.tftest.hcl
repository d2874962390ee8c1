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

run "accepts_prod_as_it_should_be" {
  command = plan

  assert {
    condition     = local.protected
    error_message = "Prod must be protected."
  }
}

run "a_typed_name_lifts_the_protection" {
  command = plan

  variables {
    teardown = "prod-us-east-1-prod"
  }

  assert {
    condition     = !local.protected
    error_message = "With teardown nothing may resist the destroy that follows."
  }
}

run "prod_refuses_savings" {
  command = plan

  variables {
    deletion_protection = false
    single_nat_gateway  = true
    network             = null
    replica_region      = null
    log_retention_days  = 30
    node_groups         = { general = { capacity_type = "SPOT", instance_types = ["m5.large", "m6i.large"], min_size = 1, desired_size = 1, max_size = 2 } }
    database            = { engine_version = "16.4", instance_class = "db.m6g.large", allocated_storage_gb = 200, max_allocated_storage_gb = 1000, multi_az = false, backup_retention_days = 30 }
    storage             = { noncurrent_version_days = 90, logs_expire_days = 30, backups_expire_days = 365 }
    backup              = { daily_retention_days = 7, monthly_retention_days = 365 }
  }

  expect_failures = [
    var.deletion_protection,
    var.single_nat_gateway,
    var.network,
    var.replica_region,
    var.log_retention_days,
    var.node_groups,
    var.database,
    var.storage,
    var.backup,
  ]
}

run "refuses_backups_that_go_before_they_are_archived" {
  command = plan

  variables {
    storage = { noncurrent_version_days = 90, logs_expire_days = 730, backups_expire_days = 30 }
  }

  expect_failures = [var.storage]
}

run "refuses_what_aws_would_refuse" {
  command = plan

  variables {
    domain             = "IDP_gaia"
    traffic            = { blue = 80, green = 30 }
    request_limit      = 10
    teardown           = "staging-us-east-1-staging"
    log_retention_days = 100
    monthly_budget_usd = 0
    cluster            = { version = "1.31", log_retention_days = 365, endpoint_public_access = true, endpoint_public_access_cidrs = ["0.0.0.0/0"] }
    node_groups        = { general = { instance_types = ["m6i.xlarge"], min_size = 3, desired_size = 2, max_size = 12 } }
    database           = { engine_version = "16.4", instance_class = "m6g.large", allocated_storage_gb = 200, max_allocated_storage_gb = 1000, multi_az = true, backup_retention_days = 40 }
    cache              = { engine_version = "7.1", node_type = "cache.r6g.large", shards = 0, replicas_per_shard = 2, snapshot_retention_days = 14 }
    storage            = { noncurrent_version_days = 0, logs_expire_days = 730, backups_expire_days = 365 }
    backup             = { daily_retention_days = 35, monthly_retention_days = 31 }
    alarm_emails       = ["the team"]
    budget_emails      = []
  }

  expect_failures = [
    var.domain,
    var.traffic,
    var.request_limit,
    var.teardown,
    var.log_retention_days,
    var.monthly_budget_usd,
    var.cluster,
    var.node_groups,
    var.database,
    var.cache,
    var.storage,
    var.backup,
    var.alarm_emails,
    var.budget_emails,
  ]
}
