using Gaia.Manifests.Checks;
using Gaia.Manifests.Tests.Objects;

namespace Gaia.Manifests.Tests.Checks;

public sealed class PodSecurityTests
{
    private const string Pod = "spec|template|spec";
    private const string Container = $"{Pod}|containers|0";

    [Theory]
    [InlineData($"{Pod}|hostNetwork", "true", "hostNetwork")]
    [InlineData($"{Pod}|hostPID", "true", "hostPID")]
    [InlineData($"{Pod}|hostIPC", "true", "hostIPC")]
    [InlineData($"{Pod}|volumes|9", "{name: root, hostPath: {path: /}}", "volumes")]
    [InlineData($"{Pod}|volumes|9", "{name: share, nfs: {server: s, path: /}}", "volumes")]
    [InlineData($"{Pod}|securityContext|sysctls", "[{name: kernel.msgmax, value: \"1\"}]", "sysctls")]
    [InlineData($"{Pod}|securityContext|runAsUser", "0", "runAsUser")]
    [InlineData($"{Pod}|securityContext|runAsNonRoot", "false", "runAsNonRoot")]
    [InlineData($"{Pod}|securityContext|seccompProfile", null, "seccompProfile")]
    [InlineData($"{Pod}|securityContext|seccompProfile|type", "Unconfined", "seccompProfile")]
    [InlineData($"{Pod}|securityContext|appArmorProfile|type", "Unconfined", "appArmor")]
    [InlineData($"{Pod}|securityContext|seLinuxOptions|type", "spc_t", "seLinux")]
    [InlineData($"{Pod}|securityContext|seLinuxOptions|user", "root", "seLinux")]
    [InlineData($"{Pod}|securityContext|windowsOptions|hostProcess", "true", "hostProcess")]
    [InlineData("spec|template|metadata|annotations|container.apparmor.security.beta.kubernetes.io/api", "unconfined", "appArmor")]
    [InlineData($"{Container}|securityContext|privileged", "true", "privileged")]
    [InlineData($"{Container}|securityContext|allowPrivilegeEscalation", "true", "allowPrivilegeEscalation")]
    [InlineData($"{Container}|securityContext|allowPrivilegeEscalation", null, "allowPrivilegeEscalation")]
    [InlineData($"{Container}|securityContext|runAsNonRoot", "false", "runAsNonRoot")]
    [InlineData($"{Container}|securityContext|runAsUser", "0", "runAsUser")]
    [InlineData($"{Container}|securityContext|procMount", "Unmasked", "procMount")]
    [InlineData($"{Container}|securityContext|seccompProfile|type", "Unconfined", "seccompProfile")]
    [InlineData($"{Container}|securityContext|appArmorProfile|type", "Unconfined", "appArmor")]
    [InlineData($"{Container}|securityContext|seLinuxOptions|role", "sysadm_r", "seLinux")]
    [InlineData($"{Container}|securityContext|capabilities", null, "capabilities")]
    [InlineData($"{Container}|securityContext|capabilities|drop", "[NET_RAW]", "capabilities")]
    [InlineData($"{Container}|securityContext|capabilities|add", "[CHOWN]", "capabilities")]
    [InlineData($"{Container}|ports|0|hostPort", "80", "hostPorts")]
    [InlineData($"{Container}|livenessProbe|tcpSocket|host", "10.0.0.1", "hostProbes")]
    [InlineData($"{Container}|lifecycle|preStop|httpGet", "{host: 169.254.169.254, port: 80}", "hostProbes")]
    public void One_breach_is_found(string path, string? value, string rule)
    {
        var finding = Assert.Single(PodSecurity.Check(KubernetesObjects.Of(Apps.One()).With("Deployment/api", path, value)));
        Assert.Equal((rule, "Deployment/api"), (finding.Rule, finding.Object));
        Assert.Equal(path.StartsWith(Container, StringComparison.Ordinal) ? "api" : rule is "seccompProfile" && value is null ? "api" : null, finding.Container);
    }

    [Theory]
    [InlineData($"{Pod}|volumes|9", "{name: token, projected: {sources: []}}")]
    [InlineData($"{Pod}|securityContext|sysctls", "[{name: net.ipv4.tcp_syncookies, value: \"1\"}]")]
    [InlineData($"{Pod}|securityContext|seLinuxOptions|type", "container_t")]
    [InlineData($"{Pod}|securityContext|appArmorProfile|type", "RuntimeDefault")]
    [InlineData("spec|template|metadata|annotations|container.apparmor.security.beta.kubernetes.io/api", "localhost/strict")]
    [InlineData($"{Container}|securityContext|capabilities|add", "[NET_BIND_SERVICE]")]
    [InlineData($"{Container}|securityContext|procMount", "Default")]
    [InlineData($"{Container}|securityContext|seccompProfile|type", "Localhost")]
    [InlineData($"{Container}|ports|0|hostPort", "0")]
    [InlineData($"{Pod}|hostNetwork", "false")]
    public void What_is_allowed_is_not(string path, string value) =>
        Assert.Empty(PodSecurity.Check(KubernetesObjects.Of(Apps.One()).With("Deployment/api", path, value)));

    [Theory]
    [InlineData("initContainers")]
    [InlineData("ephemeralContainers")]
    public void Every_container_is_looked_at(string list)
    {
        var findings = PodSecurity.Check(KubernetesObjects.Of(Apps.One()).With("Deployment/api", $"{Pod}|{list}", "[{name: other, image: a:1}]"));
        Assert.Equal([("allowPrivilegeEscalation", "other"), ("capabilities", "other")], findings.Select(finding => (finding.Rule, finding.Container)));
    }

    [Theory]
    [InlineData("StatefulSet/postgres")]
    [InlineData("Deployment/otel-collector")]
    [InlineData("StatefulSet/aspire-dashboard")]
    public void Every_kind_is_looked_at(string title) =>
        Assert.Equal(title, Assert.Single(PodSecurity.Check(KubernetesObjects.Of(Apps.Shop()).With(title, $"{Pod}|hostPID", "true"))).Object);

    [Fact]
    public void A_finding_says_where_and_what() => Assert.Equal("Deployment/api, container api: privileged has to be false. [privileged]",
        Assert.Single(PodSecurity.Check(KubernetesObjects.Of(Apps.One()).With("Deployment/api", $"{Container}|securityContext|privileged", "true"))).Describe());
}
