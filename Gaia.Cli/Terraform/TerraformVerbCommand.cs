using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Nodes;

namespace Gaia.Cli.Terraform;

/// <summary>One terraform command: finds the component, decides where it runs, runs it.</summary>
internal static class TerraformVerbCommand
{
    public static Command Create(CliContext context, TerraformVerb verb, string name)
    {
        var component = ComponentArgument.Create(context, required: false);
        var options = new TerraformOptions(context);
        var command = new Command(name, verb.Description) { TreatUnmatchedTokensAsErrors = false };
        command.Add(component);
        options.AddTo(command, verb);
        if (verb.CanBeRemote)
            foreach (var option in RemoteTerraform.Options())
                command.Add(option);
        command.SetAction((parsed, _) => RunAsync(context, verb, parsed, options, parsed.GetValue(component)));
        return command;
    }

    private static Task<int> RunAsync(CliContext context, TerraformVerb verb, ParseResult parsed, TerraformOptions options, string? component)
    {
        var arguments = PassedArguments.Of(parsed, context);
        if (options.Bulk.Any(parsed)) return TerraformBulk.RunAsync(context, verb, parsed, options, component, arguments);
        if (string.IsNullOrEmpty(component))
            throw new CliException($"terraform {verb.Words}: no component given.", ExitCodes.Failed, "`gaia list components` shows them.");
        var repository = Repository.Open(context);
        var instance = repository.Find(component, parsed.RequiredStack(options.Stack, context), "terraform");
        TerraformRefusals.Check(instance, verb);
        var settings = InPlaceSettings.Read(repository.Configuration, parsed, options, context);
        return TerraformPlacement.Decide(Question(context, verb, parsed, options, repository, instance)) == TerraformPlace.Api
            ? RemoteTerraform.RunAsync(new RemoteTerraformRequest(verb.Words, repository, instance, arguments), parsed, context)
            : TerraformInPlace.RunAsync(context, instance, verb, settings, arguments);
    }

    private static PlaceQuestion Question(
        CliContext context, TerraformVerb verb, ParseResult parsed, TerraformOptions options, AtmosRepository repository, ComponentInstance instance)
    {
        if (!verb.CanBeRemote) return new PlaceQuestion(verb);
        return new PlaceQuestion(verb)
        {
            Local = parsed.GetValue(options.Local),
            Remote = parsed.GetValue(options.Remote),
            AtmosOnlyFlag = options.AnyAtmosOnly(parsed),
            CommandFromEnvironment = context.Environment.GetValueOrDefault("ATMOS_COMPONENTS_TERRAFORM_COMMAND") is { Length: > 0 },
            Mode = context.Environment.GetValueOrDefault("GAIA_MODE") is { Length: > 0 } mode ? mode
                : Mode(instance.Merged["settings"]) ?? Mode(repository.Configuration.Raw),
        };
    }

    // gaia: {mode: local}
    private static string? Mode(Node? section) =>
        section is MapNode map && map["gaia"] is MapNode gaia && gaia["mode"] is StringNode mode ? mode.Value : null;
}
