using Gaia.Manifests.Checks;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Tests.Objects;

namespace Gaia.Manifests.Tests.Checks;

public sealed class ObjectChecksTests
{
    private const string Pod = "spec|template|spec";
    private const string Container = $"{Pod}|containers|0";

    private static readonly IReadOnlySet<string> Elsewhere = KubernetesObjects.MadeElsewhere(Apps.Shop());

    private static IReadOnlyList<KubernetesObject> Shop => KubernetesObjects.Of(Apps.Shop());

    [Theory]
    [InlineData("Deployment/api", $"{Pod}|serviceAccountName", "nobody", "reference.serviceaccount")]
    [InlineData("Deployment/api", $"{Pod}|imagePullSecrets|0|name", "nothing", "reference.secret")]
    [InlineData("Deployment/api", $"{Pod}|volumes|9", "{name: x, configMap: {name: nothing}}", "reference.configmap")]
    [InlineData("Deployment/api", $"{Pod}|volumes|9", "{name: x, secret: {secretName: nothing}}", "reference.secret")]
    [InlineData("Deployment/api", $"{Pod}|volumes|9", "{name: x, persistentVolumeClaim: {claimName: nothing}}", "reference.persistentvolumeclaim")]
    [InlineData("Deployment/api", $"{Container}|envFrom|0|configMapRef|name", "nothing", "reference.configmap")]
    [InlineData("Deployment/api", $"{Container}|envFrom|1|secretRef|name", "nothing", "reference.secret")]
    [InlineData("Deployment/api", $"{Container}|env|0|valueFrom|secretKeyRef|name", "nothing", "reference.secret")]
    [InlineData("Deployment/api", $"{Container}|env|0|valueFrom|secretKeyRef|key", "nothing", "reference.key")]
    [InlineData("Deployment/api", $"{Container}|env|9", "{name: X, valueFrom: {configMapKeyRef: {name: nothing, key: x}}}", "reference.configmap")]
    [InlineData("Deployment/api", $"{Container}|env|9", "{name: X, valueFrom: {configMapKeyRef: {name: api-config, key: nothing}}}", "reference.key")]
    [InlineData("Deployment/web", $"{Container}|volumeMounts|0|subPath", "nothing", "reference.key")]
    [InlineData("Deployment/api", $"{Container}|volumeMounts|9", "{name: nothing, mountPath: /x}", "volume.missing")]
    [InlineData("Deployment/api", $"{Container}|volumeMounts|9", "{name: uploads, mountPath: /tmp}", "mount.unique")]
    [InlineData("Deployment/api", $"{Container}|volumeMounts|9", "{name: uploads, mountPath: relative/path}", "mount.path")]
    [InlineData("Deployment/api", $"{Container}|volumeMounts|9", "{name: uploads, mountPath: \"/x:/y\"}", "mount.path")]
    [InlineData("Deployment/api", $"{Container}|volumeMounts|9", "{name: uploads, mountPath: /x/../y}", "mount.path")]
    [InlineData("Deployment/api", $"{Container}|image", "UPPER/x:1", "image.form")]
    [InlineData("Deployment/api", $"{Container}|image", "\"x:\"", "image.form")]
    [InlineData("Deployment/api", $"{Container}|env|9", "{name: TEMPLATE, value: x}", "env.unique")]
    [InlineData("Deployment/api", $"{Container}|env|9", "{name: X, value: \"$(NOTHING)\"}", "env.order")]
    [InlineData("Deployment/api", $"{Container}|args", "[\"$(NOTHING)\"]", "env.order")]
    [InlineData("Deployment/api", $"{Container}|ports|9", "{name: http, containerPort: 1}", "port.unique")]
    [InlineData("Deployment/api", $"{Container}|ports|9", "{name: far-too-long-name, containerPort: 1}", "port.name")]
    [InlineData("Deployment/api", $"{Container}|ports|9", "{name: \"80\", containerPort: 1}", "port.name")]
    [InlineData("Deployment/api", $"{Container}|readinessProbe|httpGet|port", "nothing", "port.missing")]
    [InlineData("Deployment/api", $"{Pod}|containers|1", "{name: api}", "container.unique")]
    [InlineData("Deployment/api", $"{Pod}|volumes|9", "{name: uploads, emptyDir: {}}", "volume.unique")]
    [InlineData("Deployment/api", $"{Pod}|volumes|9", "{name: Up_loads, emptyDir: {}}", "name.form")]
    [InlineData("Deployment/api", "spec|selector|matchLabels|tier", "x", "selector.pods")]
    [InlineData("Deployment/api", "metadata|labels|app.kubernetes.io/component", "not valid", "label.value")]
    [InlineData("Deployment/api", "metadata|labels|app.kubernetes.io/component", "1", "label.value")]
    [InlineData("Deployment/api", "spec|template|metadata|labels|Bad!", "x", "label.key")]
    [InlineData("Deployment/api", "spec|template|metadata|labels|UPPER/x", "x", "label.key")]
    [InlineData("Deployment/api", "metadata|annotations|a b", "x", "annotation.key")]
    [InlineData("Deployment/api", "spec|template|metadata|annotations|number", "1", "annotation.value")]
    [InlineData("Deployment/api", "metadata|name", "other", "name.content")]
    [InlineData("Deployment/api", "spec|replicas", "3", "scaler.replicas")]
    [InlineData("Service/api", "spec|selector|tier", "x", "selector.pods")]
    [InlineData("Service/api", "spec|ports|0|targetPort", "nothing", "port.missing")]
    [InlineData("Service/api", "spec|ports|0|targetPort", "1", "port.missing")]
    [InlineData("Service/api", "spec|ports|0|protocol", "UDP", "port.missing")]
    [InlineData("Service/api", "spec|ports|1", "{name: again, port: 8080, targetPort: http}", "port.unique")]
    [InlineData("StatefulSet/postgres", "spec|serviceName", "nothing", "reference.service")]
    [InlineData("Ingress/api", "spec|rules|0|http|paths|0|backend|service|name", "nothing", "reference.service")]
    [InlineData("Ingress/api", "spec|rules|0|http|paths|0|backend|service|port|name", "nothing", "port.missing")]
    [InlineData("Ingress/api", "spec|rules|0|host", "other.example.org", "route.tls")]
    [InlineData("HorizontalPodAutoscaler/api", "spec|scaleTargetRef|name", "nothing", "reference.target")]
    [InlineData("ScaledObject/worker", "spec|scaleTargetRef|name", "nothing", "reference.target")]
    [InlineData("ScaledObject/worker", "spec|triggers|0|authenticationRef|name", "nothing", "reference.triggerauthentication")]
    [InlineData("TriggerAuthentication/worker", "spec|secretTargetRef|0|name", "nothing", "reference.secret")]
    [InlineData("TriggerAuthentication/worker", "spec|secretTargetRef|0|key", "nothing", "reference.key")]
    [InlineData("PodDisruptionBudget/api", "spec|selector|matchLabels|tier", "x", "selector.pods")]
    [InlineData("ServiceMonitor/api", "spec|selector|matchLabels|tier", "x", "selector.service")]
    [InlineData("ServiceMonitor/api", "spec|endpoints|0|port", "nothing", "port.missing")]
    public void One_breach_is_found(string title, string path, string value, string rule)
    {
        var finding = Assert.Single(ObjectChecks.Check(Shop.With(title, path, value), Elsewhere));
        Assert.Equal((rule, title), (finding.Rule, finding.Object));
    }

    [Theory]
    [InlineData("ConfigMap/web-files", "reference.configmap")]
    [InlineData("ServiceAccount/web", "reference.serviceaccount")]
    [InlineData("PersistentVolumeClaim/uploads", "reference.persistentvolumeclaim")]
    [InlineData("ExternalSecret/shop-secrets", "reference.secret")]
    [InlineData("Service/postgres-headless", "reference.service")]
    [InlineData("Service/web", "reference.service")]
    [InlineData("TriggerAuthentication/worker", "reference.triggerauthentication")]
    [InlineData("Deployment/worker", "reference.target")]
    public void What_is_missing_is_missed(string title, string rule) =>
        Assert.Contains(ObjectChecks.Check(Shop.Without(title), Elsewhere), finding => finding.Rule == rule);

    [Fact]
    public void A_certificate_has_to_come_from_somewhere()
    {
        var model = Apps.One(api => api.With(it => it with { Hosts = ["a.example.org"] }));
        var objects = KubernetesObjects.Of(model);
        Assert.Empty(ObjectChecks.Check(objects, KubernetesObjects.MadeElsewhere(model)));
        Assert.Equal("reference.secret", Assert.Single(ObjectChecks.Check(objects)).Rule);
    }

    [Fact]
    public void A_second_object_of_a_name_is_found() =>
        Assert.Equal("name.unique", Assert.Single(ObjectChecks.Check([.. Shop, Shop.The("ConfigMap/web-files")], Elsewhere)).Rule);

    [Fact]
    public void A_second_file_of_a_name_is_found()
    {
        var schedule = Shop.The("Schedule/shop-prod");
        var other = new KubernetesObject("v1", "Schedule", "elsewhere", schedule.Name, Gaia.Manifests.Objects.Fields.Map(
            ("apiVersion", "v1"), ("kind", "Schedule"), ("metadata", Gaia.Manifests.Objects.Fields.Map(("name", schedule.Name), ("namespace", "elsewhere")))));
        Assert.Equal("name.file", Assert.Single(ObjectChecks.Check([.. Shop, other], Elsewhere)).Rule);
    }

    [Fact]
    public void A_second_scaler_is_found()
    {
        var scaler = Shop.The("HorizontalPodAutoscaler/api");
        var second = new[] { scaler with { Name = "second" } }.With("HorizontalPodAutoscaler/second", "metadata|name", "second");
        Assert.Equal("scaler.unique", Assert.Single(ObjectChecks.Check([.. Shop, .. second], Elsewhere)).Rule);
    }

    [Theory]
    [InlineData("Service", "with.dots", "shop-prod", "name.form")]
    [InlineData("ConfigMap", "Upper", "shop-prod", "name.form")]
    [InlineData("ConfigMap", "fine.with.dots", null, "name.namespace")]
    [InlineData("Namespace", "fine", "shop-prod", "name.namespace")]
    public void A_name_that_Kubernetes_refuses_is_found(string kind, string name, string? space, string rule)
    {
        var item = new KubernetesObject("v1", kind, space, name, Gaia.Manifests.Objects.Fields.Map(
            ("apiVersion", "v1"), ("kind", kind), ("metadata", Gaia.Manifests.Objects.Fields.Map(("name", name), ("namespace", space)))));
        Assert.Contains(ObjectChecks.Check([item]), finding => finding.Rule == rule);
    }

    [Fact]
    public void An_HTTPRoute_leads_to_a_port()
    {
        var model = Apps.One(api => api.With(it => it with { Hosts = ["a.example.org"] }), Apps.Settings with { Exposure = new(Gaia.Manifests.Settings.ExposureKind.Gateway, Gateway: "edge/public") });
        var objects = KubernetesObjects.Of(model);
        Assert.Empty(ObjectChecks.Check(objects));
        Assert.Equal("port.missing", Assert.Single(ObjectChecks.Check(objects.With("HTTPRoute/api", "spec|rules|0|backendRefs|0|port", "1"))).Rule);
        Assert.Equal("reference.service", Assert.Single(ObjectChecks.Check(objects.With("HTTPRoute/api", "spec|rules|0|backendRefs|0|name", "nothing"))).Rule);
    }
}
