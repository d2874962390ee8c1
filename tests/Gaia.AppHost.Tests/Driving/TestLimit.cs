namespace Gaia.AppHost.Tests;

internal static class TestLimit
{
    /// <summary>Ends with the test run, or when a test takes longer than it ever should.</summary>
    public static CancellationTokenSource Of(TimeSpan limit)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(limit);
        return source;
    }
}
