using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Terraform.Generate;

/// <summary>What the generate commands share: whom for, how evaluated, and whether to write at all.</summary>
internal sealed class GenerateOptions
{
    private readonly CliContext context;
    private readonly Argument<string>? component;
    private readonly Option<string> stack;
    private readonly EvaluationFlags evaluation;
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would be written" };

    public GenerateOptions(Command command, CliContext context, bool one)
    {
        this.context = context;
        stack = StackOption.Create(context);
        evaluation = new EvaluationFlags(context);
        if (one) command.Add(component = ComponentArgument.Create(context));
        command.Add(stack);
        command.Add(dryRun);
        evaluation.AddTo(command);
    }

    public ComponentInstance Find(ParseResult parsed) =>
        Repository.Open(context).Find(parsed.GetValue(component!)!, parsed.RequiredStack(stack, context), "terraform");

    /// <summary>Every concrete terraform component of the stacks and components given, comma-separated.</summary>
    public IEnumerable<ComponentInstance> All(AtmosRepository repository, IReadOnlyList<string> stacks, IReadOnlyList<string> components) =>
        repository.Instances(new InstanceFilter { Components = components, Types = ["terraform"] })
            .Where(instance => stacks.Count == 0 || stacks.Contains(instance.StackName) || stacks.Contains(instance.StackFile));

    public EvaluationOptions Evaluation(ParseResult parsed) => evaluation.Read(parsed);

    public string? Stack(ParseResult parsed) => parsed.GetValue(stack);

    public void Write(ParseResult parsed, string path, byte[] content)
    {
        var shown = ShownPath.Of(context, path);
        if (parsed.GetValue(dryRun))
        {
            context.Out.WriteLine($"Would write {shown} ({content.Length} bytes)");
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        RegularFile.Write(path, content);
        context.Error.WriteLine($"Wrote {shown}");
    }
}
