using System.Text.Json;

namespace Gaia.AppHost.Local;

/// <summary>
/// What runs on a data folder: written when everything is healthy, for scripts and `gaia serve`; removed at the end. Only
/// its owner may read it, since the dashboard's URL carries the token that opens it.
/// </summary>
/// <param name="Telemetry">Where `gaia` sends its own spans, so that a trace begins with the command.</param>
internal sealed record RunFile(int Pid, string Api, string? Dashboard, string Servers, RunFile.Receiver? Telemetry = null)
{
    /// <param name="Url">Takes OTLP over HTTP.</param>
    /// <param name="Key">Goes with it as x-otlp-api-key.</param>
    internal sealed record Receiver(string Url, string? Key);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static RunFile? Read(DataFolder data)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllText(data.RunFile), Json);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null; // none yet, or one that a crash left half written
        }
    }

    public void Write(DataFolder data)
    {
        var beside = $"{data.RunFile}.new";
        File.Delete(beside);
        using (var file = new FileStream(beside, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            JsonSerializer.Serialize(file, this, Json);
        File.Move(beside, data.RunFile, overwrite: true);
    }
}
