using Gaia.Runs.Execution;
using System.Globalization;
using Gaia.Configurations;
using Gaia.Contracts;

namespace Gaia.Runs.Tests.Execution;

public sealed class TerraformAdviceTests
{
    private static readonly Run Run = new()
    {
        Id = new RunId(Guid.Empty), Component = "app", Stack = "dev", Operation = RunOperation.Apply, Status = RunStatus.Planning,
        Configuration = new ConfigurationDigest($"sha256:{new string('a', 64)}"), StateIdentity = "local", CreatedBy = "ada", CreatedAt = default,
    };

    private const string Attempt = "Error acquiring the state lock: Error message: ";

    [Fact]
    public void The_holder_of_a_state_that_Gaia_keeps_is_named_with_the_command_that_frees_it() => Assert.Equal(
        "Nothing was changed. The state is held by ana@laptop (token:ana), lock e739; what terraform prints as Lock Info is this run's own attempt. `gaia state locks` shows who holds it. "
            + "Try again when they are done, or wait for it with -lock-timeout=5m. If nobody works there any more: gaia terraform force-unlock app -s dev e739",
        Advice("plan", Attempt + "HTTP remote state already locked: ID=e739, held by ana@laptop (token:ana) since 2026-11-27 13:24:46 UTC\nLock Info:\n  ID:        0b1c\n"));

    [Fact]
    public void A_run_that_holds_it_is_ended_not_unlocked()
    {
        var advice = Advice("plan", Attempt + "HTTP remote state already locked: ID=5f, held by run 5f (apply by token:ana) since 2026-11-27 13:24:46 UTC");
        Assert.EndsWith("To end that run: gaia runs cancel 5f", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("force-unlock", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_another_backend_the_error_says_who() =>
        Assert.Contains("the error says who", Advice("plan", Attempt + "ConditionalCheckFailedException\nLock Info:\n  ID:        0b1c\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Invalid target \"nonsense\": Resource specification must include a resource type and name.", true)]
    [InlineData("Invalid force-replace address \"x\": Resource specification must include a resource type and name.", true)]
    [InlineData("Failed to parse command-line flags: invalid value \"abc\" for flag -lock-timeout: parse error", true)]
    [InlineData("Unsupported plan mode: Forcing resource instance replacement is allowed only in normal planning mode.", true)]
    [InlineData("main.tf:3: Invalid target address: There is no such thing.", false)]
    public void Wrong_arguments_are_no_fault_of_the_configuration(string error, bool arguments) =>
        Assert.Contains(arguments ? "Correct the arguments" : "Fix the configuration", Advice("plan", error), StringComparison.Ordinal);

    [Theory]
    [InlineData("init", "Error refreshing state: Failed to get state: GET http://127.0.0.1:8080{0} giving up after 3 attempt(s)")]
    [InlineData("plan", "Error acquiring the state lock: LOCK http://127.0.0.1:8080{0} giving up after 3 attempt(s): dial tcp 127.0.0.1:8080: connect: connection refused")]
    public void A_state_that_Gaia_cannot_give_is_no_fault_of_the_component(string phase, string error)
    {
        var advice = Advice(phase, string.Format(CultureInfo.InvariantCulture, error, Routes.StateBackend("dev", "app", "1f")));
        Assert.StartsWith("Nothing was changed. Terraform did not get the state of this component from Gaia's API: `gaia status` says what is away", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backend_of_ones_own_that_is_away_is_a_matter_of_init() =>
        Assert.Contains("Fix what terraform init reports", Advice("init", "Failed to get state: GET https://states.example/app giving up after 3 attempt(s)"), StringComparison.Ordinal);

    private static string Advice(string phase, string error) => TerraformAdvice.Of(phase, error, Run)!;
}
