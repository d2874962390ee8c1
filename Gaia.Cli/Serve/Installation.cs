using Gaia.Cli.Hosting;

namespace Gaia.Cli.Serve;

/// <summary>Where the AppHost lies that this gaia starts: built in a checkout, or unpacked with a bundle.</summary>
/// <param name="Checkout">Null in a bundle, where <c>gaia</c> lies beside <c>lib/Gaia.AppHost</c>.</param>
internal sealed record Installation(string? Checkout, string? Bundle)
{
    private const string Solution = "Gaia.Aspire.sln";
    private const string Assembly = "Gaia.AppHost.dll";

    /// <returns>Null where neither the program nor the folder leads to one.</returns>
    public static Installation? Find(string? program, string workingDirectory)
    {
        var beside = Path.GetDirectoryName(program);
        if (beside is not null && Directory.Exists(Path.Combine(beside, "lib", "Gaia.AppHost"))) return new(null, beside);
        return ((beside is null ? null : CheckoutAbove(beside)) ?? CheckoutAbove(workingDirectory)) is { } checkout ? new(checkout, null) : null;
    }

    public static CliException Missing() => new(
        "There is no Gaia to start: neither beside this program nor in the current folder or one above it.", ExitCodes.Failed,
        "Go to a checkout of Gaia, or use the gaia of an unpacked bundle.");

    /// <summary>Path of Gaia.AppHost.dll.</summary>
    /// <exception cref="CliException">Nothing is built in the checkout, or the bundle is not whole.</exception>
    public string AppHost() => Candidates().FirstOrDefault(File.Exists) ?? throw (Checkout is null
        ? new CliException($"{Bundle} is not a whole bundle: lib/Gaia.AppHost/{Assembly} is missing.", ExitCodes.Failed, "Unpack it again; SHA256SUMS tells what is missing.")
        : new CliException($"Gaia is not built in {Checkout}.", ExitCodes.Failed, "Run ./scripts/build.sh there, or ./scripts/start-dev.sh, which also installs what is missing."));

    private IEnumerable<string> Candidates() => Checkout is null
        ? [Path.Combine(Bundle!, "lib", "Gaia.AppHost", Assembly)]
        : new[] { "debug", "release" }.Select(configuration => Path.Combine(Checkout, "artifacts", "bin", "Gaia.AppHost", configuration, Assembly));

    private static string? CheckoutAbove(string folder)
    {
        for (string? at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, Solution)))
                return at;
        return null;
    }
}
