using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Validation;
using Gaia.Terraform.Policies;

namespace Gaia.Cli.Validate;

internal static class ValidateComponentCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context);
        var stack = StackOption.Create(context);
        var schemaPath = new Option<string>("--schema-path") { Description = "Schema or policy, instead of those of settings.validation" };
        var schemaType = new Option<string>("--schema-type") { Description = "jsonschema or opa" };
        OneOf.Demand(schemaType, "jsonschema", "opa");
        var modulePaths = new Option<string[]>("--module-paths") { Description = "Further policy files or folders for opa" };
        var timeout = new Option<int>("--timeout") { Description = "Seconds that a policy may take; 20 unless it says otherwise" };
        var command = new Command("component", "Check a component against its schemas and policies") { component, stack, schemaPath, schemaType, modulePaths, timeout };
        command.SetAction(async (parsed, _) =>
        {
            var repository = Repository.Open(context);
            var instance = repository.Find(parsed.GetValue(component)!, parsed.RequiredStack(stack, context));
            IReadOnlyList<ComponentPolicy> policies = parsed.GetValue(schemaPath) is { } path
                ? [new ComponentPolicy("--schema-path", parsed.GetValue(schemaType) ?? (path.EndsWith(".rego", StringComparison.Ordinal) ? "opa" : "jsonschema"),
                    path, Names.Of(parsed, modulePaths))]
                : ComponentPolicy.Of(instance);
            if (parsed.GetValue(timeout) is > 0 and var seconds) policies = [.. policies.Select(policy => policy with { Timeout = seconds })];
            var problems = await new PolicyCheck(repository.Configuration, context.Environment).RunAsync(instance, policies, context.Token);
            foreach (var problem in problems) context.Error.WriteLine($"Error: {problem}");
            if (problems.Count > 0) return ExitCodes.Failed;
            context.Out.WriteLine($"Component '{instance.Name}' in stack '{instance.StackName}' is valid ({policies.Count} checked)");
            return ExitCodes.Ok;
        });
        return command;
    }
}
