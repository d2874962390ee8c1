using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Cli.Runs.View;
using Gaia.Documents.Json;

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

    /// <summary>The record of the API, written as every other JSON is: two spaces, keys sorted.</summary>
    public static void PrintJson<T>(this CliContext context, T value, JsonTypeInfo<T> type) =>
        Document.Write(context, JsonReader.Read(JsonSerializer.SerializeToUtf8Bytes(value, type)), OutputFormat.Json);

    public static bool IsJson(this ParseResult parsed) => parsed.GetValue<RunFormat>("--format") == RunFormat.Json;

    public static Option<RunFormat> FormatOption() => new("--format") { Description = "text or json" };
}
