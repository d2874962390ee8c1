# One role per Kubernetes service account (IRSA): what that account needs, on the resources it needs it for.
resource "aws_iam_openid_connect_provider" "cluster" {
  url            = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
  # Checked by AWS only for issuers outside AWS, but the API wants one.
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

locals {
  issuer = replace(aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://", "")

  service_accounts = {
    api = {
      namespace = "gaia"
      statements = [
        { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${module.bucket["artifacts"].arn}/*"] },
        { actions = ["s3:GetObject"], resources = ["${module.bucket["techdocs"].arn}/*"] },
        { actions = ["s3:ListBucket"], resources = [module.bucket["artifacts"].arn, module.bucket["techdocs"].arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = local.application_secret_arns },
        { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [aws_kms_key.this["storage"].arn] },
        { actions = ["kms:Decrypt"], resources = [aws_kms_key.this["data"].arn] },
      ]
    }
    worker = {
      namespace = "gaia"
      statements = [
        { actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], resources = ["${module.bucket["artifacts"].arn}/*", "${module.bucket["techdocs"].arn}/*"] },
        { actions = ["s3:ListBucket"], resources = [module.bucket["artifacts"].arn, module.bucket["techdocs"].arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = local.application_secret_arns },
        { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [aws_kms_key.this["storage"].arn] },
        { actions = ["kms:Decrypt"], resources = [aws_kms_key.this["data"].arn] },
        { actions = ["sns:Publish"], resources = [aws_sns_topic.this["events"].arn] },
        { actions = ["kms:GenerateDataKey", "kms:Decrypt"], resources = [aws_kms_key.this["alarms"].arn] },
      ]
    }
    backup = {
      namespace = "gaia"
      statements = [
        { actions = ["s3:PutObject", "s3:GetObject"], resources = ["${module.bucket["backups"].arn}/*"] },
        { actions = ["s3:ListBucket"], resources = [module.bucket["backups"].arn] },
        { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [aws_kms_key.this["storage"].arn] },
        { actions = ["secretsmanager:GetSecretValue"], resources = local.application_secret_arns },
        { actions = ["kms:Decrypt"], resources = [aws_kms_key.this["data"].arn] },
      ]
    }
    external-dns = {
      namespace = "kube-system"
      statements = [
        { actions = ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"], resources = [aws_route53_zone.this.arn] },
        { actions = ["route53:ListHostedZones"], resources = ["*"] },
      ]
    }
    load-balancer = {
      namespace = "kube-system"
      statements = [
        { actions = ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"], resources = [for group in aws_lb_target_group.application : group.arn] },
        { actions = ["elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth", "ec2:DescribeVpcs", "ec2:DescribeSecurityGroups", "ec2:DescribeInstances"], resources = ["*"] },
      ]
    }
    ebs-csi = {
      namespace = "kube-system"
      statements = [
        { actions = ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"], resources = [aws_kms_key.this["cluster"].arn] },
        { actions = ["kms:CreateGrant"], resources = [aws_kms_key.this["cluster"].arn], only_for_aws = true },
      ]
    }
  }
}

data "aws_iam_policy_document" "service_account_assume" {
  for_each = { for name, account in local.service_accounts : name => account.namespace }

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.cluster.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:${each.value}:${each.key}"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "service_account" {
  for_each = local.service_accounts

  dynamic "statement" {
    for_each = each.value.statements

    content {
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = try(statement.value.only_for_aws, false) ? [true] : []

        content {
          test     = "Bool"
          variable = "kms:GrantIsForAWSResource"
          values   = ["true"]
        }
      }
    }
  }
}

resource "aws_iam_role" "service_account" {
  for_each = local.service_accounts

  name               = "${local.name}-sa-${each.key}"
  description        = "Service account ${each.value.namespace}/${each.key}."
  assume_role_policy = data.aws_iam_policy_document.service_account_assume[each.key].json
}

resource "aws_iam_role_policy" "service_account" {
  for_each = local.service_accounts

  name   = each.key
  role   = aws_iam_role.service_account[each.key].id
  policy = data.aws_iam_policy_document.service_account[each.key].json
}

# The volumes that the driver makes are known to it alone: AWS's own policy limits it to those it tagged.
resource "aws_iam_role_policy_attachment" "ebs_csi" {
  role       = aws_iam_role.service_account["ebs-csi"].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"
}
