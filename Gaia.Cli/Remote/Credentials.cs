using System.Text.Json;
using System.Text.Json.Serialization;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Remote;

/// <summary>Tokens by address of the API: <c>{"current":"https://gaia.example","tokens":{"https://gaia.example":"gaia_..."}}</c></summary>
internal sealed record StoredCredentials(string? Current, Dictionary<string, string> Tokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StoredCredentials))]
internal sealed partial class CredentialsJson : JsonSerializerContext;

/// <summary>$XDG_CONFIG_HOME/gaia/credentials.json, readable by its owner only.</summary>
internal sealed class Credentials(string file)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string File => file;

    public static Credentials Of(CliContext context)
    {
        var environment = context.Environment;
        var home = environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg
            : Path.Combine(environment.GetValueOrDefault("HOME") is { Length: > 0 } own ? own : ".", ".config");
        return new(Path.Combine(home, "gaia", "credentials.json"));
    }

    public StoredCredentials Read()
    {
        if (!System.IO.File.Exists(file)) return new(null, []);
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllText(file), CredentialsJson.Default.StoredCredentials) is { Tokens: not null } stored
                ? stored : throw new JsonException("it has no tokens");
        }
        catch (JsonException e)
        {
            throw new CliException($"{file} is not valid: {e.Message}", ExitCodes.Failed, "Delete it and run `gaia login` again.");
        }
    }

    public void Store(Uri url, string token)
    {
        var stored = Read();
        stored.Tokens[Key(url)] = token;
        Write(stored with { Current = Key(url) });
    }

    /// <returns>False where there was none.</returns>
    public bool Forget(Uri url)
    {
        var stored = Read();
        var there = stored.Tokens.Remove(Key(url));
        if (there) Write(stored with { Current = stored.Current == Key(url) ? null : stored.Current });
        return there;
    }

    public static string Key(Uri url) => url.GetLeftPart(UriPartial.Authority);

    /// <summary>To a new file that nobody else could ever read, then in one step into place.</summary>
    private void Write(StoredCredentials stored)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(temporary, options)) JsonSerializer.Serialize(stream, stored, CredentialsJson.Default.StoredCredentials);
        System.IO.File.Move(temporary, file, overwrite: true);
    }
}
