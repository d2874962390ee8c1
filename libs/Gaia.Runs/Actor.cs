namespace Gaia.Runs;

/// <summary>Who does it, as the audit log writes it: <c>token:ci-deploy</c>, <c>development</c>, <c>worker:host-1</c>.</summary>
public readonly record struct Actor(string Name)
{
    public override string ToString() => Name;
}
