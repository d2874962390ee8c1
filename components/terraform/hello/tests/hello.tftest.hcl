run "greets_every_name" {
  command = apply

  variables {
    greeting = "Good day"
    names    = ["Ada", "Grace"]
  }

  assert {
    condition     = output.greetings == { Ada = "Good day, Ada!", Grace = "Good day, Grace!" }
    error_message = "Each name must have its own greeting."
  }
}

run "is_immediate_unless_asked" {
  command = plan

  assert {
    condition     = length(terraform_data.slow) == 0
    error_message = "Without apply_seconds nothing may sleep."
  }
}

run "refuses_a_fractional_generation" {
  command = plan

  variables {
    generation = 1.5
  }

  expect_failures = [var.generation]
}

run "refuses_an_endless_apply" {
  command = plan

  variables {
    apply_seconds = 3600
  }

  expect_failures = [var.apply_seconds]
}
