variables {
  namespace   = "gaia"
  tenant      = "dev"
  environment = "us-east-1"
  region      = "us-east-1"
  stage       = "dev"
  owner       = "platform-team@gaia.example"
  cost_center = "CC-1001"

  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  address_plan = {
    dev-us-east-1-dev         = "10.10.0.0/16"
    staging-us-east-1-staging = "10.20.0.0/16"
  }
}

run "takes_the_stacks_own_block" {
  command = plan

  assert {
    condition     = local.cidr == "10.10.0.0/16"
    error_message = "The block must be the one beside the stack's name."
  }
}

run "refuses_a_block_inside_another" {
  command = plan

  variables {
    address_plan = {
      dev-us-east-1-dev         = "10.10.0.0/16"
      staging-us-east-1-staging = "10.10.16.0/20"
    }
  }

  expect_failures = [var.address_plan]
}

run "refuses_the_same_block_twice" {
  command = plan

  variables {
    address_plan = {
      dev-us-east-1-dev         = "10.10.0.0/16"
      staging-us-east-1-staging = "10.10.0.0/16"
    }
  }

  expect_failures = [var.address_plan]
}

run "accepts_neighbours" {
  command = plan

  variables {
    address_plan = {
      dev-us-east-1-dev         = "10.10.0.0/20"
      staging-us-east-1-staging = "10.10.16.0/20"
      prod-us-east-1-prod       = "10.11.0.0/16"
    }
  }
}

run "refuses_a_malformed_block" {
  command = plan

  variables {
    address_plan = { dev-us-east-1-dev = "10.10.0.300/16" }
  }

  expect_failures = [var.address_plan]
}

run "refuses_a_block_with_host_bits" {
  command = plan

  variables {
    address_plan = { dev-us-east-1-dev = "10.10.1.0/16" }
  }

  expect_failures = [var.address_plan]
}

run "refuses_a_block_of_the_wrong_size" {
  command = plan

  variables {
    address_plan = { dev-us-east-1-dev = "10.10.0.0/24" }
  }

  expect_failures = [var.address_plan]
}

run "refuses_a_stack_without_a_block" {
  command = plan

  variables {
    address_plan = { staging-us-east-1-staging = "10.20.0.0/16" }
  }

  expect_failures = [var.address_plan]
}

run "refuses_a_zone_that_the_region_lacks" {
  command = plan

  variables {
    availability_zones = ["us-east-1a", "us-east-1b", "us-east-1x"]
  }

  expect_failures = [var.availability_zones]
}

run "refuses_the_zones_of_another_region" {
  command = plan

  variables {
    availability_zones = ["us-west-2a", "us-west-2b", "us-west-2c"]
  }

  expect_failures = [var.availability_zones]
}

run "refuses_two_zones" {
  command = plan

  variables {
    availability_zones = ["us-east-1a", "us-east-1b"]
  }

  expect_failures = [var.availability_zones]
}
