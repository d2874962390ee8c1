using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Cli.Workflows;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Evaluation;
using Gaia.Templates;

namespace Gaia.Cli.CustomCommands;

/// <summary>Runs the steps of a custom command until one fails; templates see .Arguments, .Flags, .TrailingArgs, .ComponentConfig.</summary>
internal sealed class CustomCommandRun(CliContext context, AtmosConfiguration configuration, CustomCommand custom, MapNode arguments)
{
    public async Task<int> RunAsync()
    {
        var data = WithComponent(arguments);
        var directory = custom.WorkingDirectory is { } own ? Path.GetFullPath(own, configuration.BasePath) : context.WorkingDirectory;
        var environment = await EnvironmentAsync(data, directory);
        foreach (var step in custom.Steps)
        {
            var line = Render(step.Line, data, step.Mark);
            var code = step.IsAtmos
                ? await CommandLine.RunAsync(ShellWords.Split(line), context with { Environment = environment, Settings = GlobalSettings.None })
                : await Shell.RunAsync(context, line, directory, environment);
            if (code != ExitCodes.Ok) return code;
        }
        return ExitCodes.Ok;
    }

    private MapNode WithComponent(MapNode data)
    {
        if (custom.ComponentConfig is not { } config) return data;
        var instance = Repository.Open(context).Find(Required(config.Component, "component"), Required(config.Stack, "stack"));
        return data.With("ComponentConfig", DescribeComponent.Of(instance, cancellation: context.Token));

        string Required(string template, string key) => Render(template, data, default) is { } value and not ("" or "<no value>")
            ? value
            : throw new CliException($"Custom command `{custom.Name}`: component_config.{key} '{template}' gives nothing.", ExitCodes.Failed,
                "Give the argument or flag that it is made from.");
    }

    private async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(MapNode data, string directory)
    {
        var environment = StepEnvironment.Of(context, configuration, []);
        foreach (var variable in custom.Env)
        {
            if (variable is { Value.Length: > 0, Command.Length: > 0 })
                throw new CliException($"Custom command `{custom.Name}`: variable {variable.Name} has both value and valueCommand.", ExitCodes.Failed,
                    "Keep one of them in atmos.yaml.");
            var value = variable.Command is { Length: > 0 } command
                ? await ShellOutput.ReadAsync(context, command, directory, environment)
                : Render(variable.Value ?? "", data, default);
            environment = environment.With([new(variable.Name, value)]);
        }
        return environment;
    }

    private string Render(string template, MapNode data, SourceMark mark) =>
        TemplateEngine.Render(template, data, TemplateOptions.Default with { Host = TemplateHosts.Closed, Origin = mark }, context.Token);
}
