using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Serve;

/// <summary>The caller's environment, so that the services find their programs: dotnet, terraform or tofu, moto's Python.</summary>
internal static class AppHostEnvironment
{
    private const string TerraformCommand = "Gaia__TerraformCommand";

    public static IReadOnlyDictionary<string, string> Of(CliContext context, Installation installation, string dotnet)
    {
        var environment = context.Environment;
        if (Executable.TryFind("dotnet", "/", environment) != dotnet) environment = First(environment, Path.GetDirectoryName(dotnet)!);
        // Where scripts/dev-setup.sh --aws puts it.
        if (installation.Checkout is { } checkout && Path.Combine(checkout, "artifacts", "python", "bin") is var python && File.Exists(Path.Combine(python, "python3")))
            environment = First(environment, python);
        return !environment.ContainsKey(TerraformCommand) && Executable.TryFind("terraform", "/", environment) is null && Executable.TryFind("tofu", "/", environment) is not null
            ? environment.With([new(TerraformCommand, "tofu")])
            : environment;
    }

    private static IReadOnlyDictionary<string, string> First(IReadOnlyDictionary<string, string> environment, string folder) =>
        environment.With([new("PATH", $"{folder}:{environment.GetValueOrDefault("PATH")}")]);
}
