using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gaia.Api.Validation;
using Gaia.Documents.Json;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace Gaia.Api.Problems;

/// <summary>Requests that ASP.NET or the JSON reader could not bind, in words that name the place.</summary>
internal static partial class BadRequests
{
    public static Problem MediaType { get; } = new(Status415UnsupportedMediaType, "request.media-type",
        "The body of this call is JSON in UTF-8. Send it with Content-Type: application/json.");

    public static Problem TooLarge { get; } =
        new(Status413PayloadTooLarge, "request.too-large", "The body of this call is JSON of at most 1 MiB, or 12 MiB where a run is asked for.");

    public static Problem From(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: Status413PayloadTooLarge } => TooLarge,
        { StatusCode: Status415UnsupportedMediaType } => MediaType,
        { InnerException: JsonException json } => From(json),
        { StatusCode: Status400BadRequest } when bad.Message.StartsWith("Implicit body inferred", StringComparison.Ordinal) =>
            new(Status400BadRequest, "request.invalid", "This call takes a body: a JSON object."),
        { StatusCode: Status400BadRequest } => new(Status400BadRequest, "request.invalid", Words(bad.Message)),
        _ => new(bad.StatusCode, "request.invalid", bad.Message),
    };

    // JsonException.Path is "$.operation" for a value that does not fit, and the reader is at fault when the text is not JSON.
    private static Problem From(JsonException json)
    {
        if (MissingFields(json.Message) is { Length: > 0 } missing)
            return Invalid(missing.ToDictionary(field => field, _ => new[] { "is required" }));
        if (json.InnerException is null && UnknownField().Match(json.Message) is { Success: true } unknown)
            return Invalid(new() { [unknown.Groups[1].Value] = ["is not a field of this request"] });
        if (json.Message is WireText.Problem && json.Path is { Length: > 2 } nul) return Invalid(new() { [nul[2..]] = [WireText.Problem] });
        if (json.InnerException?.GetType().Name != "JsonReaderException" && json.Path is { Length: > 2 } path)
            return Invalid(new() { [path[2..]] = [Expected(json.Message, path[2..])] });
        return json.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? new(Status400BadRequest, "request.invalid", "The body must be an object: {...}.")
            : new(Status400BadRequest, "request.malformed-json", $"The body is not JSON: {JsonFault.Words(json)}.");
    }

    private static Problem Invalid(Dictionary<string, string[]> errors) => new(Status400BadRequest, "request.invalid",
        string.Join(" ", errors.Select(error => $"{error.Key} {error.Value[0]}."))) { Errors = errors };

    private static string[] MissingFields(string message)
    {
        // JSON deserialization for type 'X' was missing required properties including: 'component', 'stack'.
        var start = message.IndexOf("missing required properties including:", StringComparison.Ordinal);
        return start < 0 ? [] : [.. Quoted().Matches(message[start..]).Select(match => match.Groups[1].Value)];
    }

    // The constructor parameter 'Component' on type '...' doesn't allow null values. ...
    // The JSON value could not be converted to Gaia.Contracts.QueueRunRequest. Path: $.operation | LineNumber: 0 ...
    private static string Expected(string message, string field)
    {
        if (message.Contains("doesn't allow null", StringComparison.Ordinal)) return "must not be null";
        if (!TargetType().IsMatch(message)) return "does not fit";
        var type = typeof(Contracts.Routes).Assembly.GetType(TargetType().Match(message).Groups[1].Value);
        var property = type?.GetProperty(field.Split('.', '[')[0], BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance);
        var wanted = property is null ? type : Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return wanted switch
        {
            { IsEnum: true } => $"must be one of {string.Join(", ", Enum.GetNames(wanted).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            _ when wanted == typeof(string) => "must be a string",
            _ when wanted == typeof(bool) => "must be true or false",
            _ when wanted == typeof(int) => "must be a whole number",
            _ when wanted == typeof(IReadOnlyList<string>) => "must be a list of strings",
            _ => "does not fit",
        };
    }

    // Failed to bind parameter "int limit" from "ten".
    private static string Words(string message) => message.Replace("Failed to bind parameter", "Cannot read", StringComparison.Ordinal);

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("JSON property '([^']+)' could not be mapped")]
    private static partial Regex UnknownField();

    [GeneratedRegex(@"could not be converted to ([^ ]+?)\. Path")]
    private static partial Regex TargetType();
}
