using Gaia.Cli.Hosting;
using Gaia.Stacks.Processes;

namespace Gaia.Cli.Processes;

/// <summary>What a program of bounded time prints. It is killed with all it started when time is up or we are told to stop.</summary>
internal static class ProgramOutput
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        CliContext context, ChildCommand command, TimeSpan limit, string? input = null)
    {
        try
        {
            return await new ShortCommand(Executable.Find(command.File, command.Directory, command.Environment), command.Arguments)
            {
                Environment = command.Environment, Folder = command.Directory, Input = input, Limit = limit,
            }.RunAsync(context.Token, context.Time);
        }
        catch (TimeoutException)
        {
            throw new CliException($"`{command}` did not end within {limit.TotalSeconds:0} s.");
        }
    }
}
