using Gaia.AppHost.Local;

namespace Gaia.AppHost.Processes;

/// <summary>
/// A server that the model knows as a container, run as a process of this machine. It takes the container's place under
/// the same name and shares its annotations (endpoint, environment, health), so that references and waits stay Aspire's.
/// </summary>
internal sealed class MachineProcess<TServer>(TServer server, string workingDirectory)
    : ExecutableResource(server.Name, Guard.Shell, workingDirectory), IResourceWithConnectionString
    where TServer : ContainerResource, IResourceWithConnectionString
{
    // The base constructor reads this already; captured parameters are set before it runs.
    public override ResourceAnnotationCollection Annotations => server.Annotations;

    public ReferenceExpression ConnectionStringExpression => server.ConnectionStringExpression;

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
        ((IResourceWithConnectionString)server).GetConnectionProperties();
}
