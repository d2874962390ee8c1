using Gaia.Cli.Hosting;
using Gaia.Cli.Output;

namespace Gaia.Cli.Tests.Output;

public sealed class RowsWriterTests
{
    private static readonly Rows Rows = new(["Stack", "Note"], [["dev", "plain"], ["dev", "a, \"b\""], ["prod", "long " + new string('x', 90)]]);

    [Theory]
    [InlineData("table", false)]
    [InlineData("table", true)]
    [InlineData("json", false)]
    [InlineData("yaml", false)]
    [InlineData("csv", false)]
    [InlineData("tsv", false)]
    [InlineData("tree", false)]
    public void A_listing_has_every_form(string format, bool terminal) =>
        Approved.Check($"rows-{format}{(terminal ? "-terminal" : "")}", Written(Rows, Enum.Parse<OutputFormat>(format, ignoreCase: true), terminal));

    [Fact]
    public void One_column_piped_is_a_plain_list() =>
        Assert.Equal("dev\nprod\n", Written(new Rows(["Stack"], [["dev"], ["prod"]]), OutputFormat.Table, terminal: false));

    [Fact]
    public void Csv_takes_another_delimiter() =>
        Assert.Equal("A;B\n1;\"2;3\"\n", Written(new Rows(["A", "B"], [["1", "2;3"]], ";"), OutputFormat.Csv, terminal: false));

    private static string Written(Rows rows, OutputFormat format, bool terminal)
    {
        using var interrupts = new Interrupts();
        var output = new StringWriter();
        using var console = new Terminal(output, TextWriter.Null, TextReader.Null) { OutIsTerminal = terminal, Width = 80 };
        RowsWriter.Write(new CliContext(console, interrupts, new Dictionary<string, string>(), "/", TimeProvider.System), rows, format);
        return output.ToString();
    }
}
