using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Stacks;
using Gaia.Stacks.Components;
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
        if (verb.Words == "plan") command.Add(PlanJsonFile.Create());
        command.SetAction((parsed, _) => RunAsync(context, verb, parsed, options, parsed.GetValue(component)));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, TerraformVerb verb, ParseResult parsed, TerraformOptions options, string? component)
    {
        var arguments = PassedArguments.Of(parsed, context);
        var question = verb.CanBeRemote ? Question(context, verb, parsed, options) : null;
        if (options.Bulk.Any(parsed))
        {
            if (verb.Words == "plan" && PlanJsonFile.Of(parsed, context, arguments) is not null) throw new CliException("--plan-json is for one component.", ExitCodes.WrongUse);
            var placement = question is null ? null : TerraformPlacement.Decide(question);
            if (placement is not null) context.Say(placement.Words(question!.Context));
            var isAffected = parsed.GetValue(options.Bulk.Affected);
            if (placement is { Place: TerraformPlace.InPlace }) DemandNoneOfApi(verb, RemoteOptions.OnlyThere(parsed, refIsHere: isAffected));
            else if (placement is not null && !isAffected && RemoteOptions.OnlyThere(parsed).Contains("--ref"))
                throw new CliException("--ref is for one component: the flags for bulk operations run the files here.", ExitCodes.WrongUse, "Name one component, or check that revision out.");
            return await TerraformBulk.RunAsync(context, verb, parsed, options, component, arguments, placement?.Place ?? TerraformPlace.InPlace);
        }
        if (string.IsNullOrEmpty(component))
            throw new CliException($"terraform {verb.Words}: no component given.", ExitCodes.Failed, "`gaia list components` shows them.");
        if (verb.Words == StatePush.Words) StatePush.DemandOrder(context, component, arguments);
        using var ahead = question is not null && TerraformPlacement.Decide(question).Place == TerraformPlace.Api ? Online.Ahead(context) : null;
        var repository = Repository.Open(context);
        var instance = repository.Find(component, parsed.RequiredStack(options.Stack, context), "terraform");
        if (question is not null && Place(context, question, instance, repository) == TerraformPlace.Api)
            return await RemoteTerraform.RunAsync(new RemoteTerraformRequest(verb.Words, repository, instance, arguments), parsed, context, ahead);
        if (verb.CanBeRemote) DemandNoneOfApi(verb, RemoteOptions.OnlyThere(parsed));
        return await TerraformInPlace.RunAsync(context, instance, InPlaceSettings.Read(repository.Configuration, verb, arguments, parsed, options, context));
    }

    // What only plans through the API must not apply here.
    private static void DemandNoneOfApi(TerraformVerb verb, IReadOnlyList<string> given)
    {
        if (verb.Words == "plan") given = [.. given.Where(name => name != "--plan-only")]; // it does nothing else here
        if (given.Count == 0) return;
        throw new CliException($"{string.Join(" and ", given)} {(given.Count == 1 ? "goes" : "go")} through Gaia's API, and terraform {verb.Words} runs in place here. Terraform was not started.", ExitCodes.WrongUse,
            verb.Words == "plan" ? "Leave it out, or give --remote." : "Leave it out, or give --remote; `gaia terraform plan` only plans, here as well.");
    }

    /// <summary>What is known before the stacks are read.</summary>
    private static PlaceQuestion Question(CliContext context, TerraformVerb verb, ParseResult parsed, TerraformOptions options) => new(verb, ActiveContext.Of(context))
    {
        Local = parsed.GetValue(options.Local),
        Remote = parsed.GetValue(options.Remote),
        AtmosOnlyFlag = options.AnyAtmosOnly(parsed),
        CommandFromEnvironment = context.Environment.GetValueOrDefault("ATMOS_COMPONENTS_TERRAFORM_COMMAND") is { Length: > 0 },
        Mode = TerraformMode.Of(context),
    };

    private static TerraformPlace Place(CliContext context, PlaceQuestion question, ComponentInstance instance, AtmosRepository repository)
    {
        var mode = question.Mode ?? TerraformMode.Of(instance.Merged["settings"], "settings.gaia.mode", $" of {instance.Name} in {instance.StackName}")
            ?? TerraformMode.Of(repository.Configuration.Raw, "gaia.mode of atmos.yaml", "");
        var placement = TerraformPlacement.Decide(question with { Mode = mode });
        context.Say(placement.Words(question.Context));
        return placement.Place;
    }
}
