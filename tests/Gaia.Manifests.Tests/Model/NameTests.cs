using System.Text.RegularExpressions;
using CsCheck;
using Gaia.Manifests.Model;
using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Model;

public sealed partial class NameTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Char["abcXYZ019-_."].Array[1, 80].Select(letters => new string(letters)), Gen.String[1, 60], Gen.Char["aA-"].Array[1, 4].Select(letters => new string(letters)));

    [Theory]
    [InlineData("api", "api")]
    [InlineData("My.Api_Service", "my-api-service")]
    [InlineData("-x-", "x")]
    [InlineData("1st", "r-1st")]
    [InlineData("Größe", "gr--e")]
    [InlineData("a-name-of-exactly-fifty-two-characters-that-fits-xyz", "a-name-of-exactly-fifty-two-characters-that-fits-xyz")]
    [InlineData("a-name-of-exactly-fifty-three-characters-that-is-long", "a-name-of-exactly-fifty-three-characters-th-ecd7b290")]
    public void Names_become_labels(string name, string label) => Assert.Equal(label, ResourceName.Of(name));

    [Fact]
    public void Every_name_becomes_a_label_that_a_Service_takes() => Names.Sample(name =>
    {
        Assert.Matches(LabelPattern(), ResourceName.Of(name));
        Assert.True(ResourceName.Of(name).Length <= 52);
        Assert.Equal(ResourceName.Of(name), ResourceName.Of(name));
        Assert.Equal(ResourceName.Of(name), ResourceName.Of(ResourceName.Of(name)));
        Assert.Matches(KeyPattern(), ResourceName.Key(name));
    });

    [Fact]
    public void Every_binding_becomes_the_name_of_a_port() => Names.Sample(name =>
    {
        var port = ResourceName.Port(name);
        Assert.Matches(LabelOrDigitsPattern(), port);
        Assert.True(port.Length <= 15 && port.Any(char.IsAsciiLetter) && !port.Contains("--"), port);
    });

    [Fact]
    public void Different_names_stay_different_or_are_refused_by_both_names() =>
        Gen.OneOf("a-b", "a.b", "a_b", "a-c", "ab", new string('x', 60), new string('x', 61)).Array[2, 4].Where(names => names.Distinct().Count() == names.Length).Sample(names =>
        {
            var resources = "{" + string.Join(", ", names.Select(name => $$"""
                "{{name}}": {"type": "container.v0", "image": "x"}
                """)) + "}";
            var twins = names.GroupBy(ResourceName.Of).Where(group => group.Count() > 1).ToList();
            if (twins.Count == 0)
                Assert.Equal(names.Length, Build(resources).Workloads.Select(workload => workload.Name).Distinct().Count());
            else
                Assert.All(Faults(resources).Zip(twins), pair => Assert.Equal(("name.clash", true), (pair.First.Code, pair.Second.All(name => pair.First.Message.Contains(name, StringComparison.Ordinal)))));
        });

    [GeneratedRegex(@"^[a-z]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex LabelOrDigitsPattern();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z")]
    private static partial Regex KeyPattern();
}
