using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>
/// Pod Security Standards, profile "restricted", as Kubernetes' admission applies it: https://kubernetes.io/docs/concepts/security/pod-security-standards.
/// Linux only; what is true of the pod holds for a container that does not say otherwise.
/// </summary>
public static class PodSecurity
{
    private static readonly string[] VolumeTypes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] Sysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
    ];

    private static readonly string[] SeLinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    private const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

    public static IReadOnlyList<Finding> Check(IEnumerable<KubernetesObject> objects) =>
        [.. PodSpec.In(objects).SelectMany(pod => OfPod(pod).Concat(pod.Containers.SelectMany(OfContainer)))];

    private static IEnumerable<Finding> OfPod(PodSpec pod)
    {
        foreach (var name in new[] { "hostNetwork", "hostPID", "hostIPC" })
            if (pod.Spec.FlagAt(name) == true)
                yield return pod.Broken(name, $"{name} has to be false.");
        foreach (var volume in pod.Spec.ItemsAt("volumes").OfType<MapNode>())
            foreach (var (type, _) in volume.Where(field => field.Key != "name" && !VolumeTypes.Contains(field.Key)))
                yield return pod.Broken("volumes", $"Volume {volume.TextAt("name")} is of type {type}. Allowed are {string.Join(", ", VolumeTypes)}.");
        foreach (var sysctl in pod.Spec.ItemsAt("securityContext", "sysctls").Select(item => item.TextAt("name")).Where(name => !Sysctls.Contains(name)))
            yield return pod.Broken("sysctls", $"Sysctl {sysctl} is not among the safe ones.");
        foreach (var (name, value) in pod.Metadata.MapAt("annotations").Where(item => item.Key.StartsWith(AppArmorAnnotation, StringComparison.Ordinal)))
            if (value.ToString() is not ("" or "runtime/default") && !value.ToString()!.StartsWith("localhost/", StringComparison.Ordinal))
                yield return pod.Broken("appArmor", $"Annotation {name} is {value}. It has to be runtime/default or localhost/PROFILE.");
        foreach (var (rule, message) in OfContext(pod.Spec.MapAt("securityContext")))
            yield return pod.Broken(rule, message);
    }

    private static IEnumerable<Finding> OfContainer(Container container)
    {
        var (security, pod) = (container.Security, container.Pod.Spec.MapAt("securityContext"));
        foreach (var (rule, message) in OfContext(security)) yield return container.Broken(rule, message);
        if (security.FlagAt("privileged") == true) yield return container.Broken("privileged", "privileged has to be false.");
        if (security.FlagAt("allowPrivilegeEscalation") != false) yield return container.Broken("allowPrivilegeEscalation", "allowPrivilegeEscalation has to be false.");
        if (security.FlagAt("runAsNonRoot") is null && pod.FlagAt("runAsNonRoot") != true) yield return container.Broken("runAsNonRoot", "runAsNonRoot has to be true.");
        if ((security.TextAt("seccompProfile", "type") ?? pod.TextAt("seccompProfile", "type")) is null) yield return container.Broken("seccompProfile", "seccompProfile.type has to be RuntimeDefault or Localhost.");
        if (security.TextAt("procMount") is { } mount and not "Default") yield return container.Broken("procMount", $"procMount is {mount}. It has to be Default.");
        foreach (var port in container.Spec.ItemsAt("ports").Where(port => port.NumberAt("hostPort") is not (null or 0)))
            yield return container.Broken("hostPorts", $"hostPort {port.NumberAt("hostPort")} has to be left out.");
        foreach (var finding in Capabilities(container).Concat(Hosts(container))) yield return finding;
    }

    private static IEnumerable<Finding> Capabilities(Container container)
    {
        if (!container.Security.ItemsAt("capabilities", "drop").Any(item => item.ToString() == "ALL"))
            yield return container.Broken("capabilities", "capabilities.drop has to name ALL.");
        foreach (var added in container.Security.ItemsAt("capabilities", "add").Where(item => item.ToString() != "NET_BIND_SERVICE"))
            yield return container.Broken("capabilities", $"Capability {added} is added. Only NET_BIND_SERVICE may be.");
    }

    private static IEnumerable<Finding> Hosts(Container container) =>
        from handler in container.Handlers
        from way in new[] { "httpGet", "tcpSocket" }
        let host = handler.Handler.TextAt(way, "host")
        where !string.IsNullOrEmpty(host)
        select container.Broken("hostProbes", $"{handler.Place} asks host {host}. It may only ask the pod itself: leave host out.");

    // What a pod's context and a container's have in common.
    private static IEnumerable<(string Rule, string Message)> OfContext(MapNode security)
    {
        if (security.FlagAt("runAsNonRoot") == false) yield return ("runAsNonRoot", "runAsNonRoot has to be true.");
        if (security.NumberAt("runAsUser") == 0) yield return ("runAsUser", "runAsUser is 0, which is root. Set another user.");
        if (security.TextAt("seccompProfile", "type") is { } seccomp and not ("RuntimeDefault" or "Localhost"))
            yield return ("seccompProfile", $"seccompProfile.type is {seccomp}. It has to be RuntimeDefault or Localhost.");
        if (security.TextAt("appArmorProfile", "type") is { } armor and not ("RuntimeDefault" or "Localhost"))
            yield return ("appArmor", $"appArmorProfile.type is {armor}. It has to be RuntimeDefault or Localhost.");
        if (security.TextAt("seLinuxOptions", "type") is { } type && !SeLinuxTypes.Contains(type))
            yield return ("seLinux", $"seLinuxOptions.type is {type}. Allowed are {string.Join(", ", SeLinuxTypes.Skip(1))}.");
        foreach (var field in new[] { "user", "role" })
            if (!string.IsNullOrEmpty(security.TextAt("seLinuxOptions", field)))
                yield return ("seLinux", $"seLinuxOptions.{field} has to be left out.");
        if (security.FlagAt("windowsOptions", "hostProcess") == true) yield return ("hostProcess", "windowsOptions.hostProcess has to be false.");
    }
}
