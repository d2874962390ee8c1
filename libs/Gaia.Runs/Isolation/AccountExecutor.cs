using System.Globalization;
using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Isolation;

/// <summary>Runs everything as an account of the attempt's own, that has no rights and owns nothing but the attempt's folders.</summary>
internal sealed class AccountExecutor(string setpriv, string env, RunAccounts accounts, OwnedFiles files) : IRunExecutor
{
    public RunIsolationKind Kind => RunIsolationKind.Account;

    public IRunningProgram Start(SpawnedCall call, WorkDirectory work, ReadySandbox? ready)
    {
        var account = Give(work);
        var (arguments, environment) = Enclose(account, call.Program, call.Arguments, call.Environment, work);
        return new EnclosedProcess(SpawnedProcess.Start(call with { Program = setpriv, Arguments = arguments, Environment = environment }), new(Kind, account));
    }

    public ReadySandbox? Ready(string program, WorkDirectory work) => null;

    public async Task<(int Code, string Output, string Errors)> RunAsync(ShortCommand command, WorkDirectory work, CancellationToken cancellationToken)
    {
        var account = Give(work);
        var (arguments, environment) = Enclose(account, command.Program, command.Arguments, command.Environment!, work);
        try
        {
            return await SpawnedCommand.RunAsync(command with { Program = setpriv, Arguments = arguments, Environment = environment }, work, null, cancellationToken);
        }
        finally
        {
            AccountProcesses.Kill(account);
        }
    }

    private int Give(WorkDirectory work)
    {
        var account = accounts.Of(work);
        files.Give(work, account);
        return account;
    }

    private (IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment) Enclose(
        int account, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, WorkDirectory work)
    {
        var (outer, inner) = LoaderVariables.Split(environment);
        outer["HOME"] = work.Home;
        var id = account.ToString(CultureInfo.InvariantCulture);
        string[] lose = [$"--reuid={id}", $"--regid={id}", "--clear-groups", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"];
        var set = inner.Where(pair => pair.Key != "TMPDIR").Select(pair => $"{pair.Key}={pair.Value}");
        return ([.. lose, "--", env, .. set, $"TMPDIR={work.Temporary}", program, .. arguments], outer);
    }
}
