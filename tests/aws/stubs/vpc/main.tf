variable "flow_log_retention_days" {
  type = number
}

resource "terraform_data" "network" {
  input = "vpc-0123456789abcdef0"

  lifecycle {
    ignore_changes = [input]
  }
}

resource "terraform_data" "flow_logs" {
  input = var.flow_log_retention_days
}

output "network" {
  value = {
    vpc_id              = "vpc-0123456789abcdef0"
    cidr                = "10.20.0.0/16"
    public_subnet_ids   = ["subnet-01", "subnet-02", "subnet-03"]
    private_subnet_ids  = ["subnet-11", "subnet-12", "subnet-13"]
    database_subnet_ids = ["subnet-21", "subnet-22", "subnet-23"]
  }
}
