using System.Text;
using System.Text.Json;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.States;

public sealed class StateFileTests
{
    [Fact]
    public void What_is_shown_of_a_state_is_counted_and_without_secrets()
    {
        var file = StateFile.Read(Kit.States.State(7));

        Assert.Equal((7, Kit.States.Lineage, 2), (file.Serial, file.Lineage, file.Resources));
        Assert.Equal(["name", "password"], file.Outputs.Select(output => output.Name));
        Assert.Null(file.Outputs[1].Value);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("<html>", "invalid start")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "no version")]
    [InlineData("""{"version":3,"serial":1,"lineage":"x"}""", "version 3")]
    [InlineData("""{"version":"4","serial":1,"lineage":"x"}""", "no version")]
    [InlineData("""{"version":4,"lineage":"x"}""", "no serial")]
    [InlineData("""{"version":4,"serial":-1,"lineage":"x"}""", "no serial")]
    [InlineData("""{"version":4,"serial":1.5,"lineage":"x"}""", "its serial is not a whole number")]
    [InlineData("""{"version":4,"serial":9223372036854775808,"lineage":"x"}""", "at most 9223372036854775807")]
    [InlineData("""{"version":4,"serial":1}""", "no lineage")]
    [InlineData("""{"version":4,"serial":1,"lineage":""}""", "no lineage")]
    [InlineData("""{"version":4,"serial":1,"lineage":"x","outputs":{"a":{}}}""", "another shape")]
    [InlineData("""{"version":4,"serial":1,"lineage":"x","resources":"x"}""", "resources")]
    [InlineData("""{"version":4,"serial":1,"lineage":"x","outputs":[]}""", "outputs")]
    [InlineData("""{"version":4,"serial":1,"lineage":"x","outputs":{"a":1}}""", "another shape")]
    public void Garbage_is_no_state(string text, string reason)
    {
        var refused = Assert.Throws<RunRefusedException>(() => StateFile.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal("state.not-a-state", refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_state_of_a_new_workspace_is_one() =>
        Assert.Equal(0, StateFile.Read("""{"version":4,"terraform_version":"1.11.4","serial":0,"lineage":"x","outputs":{},"resources":[],"check_results":null}"""u8.ToArray()).Resources);

    [Fact]
    public void Another_serial_changes_nothing_else()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"version":4,"serial":3,"lineage":"x","outputs":{"n":{"value":12345678901234567890123,"type":"number"},"u":{"value":"<ü>","type":"string"}},"resources":[]}""");

        var next = StateFile.Read(bytes).WithSerial(9);

        Assert.Equal(9, next.Serial);
        using var before = JsonDocument.Parse(bytes);
        using var after = JsonDocument.Parse(next.Bytes);
        foreach (var property in before.RootElement.EnumerateObject().Where(property => property.Name != "serial"))
            Assert.True(JsonElement.DeepEquals(property.Value, after.RootElement.GetProperty(property.Name)), property.Name);
        Assert.Contains("12345678901234567890123", Encoding.UTF8.GetString(next.Bytes));
    }

    [Theory]
    [InlineData("local:components/terraform/app/terraform.tfstate#default", "8aa959b4a0ba731a5b7c1cb9d50c8456")]
    public void The_id_is_the_one_that_addresses_name(string identity, string id)
    {
        Assert.Equal(id, StateKey.Of(identity).Value);
        Assert.True(StateKey.TryParse(id, out _));
        Assert.False(StateKey.TryParse(id.ToUpperInvariant(), out _));
        Assert.False(StateKey.TryParse(id[1..], out _));
    }
}
