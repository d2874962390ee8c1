using Gaia.Cli.Hosting;
using Gaia.Configurations.Archives;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;
using Gaia.Stacks.Functions;
using Gaia.Stacks.Validation;

namespace Gaia.Cli.Remote;

/// <summary>The configuration of one component instance as an archive in a temporary file.</summary>
internal sealed class PackedConfiguration : IDisposable
{
    private PackedConfiguration(string file, ArchiveSummary summary, IReadOnlyList<string> leftOut, IReadOnlyList<ComponentInstance> statesRead) =>
        (File, Summary, LeftOut, StatesRead) = (file, summary, leftOut, statesRead);

    public string File { get; }

    public ArchiveSummary Summary { get; }

    /// <summary>Files outside the root that the engine read here and the API will not see.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Instances whose outputs it takes by `!terraform.state` and `!terraform.output`.</summary>
    public IReadOnlyList<ComponentInstance> StatesRead { get; }

    /// <exception cref="CliException">It reads a variable that is not sent.</exception>
    public static PackedConfiguration Pack(
        AtmosRepository repository, ComponentInstance instance, IReadOnlyDictionary<string, string> environment, AskedVariables variables, CancellationToken cancellationToken)
    {
        var evaluated = MapNode.Empty;
        var asked = variables.During(() => evaluated = AskFor(instance, cancellationToken));
        WithheldVariables.DemandNone(asked.Where(environment.ContainsKey), instance);
        var root = ConfigurationRoot.Of(repository);
        var read = repository.FilesRead.Concat(repository.Configuration.Files).Distinct().ToLookup(root.Holds);
        var source = new ArchiveSource
        {
            Root = root.Path,
            Files = [.. read[true]],
            Folders = [instance.AbsoluteFolder, .. repository.FoldersRead.Where(root.Holds), .. ComponentPolicy.Places(repository.Configuration, instance)],
            Context = root.Context(repository, environment, variables),
        };
        var file = Path.Combine(Path.GetTempPath(), $"gaia-{Guid.NewGuid():N}.tar.gz");
        try
        {
            // It holds what the environment gave.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var archive = new FileStream(file, options);
            return new(file, ConfigurationArchive.Pack(source, archive, cancellationToken: cancellationToken), [.. read[false]], [.. ReadStates.Of(repository, instance, evaluated)]);
        }
        catch
        {
            System.IO.File.Delete(file);
            throw;
        }
    }

    // Evaluated as far as nothing but the environment is asked: what is read of it is to be sent.
    private static MapNode AskFor(ComponentInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            return instance.Evaluate(new EvaluationOptions { Skip = OutsideFunctions, KeepUnresolved = true }, cancellationToken);
        }
        catch (DocumentException)
        {
            // The API says what is wrong, and of what it was not sent.
            return MapNode.Empty;
        }
    }

    private static readonly string[] OutsideFunctions = [.. FunctionNames.Outside.Select(name => name[1..])];

    public Stream Open() => RegularFile.OpenRead(File);

    public void Dispose() => System.IO.File.Delete(File);
}
