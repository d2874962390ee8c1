using Gaia.Runs.Keys;
using Gaia.TestProcesses;

namespace Gaia.Runs.Tests.Keys;

public sealed class KeysOptionsTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Create("keys");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Keys_stand_in_a_file_one_a_line()
    {
        var file = Path.Combine(folder.Path, "keys");
        File.WriteAllText(file, $"{ProtectionKit.Key()}\n{ProtectionKit.Key()}\n");
        Assert.Null(Problem(new() { File = file }));
        File.WriteAllText(file, "\n");
        Assert.StartsWith("Gaia__Keys__File has no key", Problem(new() { File = file }));
        Assert.Contains("cannot be read", Problem(new() { File = file + "-missing" }));
    }

    [Fact]
    public void What_is_no_key_is_named_and_not_shown()
    {
        var wrong = Problem(new() { Value = $"{ProtectionKit.Key()},c2hvcnQ=" });
        Assert.StartsWith("Gaia__Keys__Value: key 2 is not 32 bytes", wrong);
        Assert.DoesNotContain("c2hvcnQ", wrong);
        Assert.NotNull(Problem(new() { Value = "not base64" }));
        Assert.NotNull(Problem(new() { Value = Convert.ToBase64String(new byte[33]) }));
    }

    [Fact]
    public void One_home_is_enough() => Assert.Contains("more than one", Problem(new() { Value = ProtectionKit.Key(), Kms = "alias/gaia" }));

    [Theory]
    [InlineData("gaia", "alias/gaia")]
    [InlineData("12345", "alias/12345")]
    public void An_alias_without_its_prefix_is_told(string name, string meant) => Assert.Contains($"such as {meant}.", Problem(new() { Kms = name, Region = "eu-west-1" }));

    [Theory]
    [InlineData("alias/gaia")]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab")]
    [InlineData("mrk-1234abcd12ab34cd56ef1234567890ab")]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:alias/gaia")]
    public void A_KMS_key_has_several_names(string name) => Assert.Null(Problem(new() { Kms = name, Region = "eu-west-1" }));

    private static string? Problem(KeysOptions options) => new KeysOptionsValidator().Validate(null, options).FailureMessage;
}
