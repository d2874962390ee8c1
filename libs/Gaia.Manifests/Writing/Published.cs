using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing;

/// <summary>An application in all its environments, ready to be written.</summary>
/// <param name="Common">The settings' own level, on which every environment rests.</param>
/// <param name="Environments">Ordered by name; none if the settings name none.</param>
public sealed record Published(PublishedEnvironment Common, IReadOnlyList<PublishedEnvironment> Environments)
{
    public IEnumerable<PublishedEnvironment> All => Environments.Prepend(Common);

    /// <summary>Those that somebody applies: the common level only if no environment rests on it.</summary>
    public IReadOnlyList<PublishedEnvironment> Deployed => Environments.Count > 0 ? Environments : [Common];
}

/// <param name="Name">`base` for the common level.</param>
public sealed record PublishedEnvironment(string Name, AppModel Model, IReadOnlyList<KubernetesObject> Objects)
{
    public string Namespace => Model.Settings.Namespace;
}
