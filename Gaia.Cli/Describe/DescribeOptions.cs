using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;

namespace Gaia.Cli.Describe;

/// <summary>What every describe command takes: the form, a query over the answer, and a file instead of the terminal.</summary>
internal sealed class DescribeOptions
{
    private readonly Option<string> format;
    private readonly Option<string> query = QueryOption.Create();
    private readonly Option<string> file = new("--file") { Description = "Write to this file instead of the terminal" };

    public DescribeOptions(Command command, params OutputFormat[] formats)
    {
        format = FormatOption.Create(formats);
        command.Add(format);
        command.Add(query);
        command.Add(file);
    }

    public void Write(CliContext context, ParseResult parsed, Node answer) =>
        Document.Write(context, QueryOption.Apply(parsed.GetValue(query), answer), parsed.Format(format), parsed.GetValue(file));
}
