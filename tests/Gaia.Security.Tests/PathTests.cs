using Gaia.Documents;
using Gaia.Stacks;
using Gaia.Stacks.Files;
using Gaia.Terraform;
using Gaia.Vendoring;

namespace Gaia.Security.Tests;

/// <summary>Every setting and function that takes a path, with every way to spell one that leads outside.</summary>
public sealed class PathTests
{
    public static TheoryData<string, string> Cases => [.. from place in Places.All from spelling in Spellings.All.Keys select (place.Name, spelling)];

    public static TheoryData<string> Controls => [.. Places.All.Where(place => place.FindsIt).Select(place => place.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_outside_is_read_or_written(string name, string spelling)
    {
        using var trap = new Trap();
        var place = Places.All.Single(place => place.Name == name);
        var written = place.Written(trap, Spellings.All[spelling]);
        place.Lay(trap, written);
        var before = trap.OutsideNow();

        var answers = Everything.Of(Options(trap, RepositoryRoot.ConfinedTo(trap.Root), place, written));

        Assert.DoesNotContain(trap.Secret, answers.Said);
        Assert.Equal(before, trap.OutsideNow());
        Assert.All(answers.Faults, fault => Assert.True(fault is DocumentException or TerraformRefusedException, $"{fault}"));
    }

    /// <summary>What the test above forbids is what a person's own configuration does: without a wall the secret is found.</summary>
    [Theory]
    [MemberData(nameof(Controls))]
    public void Without_a_wall_it_is_found(string name)
    {
        using var trap = new Trap();
        var place = Places.All.Single(place => place.Name == name);
        var written = place.Written(trap, Spellings.All["absolute"]);
        place.Lay(trap, written);

        var answers = Everything.Of(Options(trap, RepositoryRoot.Anywhere, place, written));

        Assert.True(answers.Said.Contains(trap.Secret), answers.Said);
    }

    /// <summary>A refusal says what and where, and not whether there is something.</summary>
    [Theory]
    [InlineData("include.raw", "stacks/dev.yaml:1")]
    [InlineData("import", "stacks/dev.yaml:1")]
    [InlineData("metadata.component", "stacks/dev.yaml:2")]
    [InlineData("stacks.base_path", "atmos.yaml:3")]
    [InlineData("workflows.base_path", "atmos.yaml:1")]
    [InlineData("!terraform.state of a local backend", "stacks/dev.yaml:4")]
    [InlineData("store of files", "atmos.yaml:1")]
    [InlineData("settings.validation", "stacks/dev.yaml:2")]
    public void What_is_there_and_what_is_not_are_refused_alike(string name, string mark)
    {
        var place = Places.All.Single(place => place.Name == name);
        foreach (var spelling in (string[])["absolute", "up", "link to the folder"])
        {
            var (there, missing) = (Refusals(place, spelling, trap => trap), Refusals(place, spelling, trap =>
            {
                Directory.Delete(trap.Outside, recursive: true);
                return trap;
            }));
            Assert.Contains(there, fault => fault.StartsWith("path.outside ", StringComparison.Ordinal) && fault.Contains(mark));
            Assert.Equal(there, missing);
        }
    }

    private static List<string> Refusals(Place place, string spelling, Func<Trap, Trap> change)
    {
        using var trap = new Trap();
        var written = place.Written(trap, Spellings.All[spelling]);
        place.Lay(trap, written);
        change(trap);
        var answers = Everything.Of(Options(trap, RepositoryRoot.ConfinedTo(trap.Root), place, written));
        Directory.CreateDirectory(trap.Outside);
        return answers.Faults.ConvertAll(fault => $"{(fault as DocumentException)?.Code} {(fault as DocumentException)?.Describe() ?? fault.Message}".Replace(trap.Root[..^5], "TRAP").Replace(Path.GetFileName(trap.Root[..^5]), "NAME"));
    }

    private static RepositoryOptions Options(Trap trap, RepositoryRoot root, Place place, string written) => new()
    {
        Root = root,
        WorkingDirectory = trap.Root,
        SearchOutward = false,
        Outside = OutsideAccess.All,
        Fetch = RemoteFile.Fetch,
        CacheDirectory = trap.At(".cache"),
        Environment = new Dictionary<string, string>(place.Variables(written)) { ["HOME"] = trap.At("home") },
    };
}
