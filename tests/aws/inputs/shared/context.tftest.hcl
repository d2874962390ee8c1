variables {
  namespace   = "gaia"
  tenant      = "prod"
  environment = "us-west-2"
  region      = "us-west-2"
  stage       = "prod"
  owner       = "platform-team@gaia.example"
  cost_center = "CC-1003"

  availability_zones = ["us-west-2a", "us-west-2b", "us-west-2c"]
  address_plan       = { prod-us-west-2-prod = "10.40.0.0/16" }
}

run "names_and_tags_come_from_the_stack" {
  command = plan

  variables {
    tags = { Project = "idp" }
  }

  assert {
    condition     = local.stack == "prod-us-west-2-prod" && local.name == "gaia-prod-usw2"
    error_message = "Names must follow from account, region and stage."
  }
  assert {
    condition = local.tags == {
      Project    = "idp"
      Stack      = "prod-us-west-2-prod"
      Stage      = "prod"
      Owner      = "platform-team@gaia.example"
      CostCenter = "CC-1003"
      ManagedBy  = "gaia"
    }
    error_message = "Every mandatory tag must be there, and one's own."
  }
}

run "refuses_an_unknown_stage" {
  command = plan

  variables {
    stage        = "sandbox"
    address_plan = { prod-us-west-2-sandbox = "10.40.0.0/16" }
  }

  expect_failures = [var.stage]
}

run "refuses_missing_tags" {
  command = plan

  variables {
    owner       = ""
    cost_center = ""
  }

  expect_failures = [var.owner, var.cost_center]
}

run "refuses_to_lose_a_mandatory_tag" {
  command = plan

  variables {
    tags = { Owner = "somebody else" }
  }

  expect_failures = [var.tags]
}

run "refuses_names_that_aws_would_refuse" {
  command = plan

  variables {
    namespace = "Gaia Platform"
  }

  expect_failures = [var.namespace]
}

run "refuses_a_region_that_is_none" {
  command = plan

  variables {
    region      = "virginia"
    environment = "virginia"
  }

  expect_failures = [var.region]
}

run "refuses_an_environment_that_is_another_region" {
  command = plan

  variables {
    environment  = "us-east-1"
    address_plan = { prod-us-east-1-prod = "10.30.0.0/16" }
  }

  expect_failures = [var.environment]
}
