variables {
  namespace   = "gaia"
  tenant      = "prod"
  environment = "us-east-1"
  region      = "us-east-1"
  stage       = "prod"
  owner       = "platform-team@gaia.example"
  cost_center = "CC-1003"

  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  address_plan       = { prod-us-east-1-prod = "10.30.0.0/16" }
}

run "refuses_savings_in_prod_and_odd_retentions" {
  command = plan

  variables {
    single_nat_gateway      = true
    flow_log_retention_days = 31
  }

  expect_failures = [var.single_nat_gateway, var.flow_log_retention_days]
}
