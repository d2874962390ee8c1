using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;

namespace Gaia.Stacks;

/// <summary>An Atmos repository as it is on disk now. Files are read once; open it again to see changes.</summary>
public sealed class AtmosRepository
{
    private AtmosRepository(AtmosConfiguration configuration) => Configuration = configuration;

    public AtmosConfiguration Configuration { get; }

    /// <summary>In the order of their manifest files.</summary>
    public IReadOnlyList<Stack> Stacks => [];

    /// <summary>Absolute paths of every file read so far: what an archive needs beside the component's folder.</summary>
    public IReadOnlyCollection<string> FilesRead => [];

    public static AtmosRepository Open(RepositoryOptions options) => throw new StacksInvalidException("stacks.building", "not yet");

    /// <summary>The one instance of that name; of all types when <paramref name="type"/> is null, terraform first.</summary>
    /// <exception cref="StacksNotFoundException">`stack.not-found` or `component.not-found`, with the nearest names.</exception>
    public ComponentInstance Find(string component, string stack, string? type = null) => throw new StacksInvalidException("stacks.building", "not yet");

    public IEnumerable<ComponentInstance> Instances(InstanceFilter? filter = null) => [];
}
