using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Yq;

namespace Gaia.Cli.Terraform;

/// <summary>Which terraform components --all, --components, --query and --affected mean. Abstract and disabled ones never.</summary>
internal static class BulkSelection
{
    public static IReadOnlyList<ComponentInstance> Choose(
        CliContext context, AtmosRepository repository, ParseResult parsed, TerraformOptions options, EvaluationOptions evaluation)
    {
        var stack = parsed.GetValue(options.Stack);
        if (stack is not null && repository.Stacks.All(known => known.Name != stack)) _ = repository.Find("", stack);
        var names = (parsed.GetValue(options.Bulk.Components) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var instances = repository.Instances(new InstanceFilter { Stack = stack, Components = names, Types = ["terraform"] })
            .Where(instance => instance is { IsAbstract: false, IsEnabled: true });
        if (parsed.GetValue(options.Bulk.Query) is { Length: > 0 } query)
            instances = instances.Where(instance => IsTrue(YqExpression.Evaluate(query, instance.Evaluate(evaluation, context.Token))));
        return [.. instances];
    }

    private static bool IsTrue(Node result) => result is BoolNode { Value: true } or ListNode { Count: > 0 };
}
