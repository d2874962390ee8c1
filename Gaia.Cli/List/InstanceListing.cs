using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Cli.List;

/// <summary>A list with one row for each instance: which ones, and what their columns may name.</summary>
internal sealed class InstanceListing
{
    private readonly CliContext context;
    private readonly Option<string> stack;
    private readonly Option<string> type = new("--type", "-t") { Description = "terraform, helmfile, packer, ...; or real, abstract, all" };
    private readonly MarkFilter marks;
    private readonly EvaluationFlags evaluation;

    public InstanceListing(Command command, CliContext context)
    {
        this.context = context;
        stack = StackOption.Create(context, "Stacks with this name or pattern, such as plat-*-{dev,prod}");
        (marks, evaluation) = (new MarkFilter(context), new EvaluationFlags(context));
        command.Add(stack);
        command.Add(type);
        marks.AddTo(command);
        evaluation.AddTo(command);
    }

    /// <summary>Sorted by stack and component.</summary>
    public IEnumerable<ComponentInstance> Find(ParseResult parsed, Gaia.Stacks.AtmosRepository repository, string? component, bool withAbstract = false)
    {
        var wanted = parsed.GetValue(type) is { Length: > 0 } given ? given : context.Environment.GetValueOrDefault("ATMOS_COMPONENT_TYPE");
        var inStack = parsed.StackPattern(stack, context);
        return repository.Instances(new InstanceFilter
            {
                Components = component is null ? [] : [component],
                Types = wanted is null or "" or "all" or "real" or "abstract" ? [] : [wanted],
                IncludeAbstract = withAbstract || wanted is "all" or "abstract",
            })
            .Where(instance => inStack(instance.StackName) && marks.Keeps(parsed, instance) && (wanted != "abstract" || instance.IsAbstract))
            .OrderBy(instance => instance.StackName, StringComparer.Ordinal).ThenBy(instance => instance.Name, StringComparer.Ordinal);
    }

    public MapNode Row(ParseResult parsed, ComponentInstance instance, bool withSections) =>
        InstanceRow.Of(instance, withSections, evaluation.Read(parsed), context.Token);
}
