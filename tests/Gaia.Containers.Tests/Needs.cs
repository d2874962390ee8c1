namespace Gaia.Containers.Tests;

internal static class Needs
{
    public static bool AreContainersWanted => Environment.GetEnvironmentVariable("GAIA_TEST_CONTAINERS") == "1";

    public static void Containers() => Assert.SkipUnless(AreContainersWanted,
        "Building and running images takes minutes: GAIA_TEST_CONTAINERS=1, or scripts/test.sh --containers.");
}
