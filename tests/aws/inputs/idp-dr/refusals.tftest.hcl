variables {
  namespace      = "gaia"
  tenant         = "prod"
  environment    = "us-west-2"
  region         = "us-west-2"
  stage          = "prod"
  owner          = "platform-team@gaia.example"
  cost_center    = "CC-1003"
  primary_region = "us-east-1"

  primary = {
    database = { arn = "arn:aws:rds:us-east-1:123456789012:db:gaia-prod-use1-primary" }
    buckets  = { artifacts = "gaia-prod-use1-artifacts-123456789012", techdocs = "gaia-prod-use1-techdocs-123456789012" }
    keys = {
      data    = "arn:aws:kms:us-east-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef"
      storage = "arn:aws:kms:us-east-1:123456789012:key/mrk-fedcba9876543210fedcba9876543210"
    }
    zone = { id = "Z0123456789ABCDEFGHIJ", domain = "idp.gaia.example" }
  }
  network = {
    vpc_id              = "vpc-0123456789abcdef0"
    cidr                = "10.40.0.0/16"
    public_subnet_ids   = ["subnet-01", "subnet-02", "subnet-03"]
    private_subnet_ids  = ["subnet-11", "subnet-12", "subnet-13"]
    database_subnet_ids = ["subnet-21", "subnet-22", "subnet-23"]
  }

  database                = { instance_class = "db.m6g.xlarge", backup_retention_days = 30 }
  noncurrent_version_days = 90
  log_retention_days      = 365
  alarm_emails            = ["oncall@gaia.example"]
}

run "accepts_a_standby" {
  command = plan
}

run "refuses_to_stand_by_for_itself" {
  command = plan

  variables {
    primary_region = "us-west-2"
  }

  expect_failures = [var.primary_region]
}

run "refuses_a_primary_that_lacks_what_is_copied" {
  command = plan

  variables {
    primary = {
      database = { arn = "arn:aws:rds:us-east-1:123456789012:db:gaia-prod-use1-primary" }
      buckets  = { artifacts = "gaia-prod-use1-artifacts-123456789012" }
      keys     = {}
      zone     = { id = "Z0123456789ABCDEFGHIJ", domain = "idp.gaia.example" }
    }
  }

  expect_failures = [var.primary]
}

run "refuses_an_unprotected_standby_and_odd_sizes" {
  command = plan

  variables {
    deletion_protection     = false
    teardown                = "prod-us-east-1-prod"
    database                = { instance_class = "large", backup_retention_days = 36 }
    noncurrent_version_days = 0
    log_retention_days      = 31
    request_limit           = 10
    alarm_emails            = ["the team"]
    serving                 = true
  }

  expect_failures = [
    var.deletion_protection,
    var.teardown,
    var.database,
    var.noncurrent_version_days,
    var.log_retention_days,
    var.request_limit,
    var.alarm_emails,
    var.serving,
  ]
}
