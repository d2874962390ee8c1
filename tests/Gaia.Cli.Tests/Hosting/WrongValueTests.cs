using System.CommandLine;
using Gaia.Cli.Help;
using Gaia.Cli.Hosting;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Hosting;

public sealed class WrongValueTests
{
    [Theory]
    [InlineData("tokens create x --expires-in-days 0.0001", "--expires-in-days `0.0001`: give a whole number.")]
    [InlineData("tokens create x --role king", "--role `king`: give one of viewer, planner, operator, approver, admin.")]
    [InlineData("tokens revoke abc", "<id> `abc`: give an id, such as 019ab3f2-1c2d-7000-8000-000000000000.")]
    [InlineData("state diff app x 2 -s dev", "<from> `x`: give a whole number.")]
    [InlineData("runs list --limit x", "--limit `x`: give a whole number.")]
    [InlineData("completion bsh", "<shell> bsh: give one of bash, zsh, fish. Did you mean `bash`?")]
    [InlineData("runs list --limit 0", "--limit must be 1 to 10000.")]
    public async Task It_is_told_once_in_words(string line, string words)
    {
        var run = await CliRun.OfAsync(line.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"Error: {words}", run.Error.Split('\n')[0]);
        Assert.DoesNotContain("Error:", run.Error[1..]);
    }

    [Fact]
    public async Task What_the_API_says_of_one_field_is_told_once()
    {
        const string Why = "expiresInDays is 0; give 1 to 366.";
        using var api = new FakeApi();
        api.Json("POST", Routes.Tokens, new(null, "t", 400, Why, null, "token.invalid", new Dictionary<string, string[]> { ["expiresInDays"] = [Why] }), ContractsJson.Default.ProblemResponse, 400);
        var run = await CliRun.OfAsync(["tokens", "create", "x", "--expires-in-days", "0"], new Dictionary<string, string> { ["GAIA_URL"] = api.Url.ToString() });
        Assert.Equal($"Error: {Why}\n  (token.invalid)\n", run.Error);
    }

    [Fact]
    public async Task No_option_of_any_command_answers_with_a_type_of_this_program()
    {
        using var interrupts = new Interrupts();
        using var terminal = new Terminal(TextWriter.Null, TextWriter.Null, TextReader.Null);
        var root = RootCommands.Create(new CliContext(terminal, interrupts, new Dictionary<string, string>(), Path.GetTempPath(), TimeProvider.System));
        var typed = All(root).SelectMany(command => command.Options.Where(IsTyped).Select(option => (Command: CommandPath.Of(command), Option: option.Name))).ToList();
        Assert.Contains(("gaia runs list", "--limit"), typed);
        foreach (var (command, option) in typed)
        {
            var error = (await CliRun.OfAsync([.. command.Split(' ').Skip(1), option, "x.y"])).Error;
            Assert.True(error.Contains($"{option} `x.y`: give ") || error.Contains($"{option} is a number") || error.Contains($"{option} goes with"), $"{command} {option}: {error}");
            Assert.DoesNotMatch(@"System\.|Gaia\.|fault of Gaia", error);
        }
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static bool IsTyped(Option option) => (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) is var type
        && (type.IsEnum || type == typeof(int) || type == typeof(long) || type == typeof(Guid));
}
