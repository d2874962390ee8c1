namespace Gaia.Contracts;

/// <summary>The stacks that may use a state.</summary>
/// <param name="Id">Of the state: 32 hexadecimal digits.</param>
/// <param name="Stacks">That which used it first comes first.</param>
public sealed record StateOwnersResponse(string Id, IReadOnlyList<string> Stacks);
