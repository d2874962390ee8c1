# What the inputs refuse is tested in tests/aws/inputs, without the provider.
mock_provider "aws" {
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

  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  address_plan       = { prod-us-east-1-prod = "10.30.0.0/16" }
}

run "spreads_three_tiers_over_three_zones" {
  command = plan

  assert {
    condition = module.network.blocks == {
      public   = { us-east-1a = "10.30.0.0/20", us-east-1b = "10.30.16.0/20", us-east-1c = "10.30.32.0/20" }
      private  = { us-east-1a = "10.30.64.0/20", us-east-1b = "10.30.80.0/20", us-east-1c = "10.30.96.0/20" }
      database = { us-east-1a = "10.30.128.0/20", us-east-1b = "10.30.144.0/20", us-east-1c = "10.30.160.0/20" }
    }
    error_message = "Each tier must have a sixteenth of the block in each zone."
  }
  assert {
    condition     = length(output.nat_addresses) == 3
    error_message = "Prod must have a NAT gateway in every zone."
  }
}
