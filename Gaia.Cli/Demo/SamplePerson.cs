using Gaia.Contracts;

namespace Gaia.Cli.Demo;

/// <summary>Somebody of the sample's tenant, with a token for as long as the seeding takes.</summary>
internal sealed record SamplePerson(string Name, Role Role)
{
    /// <summary>Asks for most things.</summary>
    public static SamplePerson Ana { get; } = new($"ana@{SampleStory.Tenant}", Role.Operator);

    /// <summary>Approves them, or does not.</summary>
    public static SamplePerson Ben { get; } = new($"ben@{SampleStory.Tenant}", Role.Approver);

    /// <summary>A pipeline that only plans.</summary>
    public static SamplePerson Nightly { get; } = new($"nightly@{SampleStory.Tenant}", Role.Planner);

    public static IReadOnlyList<SamplePerson> All { get; } = [Ana, Ben, Nightly];

    /// <summary>As runs and the audit log name them.</summary>
    public string Actor => $"token:{Name}";
}
