using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Stacks.Components;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>One command for many components, each after those it depends on; destroy the other way round.</summary>
internal static class TerraformBulk
{
    /// <param name="place">Of each of them.</param>
    public static async Task<int> RunAsync(
        CliContext context, TerraformVerb verb, ParseResult parsed, TerraformOptions options, string? component, IReadOnlyList<string> arguments, TerraformPlace place)
    {
        if (!string.IsNullOrEmpty(component))
            throw new CliException($"component `{component}` can't be used with the flags for bulk operations (--all, --affected, --components, --query).", ExitCodes.Failed,
                "Name one component, or choose many with the flags.");
        if (parsed.GetValue(options.Bulk.Affected) && parsed.GetValue(options.Bulk.All))
            throw new CliException("--affected can't be used with --all: it chooses the components itself.", ExitCodes.Failed);
        var repository = Repository.Open(context);
        var settings = InPlaceSettings.Read(repository.Configuration, verb, arguments, parsed, options, context);
        var chosen = await BulkSelection.ChooseAsync(context, repository, parsed, options, settings.Request.Evaluation);
        if (chosen.Count == 0)
        {
            context.Out.WriteLine("No components matched.");
            return ExitCodes.Ok;
        }
        var order = DependencyOrder.Sort(chosen);
        return await RunAllAsync(context, verb, verb.Words == "destroy" ? [.. order.Reverse()] : order, settings, instance => place == TerraformPlace.Api
            ? RemoteTerraform.RunAsync(new(verb.Words, repository, instance, arguments) { FilesHere = true }, parsed, context, null)
            : TerraformInPlace.RunAsync(context, instance, settings));
    }

    private static async Task<int> RunAllAsync(
        CliContext context, TerraformVerb verb, IReadOnlyList<ComponentInstance> order, InPlaceSettings settings, Func<ComponentInstance, Task<int>> run)
    {
        for (var i = 0; i < order.Count; i++)
        {
            var instance = order[i];
            if (!settings.DryRun) context.Error.WriteLine($"[{i + 1}/{order.Count}] terraform {verb.Words} {instance.Name} in {instance.StackName}");
            var code = await run(instance);
            if (code is not (ExitCodes.Ok or 2) || (code == 2 && !settings.Request.Arguments.Contains("-detailed-exitcode")))
            {
                context.Error.WriteLine($"terraform {verb.Words} {instance.Name} in {instance.StackName} exited {code}; "
                    + $"{order.Count - i - 1} after it did not run.");
                return code;
            }
        }
        return ExitCodes.Ok;
    }
}
