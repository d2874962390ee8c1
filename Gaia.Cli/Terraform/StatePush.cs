using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Contracts;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Terraform;

/// <summary><c>terraform state push COMPONENT FILE</c>: terraform would say no more of a refusal than its HTTP status.</summary>
internal static class StatePush
{
    public const string Words = "state push";

    /// <exception cref="CliException">The file stands where the component is expected.</exception>
    public static void DemandOrder(CliContext context, string component, IReadOnlyList<string> arguments)
    {
        if (component != "-" && !File.Exists(Path.GetFullPath(component, context.WorkingDirectory))) return;
        throw new CliException($"terraform {Words}: {component} stands where the component is expected. The component comes first, then the file.", ExitCodes.WrongUse,
            $"Such as `gaia terraform {Words} {FileOf(arguments) ?? "COMPONENT"} {component} -s STACK`.");
    }

    /// <param name="kept">What Gaia has; null where it has none.</param>
    /// <exception cref="CliException">It does not follow upon that: the API refuses it, -force or not.</exception>
    public static void DemandSuccessor(StateResponse? kept, ComponentInstance instance, IReadOnlyList<string> arguments)
    {
        if (kept is not { Version: > 0 } || FileOf(arguments) is not { } file || Read(Path.GetFullPath(file, instance.AbsoluteFolder)) is not var (lineage, serial)) return;
        var of = $"{instance.Name} in {instance.StackName}";
        if (lineage != kept.Lineage)
            throw new CliException($"{file} has lineage {lineage}, and the state that Gaia keeps of {of} has {kept.Lineage}: it is the state of other infrastructure. Nothing was replaced.", ExitCodes.Conflict,
                "-force does not change that. Push it to the component that it is of; `gaia state versions` lists what can be rolled back to.");
        if (serial < kept.Serial)
            throw new CliException($"{file} has serial {serial}, and the state that Gaia keeps of {of} is at {kept.Serial}: it is older. Nothing was replaced.", ExitCodes.Conflict,
                $"-force does not change that. `gaia state rollback {instance.Name} VERSION -s {instance.StackName}` goes back; `gaia state versions` lists them.");
    }

    private static string? FileOf(IReadOnlyList<string> arguments) => arguments.FirstOrDefault(word => !word.StartsWith('-'));

    // {"version":4,"serial":3,"lineage":"7a1c..."}; anything else is left for terraform to refuse.
    private static (string Lineage, long Serial)? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var json = JsonDocument.Parse(RegularFile.ReadBytes(path));
            return (json.RootElement.GetProperty("lineage").GetString() ?? "", json.RootElement.GetProperty("serial").GetInt64());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
