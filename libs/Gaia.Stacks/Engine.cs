using System.Collections.Concurrent;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;
using Gaia.Stacks.Functions;
using Gaia.Stacks.Includes;
using Gaia.Stacks.Manifests;
using Gaia.Stacks.Naming;
using Gaia.Stacks.Stores;
using Gaia.Templates;

namespace Gaia.Stacks;

/// <summary>The parts of one open repository, wired once.</summary>
internal sealed class Engine
{
    private readonly ConcurrentDictionary<(string Type, string Folder), MapNode> componentInfos = new();

    public Engine(RepositoryOptions options)
    {
        Options = options;
        Files = new RepositoryFiles();
        Remote = new RemoteFiles(options);
        Configuration = new ConfigurationLoader(options, Files, Remote).Load();
        Host = TemplateHosts.Of(options, Configuration);
        Templates = new ManifestTemplates(Host);
        Names = new StackNames(Configuration, Templates);
        Components = new ComponentResolver(Configuration);
        Outputs = new InstanceOutputs(this);
        Stores = new StoreCatalog(Configuration.Stores, options.Environment, Configuration.BasePath);
        Evaluator = new ComponentEvaluator(this);
        var stacksFolder = Configuration.Stacks.BasePath;
        var includes = new IncludeFunction(Files, Configuration.BasePath, options.WorkingDirectory, Remote.Fetch);
        Texts = new ManifestText(Files, includes, stacksFolder, options.WorkingDirectory);
        Locals = new Locals(Templates, Evaluator.Local);
        Importer = new ManifestImporter(new ManifestBodies(Texts, Templates, Locals),
            new ImportPaths(stacksFolder, Files, import => Remote.Fetch(import.Path, import.Mark)), Templates, Configuration);
    }

    public RepositoryOptions Options { get; }

    public RepositoryFiles Files { get; }

    public RemoteFiles Remote { get; }

    public AtmosConfiguration Configuration { get; }

    public TemplateHost Host { get; }

    public ManifestTemplates Templates { get; }

    public ManifestText Texts { get; }

    public Locals Locals { get; }

    public ManifestImporter Importer { get; }

    public StackNames Names { get; }

    public BackendChecks BackendChecks { get; } = new();

    public ComponentResolver Components { get; }

    public ComponentEvaluator Evaluator { get; }

    public InstanceOutputs Outputs { get; }

    public StoreCatalog Stores { get; }

    public AtmosRepository Repository { get; set; } = null!;

    public string TypeFolder(string type) => type switch
    {
        "terraform" => Configuration.Terraform.BasePath,
        "helmfile" => Configuration.Helmfile.BasePath,
        "packer" => Configuration.Packer.BasePath,
        _ => Paths.Join(Configuration.BasePath,
            Configuration.Raw.At("components", type, "base_path") is StringNode path ? path.Value : $"components/{type}"),
    };

    public string RawTypeFolder(string type) => type switch
    {
        "terraform" => Configuration.Terraform.RawBasePath,
        "helmfile" => Configuration.Helmfile.RawBasePath,
        "packer" => Configuration.Packer.RawBasePath,
        _ => Configuration.Raw.At("components", type, "base_path") is StringNode path ? path.Value : $"components/{type}",
    };

    /// <summary>The same for every instance of a folder.</summary>
    public MapNode ComponentInfo(string type, string folder) => componentInfos.GetOrAdd((type, folder), key => new MapNode(
    [
        new("component_path", new StringNode(Paths.Clean(Configuration.RawBasePath, RawTypeFolder(key.Type), key.Folder))),
        new("component_type", new StringNode(key.Type)),
    ]));

    public bool ComponentFolderExists(string type, string folder) => Files.FolderExists(Paths.Join(TypeFolder(type), folder));
}
