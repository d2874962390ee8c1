namespace Gaia.Manifests.Checks;

/// <summary>A rule that an object does not keep.</summary>
/// <param name="Rule">`DS001`, `capabilities`, `reference.secret`, ...</param>
/// <param name="Object">`Deployment/api`.</param>
/// <param name="Container">Null: it is about the pod or the object as a whole.</param>
/// <param name="Message">What is wrong and what has to be, in one sentence.</param>
public sealed record Finding(string Rule, string Object, string? Container, string Message)
{
    public string Describe() => Container is null ? $"{Object}: {Message} [{Rule}]" : $"{Object}, container {Container}: {Message} [{Rule}]";
}
