using CsCheck;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Pods;

namespace Gaia.Manifests.Tests.Objects;

public sealed class ContainerTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("costs $5", "costs $5")]
    [InlineData("$(date)", "$$(date)")]
    [InlineData("$$", "$$$")]
    [InlineData("$$(x)", "$$$$(x)")]
    [InlineData("ends with $", "ends with $")]
    public void Only_what_would_be_expanded_is_doubled(string text, string written) => Assert.Equal(written, ContainerText.Of(Value.Of(text)));

    [Fact]
    public void A_secret_is_a_variable() => Assert.Equal("Password=$(SECRET_DB_PASSWORD);",
        ContainerText.Of(new Value([new TextPart("Password="), new SecretPart("db-password"), new TextPart(";")])));

    /// <summary>Whatever the text is, the kubelet's expansion gives it back.</summary>
    [Fact]
    public void Expansion_gives_the_value_back() => Gen.OneOf(
            Gen.String[Gen.Char["$()ab"], 0, 6].Select(text => (ValuePart)new TextPart(text)),
            Gen.Bool.Select(isOther => isOther ? "b-c" : "a").Select(key => (ValuePart)new SecretPart(key)))
        .Array[0, 6].Sample(parts => Assert.Equal(
            string.Concat(parts.Select(part => part is SecretPart secret ? $"<{ContainerText.VariableOf(secret.Key)}>" : ((TextPart)part).Text)),
            Expand(ContainerText.Of(new Value(parts)))));

    // Written after k8s.io/kubernetes/third_party/forked/golang/expansion, by what its documentation says; unknown names stay.
    private static string Expand(string text)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length) result.Append(text[i]);
            else if (text[i + 1] == '$') { result.Append('$'); i++; }
            else if (text[i + 1] == '(' && text.IndexOf(')', i) is var end and > 0)
            {
                var name = text[(i + 2)..end];
                result.Append(name.StartsWith("SECRET_", StringComparison.Ordinal) ? $"<{name}>" : $"$({name})");
                i = end;
            }
            else result.Append('$');
        }

        return result.ToString();
    }
}
