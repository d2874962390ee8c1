using System.Runtime.CompilerServices;
using Gaia.Documents;
using Gaia.Documents.Writing;
using Gaia.Stacks.Describe;

namespace Gaia.Stacks.Tests.Cases;

/// <summary>
/// Every rule as a small repository with its resolved stacks beside it. GAIA_APPROVE=1 writes what comes out; the diff
/// is the review.
/// </summary>
public sealed class CaseTests
{
    public static TheoryData<string> Names => [.. Files().Select(path => Path.GetFileNameWithoutExtension(path)!).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Resolves_as_approved(string name)
    {
        var file = CaseFile.Read(Path.Join(Folder(), name + ".txtar"));
        using var repository = new TestRepository([.. file.Inputs]);
        repository.Outside = OutsideAccess.Environment | OutsideAccess.State | OutsideAccess.Git | OutsideAccess.Stores;
        foreach (var pair in file.Setting("env")) repository.Environment[pair.Split('=')[0]] = pair.Split('=')[1];
        var result = Describe(repository, file);
        if (Environment.GetEnvironmentVariable("GAIA_APPROVE") == "1") file.Approve(result);
        else Assert.Equal(file.Approved, result);
    }

    private static string Describe(TestRepository repository, CaseFile file)
    {
        try
        {
            var query = new StacksQuery { Sections = file.Setting("sections"), Stack = file.Setting("stack").FirstOrDefault() };
            return NodeYaml.Write(DescribeStacks.Of(repository.Open(), query)).Replace(repository.Folder, "<folder>");
        }
        catch (DocumentException fault)
        {
            return $"{fault.Code}\n{fault.Describe()}\n".Replace(repository.Folder, "<folder>");
        }
    }

    internal static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder(), "*.txtar");

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
