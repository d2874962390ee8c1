# One role per Kubernetes service account (IRSA), by the account's name: what it may do is in service-account-permissions.tf.
# Namespaces stand by themselves: the nodes wait for aws-node's role, which must not wait for what others may read.
locals {
  service_accounts = {
    api                          = "gaia"
    worker                       = "gaia"
    backup                       = "gaia"
    external-dns                 = "kube-system"
    aws-load-balancer-controller = "kube-system"
    cluster-autoscaler           = "kube-system"
    # These two names are the add-ons' own.
    aws-node              = "kube-system"
    ebs-csi-controller-sa = "kube-system"
  }

  issuer = replace(aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://", "")
}

resource "aws_iam_openid_connect_provider" "cluster" {
  url            = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
  # Checked by AWS only for issuers outside AWS, but the API wants one.
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

data "aws_iam_policy_document" "service_account_assume" {
  for_each = local.service_accounts

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

resource "aws_iam_role" "service_account" {
  for_each = local.service_accounts

  name               = "${local.name}-sa-${each.key}"
  description        = "Service account ${each.value}/${each.key}."
  assume_role_policy = data.aws_iam_policy_document.service_account_assume[each.key].json
}

# What these two touch (addresses, volumes) is known to them alone: AWS's own policies limit them to what they tagged.
resource "aws_iam_role_policy_attachment" "service_account" {
  for_each = {
    aws-node              = "AmazonEKS_CNI_Policy"
    ebs-csi-controller-sa = "service-role/AmazonEBSCSIDriverPolicy"
  }

  role       = aws_iam_role.service_account[each.key].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/${each.value}"
}
