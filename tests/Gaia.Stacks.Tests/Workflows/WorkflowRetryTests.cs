using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Workflows;

namespace Gaia.Stacks.Tests.Workflows;

public sealed class WorkflowRetryTests
{
    [Theory]
    [InlineData("{max_attempts: 3, initial_delay: 2s, backoff_strategy: constant}", 2, 2, 2)]
    [InlineData("{max_attempts: 3, initial_delay: 2s, backoff_strategy: linear}", 2, 4, 6)]
    [InlineData("{max_attempts: 3, initial_delay: 1m30s, backoff_strategy: exponential, multiplier: 2.0, max_delay: 4m}", 90, 180, 240)]
    public void Delays_grow_as_the_strategy_says_up_to_the_longest(string yaml, double first, double second, double third)
    {
        var retry = Read(yaml);
        Assert.Equal(3, retry.Attempts);
        Assert.Equal([first, second, third], new[] { 1, 2, 3 }.Select(attempt => retry.DelayAfter(attempt, 0.5).TotalSeconds));
    }

    [Fact]
    public void Jitter_moves_a_delay_both_ways()
    {
        var retry = Read("{initial_delay: 1s, random_jitter: 0.1}");
        Assert.Equal((0.9, 1.1), (retry.DelayAfter(1, 0).TotalSeconds, retry.DelayAfter(1, 1).TotalSeconds));
    }

    [Theory]
    [InlineData("{initial_delay: soon}", "'soon' is not a duration")]
    [InlineData("{max_attempts: [1]}", "must be a number")]
    public void What_is_no_duration_is_refused(string yaml, string message) =>
        Assert.Contains(message, Assert.Throws<StacksInvalidException>(() => Read(yaml)).Message);

    private static WorkflowRetry Read(string yaml) => WorkflowRetry.Read((MapNode)YamlReader.Read(yaml));
}
