namespace Gaia.Cli.Terraform;

/// <summary>
/// Takes terraform's own single-dash options out of the line, so that neither `-target=x` nor the `x` of `-target x` is
/// mistaken for a component: `terraform plan -target aws_s3_bucket.logs app -s dev -var a=b`.
/// </summary>
internal static class TerraformArguments
{
    private static readonly HashSet<string> TakeValue = new(StringComparer.Ordinal)
    {
        "-var", "-var-file", "-target", "-replace", "-exclude", "-out", "-backend-config", "-state", "-state-out", "-backup",
        "-lock-timeout", "-parallelism", "-config", "-plugin-dir", "-from-module", "-test-directory", "-filter", "-type",
        "-module-depth", "-plan", "-generate-config-out", "-platform", "-fs-mirror", "-net-mirror", "-junit-xml",
    };

    public static (IReadOnlyList<string> Ours, IReadOnlyList<string> Terraforms) Split(IReadOnlyList<string> args)
    {
        if (!IsTerraform(args)) return (args, []);
        var (ours, theirs) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsTerraformOption(args[i])) { ours.Add(Rewritten(args[i])); continue; }
            theirs.Add(args[i]);
            if (TakeValue.Contains(args[i]) && i + 1 < args.Count) theirs.Add(args[++i]);
        }
        return (ours, theirs);
    }

    // Atmos's one option with and without a value: --from-plan applies the usual plan file, --from-plan=FILE that one.
    private static string Rewritten(string arg) =>
        arg.StartsWith("--from-plan=", StringComparison.Ordinal) ? "--planfile=" + arg["--from-plan=".Length..] : arg;

    private static bool IsTerraform(IReadOnlyList<string> args) =>
        args.FirstOrDefault(arg => !arg.StartsWith('-')) is "terraform" or "tf" || args.Contains("terraform") || args.Contains("tf");

    // "-s", "-sdev" and "-s=dev" are ours; terraform's options are words of two letters and more: -no-color, -out=x.
    private static bool IsTerraformOption(string arg)
    {
        if (arg.Length < 3 || arg[0] != '-' || arg[1] == '-') return false;
        var name = arg.Split('=')[0];
        return TakeValue.Contains(name) || Flags.Contains(name);
    }

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal)
    {
        "-destroy", "-refresh", "-refresh-only", "-detailed-exitcode", "-json", "-no-color", "-auto-approve", "-input", "-lock",
        "-compact-warnings", "-consolidate-warnings", "-consolidate-errors", "-concise", "-show-sensitive", "-backend", "-force-copy",
        "-get", "-reconfigure", "-migrate-state", "-upgrade", "-lockfile", "-ignore-remote-version", "-raw", "-no-tests",
        "-allow-missing-config", "-allow-missing", "-list", "-write", "-diff", "-check", "-recursive", "-draw-cycles", "-force",
        "-verbose", "-help", "-update", "-id", "-dry-run", "-or-create", "-enable-plugin-cache", "-allow-deferral", "-cloud-run",
    };

    /// <summary>Whether terraform has an option of that name, so that `--refresh=false` is passed on and `--stak` is refused.</summary>
    public static bool Knows(string option)
    {
        var name = "-" + option.TrimStart('-').Split('=')[0];
        return TakeValue.Contains(name) || Flags.Contains(name);
    }
}
