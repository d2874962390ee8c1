namespace Gaia.Terraform.Variables;

/// <summary>One <c>-var</c> or <c>-var-file</c> of a command. Either a name with its value, or a file with its content.</summary>
/// <param name="File">As the caller named it: <c>prod.tfvars</c>, <c>../shared.tfvars.json</c>.</param>
public sealed record GivenVariable(string? Name = null, string? Value = null, string? File = null, string? Content = null)
{
    public GivenVariable WithoutValue() => new(Name, File: File);

    /// <summary>What may be shown of it; its value may be secret.</summary>
    public override string ToString() => Name ?? File ?? "";
}
