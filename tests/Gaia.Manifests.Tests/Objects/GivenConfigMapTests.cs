using Gaia.Documents.Writing;
using Gaia.Manifests.Checks;

namespace Gaia.Manifests.Tests.Objects;

public sealed class GivenConfigMapTests
{
    [Fact]
    public void A_ConfigMap_that_somebody_else_makes_is_mounted_to_be_read()
    {
        var model = Apps.One(api => api.With(it => it with { ConfigMaps = new Dictionary<string, string> { ["/etc/ssl/rds"] = "rds-authorities" } }));
        var objects = KubernetesObjects.Of(model);
        var pods = NodeYaml.Write(objects.The("Deployment/api").At("spec|template|spec")!);
        Assert.Matches(@"mountPath: /etc/ssl/rds\s+name: given-etc-ssl-rds\s+readOnly: true", pods);
        Assert.Matches(@"configMap:\s+name: rds-authorities", pods);
        Assert.Contains("ConfigMap/rds-authorities", KubernetesObjects.MadeElsewhere(model));
        Assert.Empty(ObjectChecks.Check(objects, KubernetesObjects.MadeElsewhere(model)).Select(finding => finding.Describe()));
        Assert.Contains(ObjectChecks.Check(objects), finding => finding.Rule == "reference.configmap" || finding.Message.Contains("rds-authorities", StringComparison.Ordinal));
    }
}
