using Gaia.Cli.Hosting;

namespace Gaia.Cli.Serve;

/// <summary>The AppHost that this gaia starts: the one built in its checkout, or the one it was unpacked with.</summary>
/// <param name="AppHost">Path of Gaia.AppHost.dll.</param>
/// <param name="Checkout">Null in a bundle, where <c>gaia</c> lies beside <c>lib/Gaia.AppHost</c>.</param>
internal sealed record Installation(string AppHost, string? Checkout)
{
    private const string Solution = "Gaia.Aspire.sln";
    private const string Assembly = "Gaia.AppHost.dll";

    /// <returns>Null where neither the program nor the folder leads to one.</returns>
    /// <exception cref="CliException">There is a checkout, but nothing is built in it.</exception>
    public static Installation? Find(string? program, string workingDirectory)
    {
        var beside = Path.GetDirectoryName(program);
        if (beside is not null && Path.Combine(beside, "lib", "Gaia.AppHost", Assembly) is var bundled && File.Exists(bundled)) return new(bundled, null);
        var checkout = (beside is null ? null : CheckoutAbove(beside)) ?? CheckoutAbove(workingDirectory);
        return checkout is null ? null : new(Built(checkout) ?? throw NotBuilt(checkout), checkout);
    }

    public static CliException Missing() => new(
        "There is no Gaia to start: neither beside this program nor in the current folder or one above it.", ExitCodes.Failed,
        "Go to a checkout of Gaia, or use the gaia of an unpacked bundle.");

    private static CliException NotBuilt(string checkout) => new(
        $"Gaia is not built in {checkout}.", ExitCodes.Failed, "Run ./scripts/build.sh there, or ./scripts/start-dev.sh, which also installs what is missing.");

    private static string? Built(string checkout) => new[] { "debug", "release" }
        .Select(configuration => Path.Combine(checkout, "artifacts", "bin", "Gaia.AppHost", configuration, Assembly))
        .FirstOrDefault(File.Exists);

    private static string? CheckoutAbove(string folder)
    {
        for (string? at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, Solution)))
                return at;
        return null;
    }
}
