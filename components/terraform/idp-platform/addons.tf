# Without these no node becomes ready.
resource "aws_eks_addon" "network" {
  for_each = { vpc-cni = aws_iam_role.service_account["aws-node"].arn, kube-proxy = null }

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"
  service_account_role_arn    = each.value

  depends_on = [aws_iam_role_policy_attachment.service_account]
}

# And these need nodes to run on.
resource "aws_eks_addon" "workload" {
  for_each = { coredns = null, aws-ebs-csi-driver = aws_iam_role.service_account["ebs-csi-controller-sa"].arn }

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"
  service_account_role_arn    = each.value

  depends_on = [aws_eks_node_group.this]
}
