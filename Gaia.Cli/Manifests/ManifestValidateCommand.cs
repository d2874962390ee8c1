using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents;
using Gaia.Manifests;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Writing;

namespace Gaia.Cli.Manifests;

internal static class ManifestValidateCommand
{
    private static readonly string[] Columns = ["environment", "rule", "subject", "message"];

    public static Command Create(CliContext context)
    {
        var schema = new Option<bool>("--schema") { Description = "Print the JSON schema of settings, for an editor" };
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml);
        var command = new Command("validate", "Check settings, manifest and the objects made of them; every finding") { schema, format };
        var selection = ManifestSelection.OfMany(command);
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(schema))
            {
                context.Out.WriteLine(SettingsSchema.Text.TrimEnd());
                return ExitCodes.Ok;
            }

            var findings = await FindAsync(context, selection.Read(parsed), onlySettings: selection.HasSettings(parsed) && !selection.HasManifest(parsed));
            if (parsed.Format(format) != OutputFormat.Table) Document.Write(context, new Rows(Columns, findings).ToNode(), parsed.Format(format));
            else Print(context, findings);
            return findings.Count > 0 ? ExitCodes.Failed : ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> FindAsync(CliContext context, ManifestRequest request, bool onlySettings)
    {
        try
        {
            if (onlySettings)
            {
                await CheckAsync(context, request);
                return [];
            }

            var loaded = await ManifestLoader.ManyAsync(context, request);
            return [.. loaded.Published.All.SelectMany(Findings), .. Losses(loaded.Published)];
        }
        catch (EnvironmentFaultsException several)
        {
            foreach (var hint in several.Hints) context.Say(hint);
            return [.. several.Faults.Select(item => (IReadOnlyList<string>)[item.Environments, item.Fault.Code, item.Fault.Mark.File is null ? "" : item.Fault.Mark.ToString(), item.Fault.Message])];
        }
        catch (ManifestFaultsException several)
        {
            return [.. several.Faults.Select(fault => (IReadOnlyList<string>)["", fault.Code, fault.Mark.File is null ? "" : fault.Mark.ToString(), fault.Message])];
        }
        catch (DocumentException one)
        {
            return [["", one.Code, one.Mark.File is null ? "" : one.Mark.ToString(), one.Message]];
        }
    }

    // The file alone: outputs and what they fill, in the environments that are named.
    private static async Task CheckAsync(CliContext context, ManifestRequest request)
    {
        var settings = ManifestLoader.Settings(context, request, "");
        IReadOnlyList<string> levels = request.Environments.Count > 0 ? request.Environments : [DeploySettings.BaseName, .. settings.Environments];
        settings = await TerraformOutputs.FillAsync(context, settings, request, levels);
        foreach (var name in request.Environments) settings.For(name);
    }

    // What `generate` ends with an error for is found here too.
    private static IEnumerable<IReadOnlyList<string>> Losses(Published published) =>
        from item in NotPublishedList.Of(published)
        where item.IsLoss
        select (IReadOnlyList<string>)[string.Join(", ", NotPublishedList.Environments(published, item)), "not-published", item.Resource, item.Reason];

    private static IEnumerable<IReadOnlyList<string>> Findings(PublishedEnvironment environment)
    {
        IEnumerable<Finding> all =
        [
            // A machine without a cluster has neither.
            .. environment.Model.Settings.IsMachine ? [] : PodSecurity.Check(environment.Objects).Concat(Safeguards.Check(environment.Objects)),
            .. ObjectChecks.Check(environment.Objects, KubernetesObjects.MadeElsewhere(environment.Model)),
        ];
        return all.Select(finding => (IReadOnlyList<string>)
            [environment.Name, finding.Rule, finding.Container is null ? finding.Object : $"{finding.Object}/{finding.Container}", finding.Message]);
    }

    private static void Print(CliContext context, IReadOnlyList<IReadOnlyList<string>> findings)
    {
        foreach (var finding in findings)
            context.Error.WriteLine($"Error: {string.Join(": ", new[] { finding[0].Length > 0 ? $"environment {finding[0]}" : "", finding[2], finding[3] }.Where(word => word.Length > 0))} [{finding[1]}]");
        if (findings.Count == 0) context.Out.WriteLine("Nothing is wrong.");
        else context.Error.WriteLine($"{findings.Count} finding{(findings.Count == 1 ? "" : "s")}.");
    }
}
