using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Terraform.Generate;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

internal static class TerraformCommand
{
    public static Command Create(CliContext context)
    {
        var terraform = new Command("terraform", "Plan, apply and destroy components; every other terraform command in place") { Aliases = { "tf" } };
        // A thousand options: made only where the command line is about them, or may be.
        if (context.Words.FirstOrDefault() is { } word && !IsAbout(word)) return terraform;
        foreach (var group in TerraformVerb.All.GroupBy(verb => verb.First))
            terraform.Add(Group(context, group.Key, [.. group]));
        terraform.Add(TerraformShellCommand.Create(context));
        terraform.Add(TerraformCleanCommand.Create(context));
        terraform.Add(TerraformVersionCommand.Create(context));
        terraform.Add(GenerateCommand.Create(context));
        return terraform;
    }

    // The line to complete comes as one word.
    private static bool IsAbout(string word) => word is "terraform" or "tf" || word.Contains(' ');

    private static Command Group(CliContext context, string name, IReadOnlyList<TerraformVerb> verbs)
    {
        var command = verbs.FirstOrDefault(verb => verb.Second is null) is { } own
            ? TerraformVerbCommand.Create(context, own, name)
            : new Command(name, $"terraform {name} ...");
        foreach (var verb in verbs)
            if (verb.Second is { } second)
                command.Add(TerraformVerbCommand.Create(context, verb, second));
        return command;
    }
}
