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
}

run "is_named_as_the_backend_settings_say" {
  command = plan

  assert {
    condition     = output.backend.bucket == "gaia-prod-us-east-1-prod-tfstate"
    error_message = "stacks/orgs/gaia/prod names this bucket; it may not change."
  }
  assert {
    condition     = module.bucket.force_destroy == false
    error_message = "Prod's states must not go with their bucket."
  }
}
