using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;

namespace Gaia.Cli.Hosting;

/// <summary>A value that an option or argument cannot take, in words for people: the parser's own name types of this program.</summary>
internal static class WrongValue
{
    // Cannot parse argument 'x' for option '--limit' as expected type 'System.Int32'.
    private const string Conversion = "as expected type '";

    /// <summary>"--limit x: give a whole number."</summary>
    public static string Words(ParseError error) => error.Message.Contains(Conversion, StringComparison.Ordinal) && Of(error.SymbolResult) is var (name, type)
        ? $"{name} {Given(error.SymbolResult)}: give {Expected(Nullable.GetUnderlyingType(type) ?? type)}."
        : error.Message;

    private static (string Name, Type Type)? Of(SymbolResult? result) => result switch
    {
        OptionResult option => (option.Option.Name, option.Option.ValueType),
        ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option.ValueType),
        ArgumentResult argument => ($"<{argument.Argument.Name}>", argument.Argument.ValueType),
        _ => null,
    };

    private static string Given(SymbolResult? result) => $"`{string.Join(' ', result?.Tokens.Select(token => token.Value) ?? [])}`";

    private static string Expected(Type type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(Guid) => "an id, such as 019ab3f2-1c2d-7000-8000-000000000000",
        _ => "another value; the help says which",
    };
}
