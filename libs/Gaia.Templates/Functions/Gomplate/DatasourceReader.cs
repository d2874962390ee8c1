using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Templates.Functions.Sprig;

namespace Gaia.Templates.Functions.Gomplate;

internal static class DatasourceReader
{
    private const long BiggestAnswer = 32 * 1024 * 1024;

    // The address is the configuration's, and this process may be trusted there (an API in Development on loopback): Via says that it asks for another.
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = BiggestAnswer, DefaultRequestHeaders = { { "Via", "1.1 gaia" } } };

    public static (string Text, string? MediaType) Read(TemplateCall call, TemplateDatasource source, string below)
    {
        var (address, wanted) = SplitType(source.Url);
        if (address.StartsWith("env:", StringComparison.Ordinal)) return (Variable(call, address[4..].TrimStart('/')), wanted);
        if (address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith("https://", StringComparison.Ordinal))
        {
            var (text, mediaType) = Web(call, source, Join(address, below));
            return (text, wanted ?? TypeOf(Join(address, below).Split('?')[0]) ?? mediaType);
        }
        if (address.StartsWith("aws+smp://", StringComparison.Ordinal)) return (Parameter(call, Join(address[10..], below)), wanted ?? "application/json");
        if (address.Contains("://", StringComparison.Ordinal) && !address.StartsWith("file://", StringComparison.Ordinal))
            throw call.Fail($"datasources of the kind '{address[..address.IndexOf(':')]}' are not supported; use a file, http(s), env or aws+smp");
        var path = GomplateFiles.Locate(call, Join(address.StartsWith("file://", StringComparison.Ordinal) ? Uri.UnescapeDataString(address[7..]) : address, below));
        return (GomplateFiles.Read(call, path), wanted ?? TypeOf(path));
    }

    private static string Variable(TemplateCall call, string name) =>
        HostFunctions.Environment(call).TryGetValue(name, out var value) ? value : throw call.Fail($"the environment variable '{name}' is not set");

    // The parameter's description as gomplate gives it: {"Name": ..., "Value": ...}.
    private static string Parameter(TemplateCall call, string name)
    {
        var host = call.Options.Host;
        if (host.Parameter is not { } parameter) throw call.Fail($"asking AWS for '{name}' is not allowed here{host.HowToAllow("Stores")}");
        try
        {
            return host.Sources.GetOrAsk($"aws+smp {name}", () => (NodeJson.Write(parameter(name, host.Environment ?? new Dictionary<string, string>(), call.Cancellation)
                ?? throw call.Fail($"AWS has no parameter '{name}'"), 0), null)).Text;
        }
        catch (DocumentException fault)
        {
            throw call.Fail(fault.Message);
        }
    }

    private static (string, string?) Web(TemplateCall call, TemplateDatasource source, string address)
    {
        if (!call.Options.Host.Network) throw call.Fail($"asking '{address}' is not allowed here{call.Options.Host.HowToAllow("RemoteFiles")}");
        return call.Options.Host.Sources.GetOrAsk(address, () => Ask(call, source, address));
    }

    private static (string, string?) Ask(TemplateCall call, TemplateDatasource source, string address)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var (name, value) in source.Headers ?? new Dictionary<string, string>()) request.Headers.TryAddWithoutValidation(name, value);
            using var response = Http.Send(request, HttpCompletionOption.ResponseContentRead, call.Cancellation);
            if (!response.IsSuccessStatusCode) throw call.Fail($"'{address}' answered {(int)response.StatusCode}");
            using var reader = new StreamReader(response.Content.ReadAsStream(call.Cancellation));
            return (reader.ReadToEnd(), response.Content.Headers.ContentType?.MediaType);
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException or IOException
            || e is OperationCanceledException && !call.Cancellation.IsCancellationRequested)
        {
            throw call.Fail($"cannot read '{address}': {e.Message}");
        }
    }

    private static (string Address, string? Type) SplitType(string url)
    {
        const string parameter = "?type=";
        var at = url.IndexOf(parameter, StringComparison.Ordinal);
        return at < 0 ? (url, null) : (url[..at], Uri.UnescapeDataString(url[(at + parameter.Length)..]));
    }

    private static string Join(string address, string below) =>
        below.Length == 0 ? address : $"{address.TrimEnd('/')}/{below.TrimStart('/')}";

    private static string? TypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => "application/json",
        ".yaml" or ".yml" => "application/yaml",
        ".toml" => "application/toml",
        ".csv" => "text/csv",
        ".env" => "application/x-env",
        ".txt" => "text/plain",
        _ => null,
    };
}
