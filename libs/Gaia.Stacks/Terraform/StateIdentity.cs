namespace Gaia.Stacks.Terraform;

/// <summary>What names one Terraform state: two instances with equal identities share it and must not run together.</summary>
/// <param name="Backend">Type and place: `s3://bucket` or `local:components/terraform/app`.</param>
/// <param name="Workspace">Terraform workspace.</param>
/// <param name="Key">Key or path within the backend.</param>
public sealed record StateIdentity(string Backend, string Workspace, string Key)
{
    public override string ToString() => $"{Backend}/{Key}#{Workspace}";
}
