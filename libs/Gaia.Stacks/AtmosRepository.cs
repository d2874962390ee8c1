using Gaia.Documents;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;
using Gaia.Stacks.Functions;
using Gaia.Stacks.Includes;
using Gaia.Stacks.Manifests;
using Gaia.Stacks.Naming;
using Gaia.Stacks.Secrets;
using Gaia.Stacks.Stores;
using Gaia.Stacks.Terraform;
using Gaia.Templates;

namespace Gaia.Stacks;

/// <summary>An Atmos repository as it is on disk now. Files are read once; open it again to see changes.</summary>
public sealed class AtmosRepository
{
    private readonly Lock loading = new();
    private readonly AsyncLocal<bool> isLoading = new();
    private IReadOnlyList<Stack>? stacks;
    private readonly Lazy<ILookup<string, ComponentInstance>> byName;
    private readonly BackendChecks backendChecks = new();
    private readonly Locals locals;
    private readonly ManifestImporter importer;
    private readonly Resolution resolution;
    private readonly SecretsRead secrets = new();

    // The parts of one open repository, wired once.
    private AtmosRepository(RepositoryOptions options)
    {
        Options = options;
        options.Root.Demand(options.WorkingDirectory);
        Files = new RepositoryFiles(options.Root);
        var remote = new RemoteFiles(options, Files);
        Configuration = new ConfigurationLoader(options, Files, remote).Load();
        var host = TemplateHosts.Of(options, new TemplateFiles(options.Root, Configuration.BasePath, Files.Note));
        var templates = new ManifestTemplates(host);
        var stores = new StoreCatalog(Configuration.Stores, options.Environment, Configuration.BasePath, options.Root, options.Variables) { Secrets = secrets };
        var outputs = new InstanceOutputs(options, secrets);
        var functions = new FunctionTable(options, stores, outputs, Find);
        var templateFunctions = new AtmosTemplateFunctions(options, functions, stores, outputs, Find);
        var evaluator = new ComponentEvaluator(Configuration, functions, templateFunctions, host);
        TemplateOptions = new TemplateOptions { Host = host, Functions = templateFunctions.Table };
        var stacksFolder = Configuration.Stacks.BasePath;
        var includes = new IncludeFunction(Files, Configuration.BasePath, options.WorkingDirectory, remote.Fetch);
        Texts = new ManifestText(Files, includes, stacksFolder, options.WorkingDirectory);
        locals = new Locals(templates, evaluator.Local);
        importer = new ManifestImporter(new ManifestBodies(Texts, templates, locals),
            new ImportPaths(stacksFolder, Files, import => remote.Fetch(import.Path, import.Mark)), templates, Configuration);
        var names = new StackNames(Configuration, templates);
        resolution = new Resolution(Configuration, importer.Lists, names, new ComponentFolders(Configuration, Files), new ComponentResolver(Configuration),
            evaluator, new Workspaces(Configuration, templates), new Dependencies(names, Named), stores);
        byName = new(() => Stacks.SelectMany(stack => stack.Instances).ToLookup(instance => instance.Name, StringComparer.Ordinal), LazyThreadSafetyMode.PublicationOnly);
    }

    public AtmosConfiguration Configuration { get; }

    /// <summary>In the order of their manifest files.</summary>
    public IReadOnlyList<Stack> Stacks => Volatile.Read(ref stacks) ?? LoadedOnce();

    /// <summary>Absolute paths of every file read so far: what an archive needs beside the component's folder.</summary>
    public IReadOnlyCollection<string> FilesRead => Files.Read;

    /// <summary>Absolute paths of folders whose contents templates asked about.</summary>
    public IReadOnlyCollection<string> FoldersRead => Files.Folders;

    /// <summary>Values that were read so far from stores and from sensitive outputs of states.</summary>
    public IReadOnlyCollection<string> SecretsRead => secrets.Values;

    internal RepositoryOptions Options { get; }

    internal RepositoryFiles Files { get; }

    /// <summary>With which templates of a component are rendered where nothing else is set.</summary>
    internal TemplateOptions TemplateOptions { get; }

    internal ManifestText Texts { get; }

    internal ComponentFolders Folders => resolution.Folders;

    /// <exception cref="DocumentException">The configuration is missing where it was named, or wrong.</exception>
    public static AtmosRepository Open(RepositoryOptions options) => new(options);

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

    internal IReadOnlyList<string> ManifestFiles() => ManifestDiscovery.Find(Configuration, Files);

    internal Stack Import(string file) => new(resolution, importer.Import(file));

    internal Locals.Resolved LocalsOf(Stack stack) => locals.Resolve(Texts.Parse(Texts.File(stack.AbsoluteFile)));

    // Whoever was cut short, by a budget or because nobody waited any more, leaves nothing behind for the next.
    private IReadOnlyList<Stack> LoadedOnce()
    {
        if (isLoading.Value)
            throw new StacksInvalidException("evaluation.cycle", "a function in `locals` asks for an instance, but no stack is known before all locals are; use it in a component");
        lock (loading)
        {
            if (stacks is not null) return stacks;
            isLoading.Value = true;
            try
            {
                return stacks = Load();
            }
            finally
            {
                isLoading.Value = false;
            }
        }
    }

    private IReadOnlyList<Stack> Load()
    {
        var files = ManifestFiles();
        var loaded = new Stack[files.Count];
        var faults = new Exception?[files.Count];
        Parallel.For(0, files.Count, i =>
        {
            try
            {
                loaded[i] = Import(files[i]);
                backendChecks.Check(loaded[i]);
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
