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
}

mock_provider "aws" {
  alias = "primary"
}

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

run "stands_by" {
  command = plan

  assert {
    condition     = aws_db_instance.standby.replicate_source_db == var.primary.database.arn && aws_db_instance.standby.multi_az
    error_message = "The standby must follow the primary's database, in two zones."
  }
  assert {
    condition     = one(aws_lb_listener.https.default_action).type == "fixed-response" && length(aws_lb_listener_rule.serve) == 0
    error_message = "Until it serves the standby must not let requests in."
  }
  assert {
    condition     = one(aws_route53_record.application.failover_routing_policy).type == "SECONDARY"
    error_message = "The standby's record must be the secondary of the pair."
  }
  assert {
    condition     = keys(aws_s3_bucket_replication_configuration.this) == ["artifacts", "techdocs"] && aws_kms_replica_key.this["data"].primary_key_arn == var.primary.keys["data"]
    error_message = "Buckets and keys must be copied."
  }
}

run "serves_when_told_to" {
  command = plan

  variables {
    promoted = true
    serving  = true
  }

  assert {
    condition     = aws_db_instance.standby.replicate_source_db == null && aws_db_instance.standby.backup_retention_period == 30
    error_message = "A promoted database must stand alone and keep its own backups."
  }
  assert {
    condition     = one(aws_lb_listener_rule.serve[0].action).type == "forward" && !aws_route53_health_check.standby.disabled
    error_message = "A standby that serves must let requests in."
  }
}
