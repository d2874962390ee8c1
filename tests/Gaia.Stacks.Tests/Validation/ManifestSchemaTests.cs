using Gaia.Documents.Json;
using Gaia.Stacks.Validation;

namespace Gaia.Stacks.Tests.Validation;

public sealed class ManifestSchemaTests
{
    [Theory]
    [InlineData("""{"import":["catalog/vpc",{"path":"x","context":{"a":1}}],"vars":{"a":1},"components":{"terraform":{"vpc":{"metadata":{"inherits":["b"]},"backend_type":"s3"}},"script":{"x":{"steps":[]}}}}""", null, null)]
    [InlineData("""{"vars":"!include x.yaml","components":{"terraform":{"vpc":{"vars":"{{ .x }}"}}}}""", null, null)]
    [InlineData("null", null, null)]
    [InlineData("""{"import":"catalog"}""", "/import", "expected array or null, found string")]
    [InlineData("""{"import":[{"context":{}}]}""", "/import/0", "missing key 'path'")]
    [InlineData("""{"import":[{"path":"x","skip_if_mising":true}]}""", "/import/0/skip_if_mising", "did you mean 'skip_if_missing'?")]
    [InlineData("""{"vars":[1]}""", "/vars", "expected object or null, found array")]
    [InlineData("""{"components":{"terraform":{"vpc":{"metadata":{"type":"abstrakt"}}}}}""", "/components/terraform/vpc/metadata/type", "abstrakt")]
    [InlineData("""{"terraform":{"backend_type":"s4"}}""", "/terraform/backend_type", "s4")]
    [InlineData("""{"components":{"terraform":{"vpc":{"settings":{"depends_on":{"1":{"stack":"x"}}}}}}}""", "/components/terraform/vpc/settings/depends_on/1", "missing key 'component'")]
    [InlineData("""{"components":{"terraform":{"vpc":{"var":{}}}}}""", "/components/terraform/vpc/var", "did you mean 'vars'?")]
    [InlineData("""{"components":{"helmfile":{"app":{"backend":{}}}}}""", "/components/helmfile/app/backend", "unknown key 'backend'")]
    [InlineData("""{"components":{"terraform":{"vpc":{"metadata":{"inherit":["b"]}}}}}""", "/components/terraform/vpc/metadata/inherit", "did you mean 'inherits'?")]
    [InlineData("""{"terraform":{"backend":{"s4":{}}}}""", "/terraform/backend/s4", "s4")]
    [InlineData("""{"packer":{"providers":{}}}""", "/packer/providers", "unknown key 'providers'")]
    [InlineData("""{"overrides":{"metadata":{}}}""", "/overrides/metadata", "unknown key 'metadata'")]
    [InlineData("""{"vars":{},"workflows":{},"anything":1,"overrides":{"hooks":{},"retry":{}},"components":{"terraform":{"a":{"retry":{"max_attempts":3},"source":{"uri":"x","ttl":"24h"},"required_version":">= 1.0","required_providers":{}}},"kubernetes":{"b":{"paths":[]}}}}""", null, null)]
    public void Names_mistakes(string manifest, string? pointer, string? message)
    {
        var problems = ManifestSchema.Schema.Validate(JsonReader.Read(manifest));
        if (pointer is null) Assert.Empty(problems);
        else Assert.Contains(problems, problem => problem.Pointer == pointer && problem.Message.Contains(message!));
    }
}
