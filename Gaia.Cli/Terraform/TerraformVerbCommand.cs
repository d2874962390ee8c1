using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Documents.Nodes;
using Gaia.Terraform;

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

    private static async Task<int> RunAsync(CliContext context, TerraformVerb verb, ParseResult parsed, TerraformOptions options, string? component)
    {
        var arguments = PassedArguments.Of(parsed, context);
        if (options.Bulk.Any(parsed)) return await TerraformBulk.RunAsync(context, verb, parsed, options, component, arguments);
        if (string.IsNullOrEmpty(component))
            throw new CliException($"terraform {verb.Words}: no component given.", ExitCodes.Failed, "`gaia list components` shows them.");
        using var ahead = TerraformPlacement.Decide(Question(context, verb, parsed, options)) == TerraformPlace.Api ? Online.Ahead(context) : null;
        var repository = Repository.Open(context);
        var instance = repository.Find(component, parsed.RequiredStack(options.Stack, context), "terraform");
        var question = Question(context, verb, parsed, options);
        question = question with { Mode = question.Mode ?? Mode(instance.Merged["settings"]) ?? Mode(repository.Configuration.Raw) };
        return TerraformPlacement.Decide(question) == TerraformPlace.Api
            ? await RemoteTerraform.RunAsync(new RemoteTerraformRequest(verb.Words, repository, instance, arguments), parsed, context, ahead)
            : await TerraformInPlace.RunAsync(context, instance, InPlaceSettings.Read(repository.Configuration, verb, arguments, parsed, options, context));
    }

    /// <summary>What is known before the stacks are read.</summary>
    private static PlaceQuestion Question(CliContext context, TerraformVerb verb, ParseResult parsed, TerraformOptions options) => !verb.CanBeRemote
        ? new PlaceQuestion(verb)
        : new PlaceQuestion(verb)
        {
            Local = parsed.GetValue(options.Local),
            Remote = parsed.GetValue(options.Remote),
            AtmosOnlyFlag = options.AnyAtmosOnly(parsed),
            CommandFromEnvironment = context.Environment.GetValueOrDefault("ATMOS_COMPONENTS_TERRAFORM_COMMAND") is { Length: > 0 },
            Mode = context.Environment.GetValueOrDefault("GAIA_MODE") is { Length: > 0 } mode ? mode : null,
        };

    // gaia: {mode: local}
    private static string? Mode(Node? section) =>
        section is MapNode map && map["gaia"] is MapNode gaia && gaia["mode"] is StringNode mode ? mode.Value : null;
}
