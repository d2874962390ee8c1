# What each service account may do, on the resources it needs for it and no others.
locals {
  use_storage_key = { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [aws_kms_key.this["storage"].arn] }
  read_data_key   = { actions = ["kms:Decrypt"], resources = [aws_kms_key.this["data"].arn] }

  # What docs/storage.md asks for: large blobs are written in parts, and parts that nobody finished are removed.
  keep_blobs = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]

  permissions = {
    api = [
      { actions = local.keep_blobs, resources = ["${module.bucket["artifacts"].arn}/*"] },
      { actions = ["s3:GetObject"], resources = ["${module.bucket["techdocs"].arn}/*"] },
      { actions = ["s3:ListBucket", "s3:ListBucketMultipartUploads"], resources = [module.bucket["artifacts"].arn, module.bucket["techdocs"].arn] },
      { actions = ["secretsmanager:GetSecretValue"], resources = [local.secret_arns.database, local.secret_arns.redis, local.secret_arns.bootstrap] },
      local.use_storage_key,
      local.read_data_key,
    ]
    worker = [
      { actions = local.keep_blobs, resources = ["${module.bucket["artifacts"].arn}/*", "${module.bucket["techdocs"].arn}/*"] },
      { actions = ["s3:ListBucket", "s3:ListBucketMultipartUploads"], resources = [module.bucket["artifacts"].arn, module.bucket["techdocs"].arn] },
      { actions = ["secretsmanager:GetSecretValue"], resources = [local.secret_arns.database, local.secret_arns.redis] },
      local.use_storage_key,
      local.read_data_key,
      { actions = ["sns:Publish"], resources = [aws_sns_topic.this["events"].arn] },
      { actions = ["kms:GenerateDataKey", "kms:Decrypt"], resources = [aws_kms_key.this["alarms"].arn] },
    ]
    # Writes dumps and reads them back; only the lifecycle of the bucket deletes any.
    backup = [
      { actions = ["s3:PutObject", "s3:GetObject"], resources = ["${module.bucket["backups"].arn}/*"] },
      { actions = ["s3:ListBucket"], resources = [module.bucket["backups"].arn] },
      { actions = ["secretsmanager:GetSecretValue"], resources = [local.secret_arns.database] },
      local.use_storage_key,
      local.read_data_key,
    ]
    external-dns = [
      { actions = ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"], resources = [aws_route53_zone.this.arn] },
      { actions = ["route53:ListHostedZones"], resources = ["*"] },
    ]
    # Target groups and listeners are Terraform's; the controller only says which pods are behind them.
    aws-load-balancer-controller = [
      { actions = ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"], resources = [for group in aws_lb_target_group.application : group.arn] },
      { actions = ["elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth", "ec2:DescribeVpcs", "ec2:DescribeSecurityGroups", "ec2:DescribeInstances"], resources = ["*"] },
    ]
    cluster-autoscaler = [
      {
        actions   = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
        resources = ["arn:${local.partition}:autoscaling:${var.region}:${local.account_id}:autoScalingGroup:*:autoScalingGroupName/eks-*"]
        condition = { test = "StringEquals", variable = "autoscaling:ResourceTag/eks:cluster-name", value = aws_eks_cluster.this.name }
      },
      { actions = ["eks:DescribeNodegroup"], resources = ["arn:${local.partition}:eks:${var.region}:${local.account_id}:nodegroup/${aws_eks_cluster.this.name}/*"] },
      { actions = ["autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeAutoScalingInstances", "autoscaling:DescribeScalingActivities", "ec2:DescribeInstanceTypes", "ec2:DescribeLaunchTemplateVersions"], resources = ["*"] },
    ]
    ebs-csi-controller-sa = [
      { actions = ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"], resources = [aws_kms_key.this["cluster"].arn] },
      {
        actions   = ["kms:CreateGrant"]
        resources = [aws_kms_key.this["cluster"].arn]
        condition = { test = "Bool", variable = "kms:GrantIsForAWSResource", value = "true" }
      },
    ]
  }
}

data "aws_iam_policy_document" "service_account" {
  for_each = local.permissions

  dynamic "statement" {
    for_each = each.value

    content {
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = can(statement.value.condition) ? [statement.value.condition] : []

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = [condition.value.value]
        }
      }
    }
  }
}

resource "aws_iam_role_policy" "service_account" {
  for_each = data.aws_iam_policy_document.service_account

  name   = each.key
  role   = aws_iam_role.service_account[each.key].id
  policy = each.value.json
}
