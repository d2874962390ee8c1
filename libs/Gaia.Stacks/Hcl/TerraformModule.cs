using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Hcl;

/// <summary>What the .tf files of a folder declare, read without Terraform: enough to describe and to find dependencies.</summary>
public sealed record TerraformModule(
    IReadOnlyList<TerraformVariable> Variables,
    IReadOnlyList<TerraformOutput> Outputs,
    IReadOnlyList<TerraformModuleCall> ModuleCalls,
    IReadOnlyList<TerraformProviderRequirement> RequiredProviders,
    string? RequiredVersion)
{
    /// <exception cref="HclException">A file is no HCL.</exception>
    public static TerraformModule Read(string folder) => TerraformModuleReader.Read(folder);
}

/// <param name="Default">Null when the variable is required; a value that needs Terraform is kept as "${text}".</param>
public sealed record TerraformVariable(string Name, string? Type, string? Description, Node? Default, bool Sensitive, SourceMark Mark);

public sealed record TerraformOutput(string Name, string? Description, bool Sensitive, SourceMark Mark);

/// <param name="Source">As written: ./modules/vpc, terraform-aws-modules/vpc/aws, git::https://...</param>
public sealed record TerraformModuleCall(string Name, string Source, string? Version, SourceMark Mark)
{
    public bool IsLocal => Source.StartsWith("./", StringComparison.Ordinal) || Source.StartsWith("../", StringComparison.Ordinal);
}

public sealed record TerraformProviderRequirement(string Name, string? Source, string? Version);
