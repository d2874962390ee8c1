using System.CommandLine;
using System.Text;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Files;
using Gaia.Stacks.Processes;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>`--plan-json FILE`: the plan for a script to read, whichever way it was made.</summary>
internal static class PlanJsonFile
{
    private const string Name = "--plan-json";

    public static Option<string> Create() => new(Name)
    {
        Description = "Write the plan to a file, as `terraform show -json` prints it; through the API its secrets are masked", HelpName = "file",
    };

    /// <returns>Absolute path; null where it is not asked for.</returns>
    /// <exception cref="CliException">What it excludes was given as well.</exception>
    public static string? Of(ParseResult parsed, CliContext context, IReadOnlyList<string> arguments)
    {
        if (parsed.GetValue<string>(Name) is not { } file) return null;
        var path = Path.GetFullPath(file, context.WorkingDirectory);
        if (file is "" or "-" || Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
            throw new CliException($"{Name} wants the path of a file in a folder that is there, not '{file}'.", ExitCodes.WrongUse);
        var other = arguments.FirstOrDefault(argument => argument.TrimStart('-').Split('=')[0] == "out") ?? (parsed.GetValue<bool>("--detach") ? "--detach" : null);
        if (other is not null) throw new CliException($"{Name} and {other} exclude each other.", ExitCodes.WrongUse);
        RegularFile.Demand(path);
        return new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
    }

    /// <summary>Of the plan file that the command has just written.</summary>
    public static async Task ShowAsync(CliContext context, ActionPlan plan, IReadOnlyDictionary<string, string> environment, string file)
    {
        var show = new ShortCommand(plan.Program, ["show", "-json", plan.Planfile]) { Environment = environment, Folder = plan.Folder };
        var (code, output, errors) = await show.RunAsync(context.Token);
        if (code != 0) throw new CliException($"{plan.Program} show -json {plan.Planfile} exited {code}: {errors.Trim()}", ExitCodes.Failed);
        await WriteAsync(file, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(output), context.Token).AsTask());
    }

    /// <summary>All of it or nothing; for its owner alone, since plans hold secrets.</summary>
    public static async Task WriteAsync(string file, Func<Stream, Task> write)
    {
        var writing = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var stream = new FileStream(writing, options)) await write(stream);
            File.Move(writing, file, overwrite: true);
        }
        catch
        {
            File.Delete(writing);
            throw;
        }
    }
}
