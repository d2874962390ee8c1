using System.Collections;
using Gaia.Stacks.Secrets;

namespace Gaia.Runs.Masking;

/// <summary>The worker's own credentials. No run is given them; should one show up all the same, it is not shown.</summary>
internal static class WorkerSecrets
{
    private const int Largest = 64 << 10;
    private const string KeysValue = "Gaia__Keys__Value", KeysFile = "Gaia__Keys__File";
    private static readonly Lazy<SecretMask> Found = new(() => new SecretMask(Of(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? ""), ReadFile)));

    public static SecretMask Mask => Found.Value;

    /// <summary>Connection strings, what is secret by its name, and the content of the files that such names point to.</summary>
    /// <param name="readFile">Null where it cannot be read.</param>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> environment, Func<string, string?> readFile) =>
    [
        .. SecretText.OfEnvironment(environment),
        .. environment.Where(variable => variable.Key == KeysValue).SelectMany(variable => Keys(variable.Value)),
        .. environment.Where(variable => variable.Key == KeysFile).SelectMany(variable => Keys(readFile(variable.Value))),
        .. environment.Where(variable => PointsToSecret(variable.Key)).Select(variable => readFile(variable.Value)).OfType<string>(),
    ];

    private static string[] Keys(string? text) => (text ?? "").Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool PointsToSecret(string name) =>
        name.EndsWith("FILE", StringComparison.OrdinalIgnoreCase) && SecretNames.IsOne(name[..^"FILE".Length].TrimEnd('_'));

    private static string? ReadFile(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: < Largest } ? File.ReadAllText(path) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // whoever needs it says so
        }
    }
}
