using System.CommandLine;
using Gaia.Cli.Describe;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Evaluation;
using Gaia.Yq;

namespace Gaia.Cli.Terraform;

/// <summary>Which terraform components --all, --components, --query and --affected mean. Abstract and disabled ones never.</summary>
internal static class BulkSelection
{
    public static async Task<IReadOnlyList<ComponentInstance>> ChooseAsync(
        CliContext context, AtmosRepository repository, ParseResult parsed, TerraformOptions options, EvaluationOptions evaluation)
    {
        var stack = parsed.GetValue(options.Stack);
        if (stack is not null && repository.Stacks.All(known => known.Name != stack)) _ = repository.Find("", stack);
        var names = (parsed.GetValue(options.Bulk.Components) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var affected = parsed.GetValue(options.Bulk.Affected) ? await AffectedAsync(context, repository, parsed, options) : null;
        var instances = repository.Instances(new InstanceFilter { Stack = stack, Components = names, Types = ["terraform"] })
            .Where(instance => instance is { IsAbstract: false, IsEnabled: true } && affected?.Contains((instance.StackName, instance.Name)) != false);
        if (parsed.GetValue(options.Bulk.Query) is { Length: > 0 } query)
            instances = instances.Where(instance => IsTrue(YqExpression.Evaluate(query, instance.Evaluate(evaluation, context.Token))));
        return [.. instances];
    }

    private static async Task<HashSet<(string, string)>> AffectedAsync(
        CliContext context, AtmosRepository repository, ParseResult parsed, TerraformOptions options)
    {
        var bulk = options.Bulk;
        var comparison = new AffectedComparison(parsed.GetValue(bulk.RepoPath), parsed.GetValue(bulk.Sha), parsed.GetValue(bulk.Ref));
        var affected = await comparison.FindAsync(context, repository, query => query with { IncludeDependents = parsed.GetValue(bulk.IncludeDependents) });
        return [.. affected.SelectMany(item => WithDependents(item.Instance, item.Dependents ?? []))];
    }

    private static IEnumerable<(string, string)> WithDependents(ComponentInstance instance, IReadOnlyList<Dependent> dependents) =>
        dependents.SelectMany(dependent => WithDependents(dependent.Instance, dependent.Dependents)).Prepend((instance.StackName, instance.Name));

    private static bool IsTrue(Node result) => result is BoolNode { Value: true } or ListNode { Count: > 0 };
}
