using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Secrets;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>A changed value changes the pods' template, so that they are replaced.</summary>
internal static class Checksums
{
    public static MapNode Of(AppModel model, Workload workload)
    {
        var config = Fields.Map(("env", ContainerEnvironment.Config(workload).Some()), ("files", FileMounts.Data(workload).Some()));
        var secrets = SecretUse.Content(model, workload);
        return Fields.Map(
            ("checksum/config", config.Count == 0 ? null : Digest.Of(config, 64)),
            ("checksum/secrets", secrets.Count == 0 ? null : Digest.Of(secrets, 64)));
    }
}
