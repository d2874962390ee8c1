using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gaia.Cli.Hosting;
using Gaia.Cli.Runs.View;

namespace Gaia.Cli.Remote;

internal static class Printing
{
    public static void Print(this CliContext context, IEnumerable<Line> lines)
    {
        foreach (var line in lines)
            context.Out.WriteLine((context.Terminal.OutIsTerminal ? line.Clip(context.Terminal.Width) : line).Render(context.Terminal.Colors).TrimEnd());
        context.Out.Flush();
    }

    /// <summary>Columns for words; without end where nobody sees them end.</summary>
    public static int Columns(this CliContext context) => context.Terminal.OutIsTerminal ? context.Terminal.Width : int.MaxValue;

    /// <summary>The record of the API as it is: indented for a person, one line for a pipe.</summary>
    public static void PrintJson<T>(this CliContext context, T value, JsonTypeInfo<T> type)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = context.Terminal.OutIsTerminal, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonSerializer.Serialize(writer, value, type);
        context.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    public static bool IsJson(this ParseResult parsed) => parsed.GetValue<RunFormat>("--format") == RunFormat.Json;

    public static Option<RunFormat> FormatOption() => new("--format") { Description = "text or json" };
}
