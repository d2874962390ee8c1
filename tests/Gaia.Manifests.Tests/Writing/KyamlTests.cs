using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Writing;

public sealed class KyamlTests
{
    [Fact]
    public void It_looks_as_kubernetes_writes_it() => Assert.Equal("""
        ---
        {
          apiVersion: "v1",
          data: {
            app.kubernetes.io/name: "x",
            lines: "\
               one\n\
              \  two \"quoted\"\n\
               \n\
              ",
            open: "\
               a\n\
               b\
              ",
            "yes": "no",
          },
          empty: {},
          items: [{
            name: "a",
            on: true,
          }, {
            name: "b",
            ports: [
              1,
              2,
            ],
          }],
        }

        """.Replace("  on: true", "  \"on\": true", StringComparison.Ordinal), Kyaml.Write(YamlReader.Read("""
        apiVersion: v1
        data: { app.kubernetes.io/name: x, lines: "one\n  two \"quoted\"\n\n", open: "a\nb", "yes": "no" }
        empty: {}
        items: [{ name: a, "on": true }, { name: b, ports: [1, 2] }]
        """)));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(" a\n\tb\n\n c \n")]
    [InlineData("tab\tquote\"back\\slash\u0007\u00a0\u2028 end ")]
    [InlineData("\\n\n\\")]
    public void Any_text_is_read_back(string text) =>
        Assert.Equal(new StringNode(text), ((MapNode)YamlReader.Read(Kyaml.Write(new MapNode([new("key", new StringNode(text))]))))["key"]);
}
