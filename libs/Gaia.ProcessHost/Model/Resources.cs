namespace Gaia.ProcessHost;

/// <summary>A .NET project, run from its built output.</summary>
public sealed class ProjectResource(string name, IProjectMetadata project)
    : Resource(name), IResourceWithEnvironment, IResourceWithWaitSupport, IResourceWithServiceDiscovery
{
    internal IProjectMetadata Project { get; } = project;
}

/// <summary>Any program of the machine.</summary>
public sealed class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithWaitSupport, IResourceWithServiceDiscovery
{
    public string Command { get; } = command;
    public string WorkingDirectory { get; } = workingDirectory;
}

/// <summary>Generated for each service project that the AppHost references: Projects.Gaia_Api.</summary>
public interface IProjectMetadata
{
    string ProjectPath { get; }

    /// <summary>The built assembly.</summary>
    string TargetPath { get; }
}
