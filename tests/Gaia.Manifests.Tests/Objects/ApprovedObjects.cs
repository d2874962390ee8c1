using System.Runtime.CompilerServices;
using Gaia.Documents.Writing;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Tests.Objects;

/// <summary>Objects that a person has looked at, kept in Approved/NAME.golden beside the test. GAIA_APPROVE=1 writes them anew; review the diff.</summary>
internal static class ApprovedObjects
{
    // Who may reach whom has approved files of its own.
    private static readonly string[] Elsewhere = ["NetworkPolicy", "PeerAuthentication", "AuthorizationPolicy"];

    public static void Check(string name, IEnumerable<KubernetesObject> objects, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "Approved", $"{name}.golden");
        var actual = string.Join("---\n", objects.Where(item => !Elsewhere.Contains(item.Kind)).Select(item => NodeYaml.Write(item.Content)));
        if (Environment.GetEnvironmentVariable("GAIA_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} does not exist. Run with GAIA_APPROVE=1 and look at it:\n{actual}");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
