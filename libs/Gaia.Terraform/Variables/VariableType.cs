namespace Gaia.Terraform.Variables;

/// <summary>How terraform reads the text of a <c>-var</c>: by the type that the variable declares.</summary>
/// <param name="declared"><c>string</c>, <c>list(string)</c>, ...; empty where the block has no type.</param>
internal readonly struct VariableType(string declared)
{
    /// <summary>The text is the value; else it is an expression.</summary>
    public bool IsLiteral => declared is "" or "string" or "number" or "bool";

    public override string ToString() => declared;
}
