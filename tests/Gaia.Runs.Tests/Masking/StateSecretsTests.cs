using System.Text;
using System.Text.Json;
using Gaia.Runs.Masking;
using Gaia.Runs.States;

namespace Gaia.Runs.Tests.Masking;

public sealed class StateSecretsTests
{
    private const string State =
        """
        {"version":4,"terraform_version":"1.11.4","serial":2,"lineage":"l","outputs":{
          "secret":{"value":{"a":"output-secret","n":4711},"type":["object",{}],"sensitive":true},
          "url":{"value":"https://u:nested-secret@host","type":"string"},
          "plain":{"value":"eu-central-1","type":"string"}},
         "resources":[{"mode":"managed","type":"t","name":"n","instances":[{"attributes":
            {"id":"x","users":[{"name":"ada","password":"nested-secret"}],"whole":{"k":"whole-secret"}},
            "sensitive_attributes":[[{"type":"get_attr","value":"users"},{"type":"index","value":{"value":0,"type":"number"}},{"type":"get_attr","value":"password"}],
              [{"type":"get_attr","value":"whole"}],[{"type":"get_attr","value":"gone"}],[{"type":"get_attr","value":"users"},{"type":"index","value":{"value":7,"type":"number"}}]]}]},
            {"mode":"data","type":"t","name":"odd","instances":[{"sensitive_attributes":[]},{"attributes":{"a":1},"sensitive_attributes":"?"}]}]}
        """;

    [Fact]
    public void Marks_of_outputs_and_attributes_name_the_secrets() => Assert.Equal(
        ["4711", "nested-secret", "output-secret", "whole-secret"], StateSecrets.Of(JsonElement.Parse(State)).Order(StringComparer.Ordinal));

    [Fact]
    public void An_output_that_holds_what_is_sensitive_elsewhere_is_withheld()
    {
        var outputs = StateFile.Read(Encoding.UTF8.GetBytes(State)).Outputs;
        Assert.Equal(["plain eu-central-1 False", "secret  True", "url  True"], outputs.Select(output => $"{output.Name} {output.Value?.GetString()} {output.Sensitive}"));
    }
}
