variables {
  namespace   = "gaia"
  tenant      = "prod"
  environment = "us-east-1"
  region      = "us-east-1"
  stage       = "prod"
  owner       = "platform-team@gaia.example"
  cost_center = "CC-1003"
}

run "refuses_short_histories_and_unprotected_prod" {
  command = plan

  variables {
    noncurrent_version_days = 7
    deletion_protection     = false
    teardown                = "staging-us-east-1-staging"
  }

  expect_failures = [var.noncurrent_version_days, var.deletion_protection, var.teardown]
}
