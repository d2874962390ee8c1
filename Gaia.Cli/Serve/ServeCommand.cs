using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Serve;

internal static class ServeCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("serve", "Start all of Gaia on this machine: PostgreSQL, Redis, API, worker and dashboard");
        foreach (var option in ServeOptions.Create()) command.Add(option);
        command.Validators.Add(ServeOptions.Validate);
        command.SetAction((parsed, _) => RunAsync(context, ServeOptions.Read(parsed), parsed.IsJson()));
        return command;
    }

    private static Task<int> RunAsync(CliContext context, ServeOptions options, bool json)
    {
        var installation = Installation.Find(Environment.ProcessPath, context.WorkingDirectory);
        var data = ServeData.Of(context, options.DataFolder, installation);
        if (options.Stop) return ServeStop.RunAsync(context, data);
        if (options.Status) return Task.FromResult(ServeStatus.Print(context, data, json));
        return StartAsync(context, options, installation ?? throw Installation.Missing(), data, json);
    }

    private static async Task<int> StartAsync(CliContext context, ServeOptions options, Installation installation, ServeData data, bool json)
    {
        if (installation.Bundle is { } bundle && (options.Watch || options.Aws is not null))
            throw new CliException($"{(options.Watch ? "--watch" : "--aws")} needs a checkout of Gaia; {bundle} is a bundle.", ExitCodes.WrongUse);
        if (RunningAppHost.On(context, data) is { } running) throw ServeStatus.Refusal(context, running, data);
        var start = new AppHostStart(context, installation, data, await DotnetProgram.FindAsync(context), options);
        if (options.Clean && !await CleanQuestion.AskAsync(context, data, options.Yes)) throw new CliException("Nothing was changed.");
        data.Create();
        return options.Detach
            ? await DetachedServe.RunAsync(context, start, json)
            : await ForegroundServe.RunAsync(context, start);
    }
}
