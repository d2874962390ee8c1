using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Tests;

/// <summary>A repository in a folder of its own, gone when disposed.</summary>
internal sealed class TestRepository : IDisposable
{
    public const string Configuration =
        """
        base_path: ./
        components: {terraform: {base_path: components/terraform}}
        stacks: {base_path: stacks, included_paths: ["deploy/**/*"], excluded_paths: ["**/_defaults.yaml"], name_template: "{{ .vars.stage }}"}
        templates: {settings: {enabled: true, sprig: {enabled: true}, gomplate: {enabled: true}}}
        """;

    public TestRepository(params ReadOnlySpan<(string Path, string Text)> files)
    {
        Folder = Directory.CreateTempSubdirectory("gaia-stacks-").FullName;
        foreach (var (path, text) in files) Write(path, text);
        if (!File.Exists(At("atmos.yaml"))) Write("atmos.yaml", Configuration);
    }

    public string Folder { get; }

    public Dictionary<string, string> Environment { get; } = new() { ["ATMOS_GIT_ROOT_BASEPATH"] = "false" };

    public OutsideAccess Outside { get; set; } = OutsideAccess.None;

    public FetchFile? Fetch { get; init; }

    public RepositoryRoot Root { get; set; } = RepositoryRoot.Anywhere;

    public RepositoryOptions Options => new()
    {
        Root = Root,
        WorkingDirectory = Folder, Environment = Environment, Outside = Outside, SearchOutward = false, Fetch = Fetch,
        CacheDirectory = At(".cache"),
    };

    public string At(string path) => Path.Join(Folder, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    public AtmosRepository Open() => AtmosRepository.Open(Options);

    public ComponentInstance Find(string component, string stack) => Open().Find(component, stack);

    public MapNode Evaluate(string component, string stack, EvaluationOptions? options = null) => Find(component, stack).Evaluate(options);

    public DocumentException Fails(Action<AtmosRepository>? use = null) =>
        Assert.ThrowsAny<DocumentException>(() => (use ?? (repository => _ = repository.Stacks))(Open()));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
