using Gaia.Documents;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Manifests;

namespace Gaia.Stacks;

/// <summary>An Atmos repository as it is on disk now. Files are read once; open it again to see changes.</summary>
public sealed class AtmosRepository
{
    private readonly Lazy<IReadOnlyList<Stack>> stacks;
    private readonly Lazy<ILookup<string, ComponentInstance>> byName;

    private AtmosRepository(Engine engine)
    {
        Engine = engine;
        engine.Repository = this;
        stacks = new Lazy<IReadOnlyList<Stack>>(Load);
        byName = new(() => Stacks.SelectMany(stack => stack.Instances).ToLookup(instance => instance.Name, StringComparer.Ordinal));
    }

    public AtmosConfiguration Configuration => Engine.Configuration;

    /// <summary>In the order of their manifest files.</summary>
    public IReadOnlyList<Stack> Stacks => stacks.Value;

    /// <summary>Absolute paths of every file read so far: what an archive needs beside the component's folder.</summary>
    public IReadOnlyCollection<string> FilesRead => Engine.Files.Read;

    internal Engine Engine { get; }

    /// <exception cref="DocumentException">The configuration is missing where it was named, or wrong.</exception>
    public static AtmosRepository Open(RepositoryOptions options) => new(new Engine(options));

    /// <summary>The one instance of that name; of all types when <paramref name="type"/> is null, terraform first.</summary>
    /// <exception cref="StacksNotFoundException">`stack.not-found` or `component.not-found`, with the nearest names.</exception>
    public ComponentInstance Find(string component, string stack, string? type = null) =>
        new InstanceSearch(this).Find(component, stack, type);

    /// <summary>In the order of stacks, types and names.</summary>
    public IEnumerable<ComponentInstance> Instances(InstanceFilter? filter = null) => new InstanceSearch(this).All(filter ?? new InstanceFilter());

    /// <summary>Every stack by its name, in the order of manifests; each name once, with the first manifest that gives it.</summary>
    /// <exception cref="StacksInvalidException">`stack.name`: a variable that a name is made from is missing.</exception>
    public IEnumerable<(string Name, Stack Stack)> StackNames() => new InstanceSearch(this).StackNames();

    /// <summary>Every instance of a component, whatever its type and stack.</summary>
    internal IEnumerable<ComponentInstance> Named(string component) => byName.Value[component];

    private IReadOnlyList<Stack> Load()
    {
        var files = ManifestDiscovery.Find(Configuration, Engine.Files);
        var loaded = new Stack[files.Count];
        var faults = new Exception?[files.Count];
        Parallel.For(0, files.Count, i =>
        {
            try
            {
                loaded[i] = new Stack(Engine, Engine.Importer.Import(files[i]));
                Engine.BackendChecks.Check(loaded[i]);
            }
            catch (DocumentException fault)
            {
                faults[i] = loaded[i]?.Leads(fault) == true ? loaded[i].Led(fault) : fault;
            }
        });
        // The first in the order of files, so that the same repository gives the same error every time.
        if (Array.Find(faults, fault => fault is not null) is { } first) throw Rethrown(first);
        return loaded;
    }

    private static Exception Rethrown(Exception fault)
    {
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        return fault;
    }
}
