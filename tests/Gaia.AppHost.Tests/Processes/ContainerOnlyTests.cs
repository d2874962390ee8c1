using Gaia.AppHost.Local;
using Gaia.AppHost.Processes;

namespace Gaia.AppHost.Tests.Processes;

/// <summary>What only a container can have is refused by name, whether the model says it before or after RunAsProcess.</summary>
public sealed class ContainerOnlyTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();
    private readonly LocalMachine _machine = new(new DataFolder("/nowhere"), runs: true, engine: null);

    [Fact]
    public void A_mount_that_is_not_the_data() => Refused("the mount of /here at /there", postgres => postgres.WithBindMount("/here", "/there"));

    [Fact]
    public void Data_in_a_folder_of_ones_own() => Refused("the mount of /mine at /var/lib/postgresql", postgres => postgres.WithDataBindMount("/mine"));

    [Fact]
    public void Files_elsewhere_than_for_the_first_start() =>
        Refused("the files at /etc/postgresql", postgres => postgres.WithContainerFiles("/etc/postgresql", [new ContainerFile { Name = "x.conf", Contents = "" }]));

    [Fact]
    public void Arguments_for_the_engine() => Refused("arguments of the container engine", postgres => postgres.WithContainerRuntimeArgs("--cpus=1"));

    [Fact]
    public void Arguments_for_the_server() => Refused("arguments of its own", postgres => postgres.WithArgs("-c", "work_mem=1GB"));

    [Fact]
    public void A_life_longer_than_the_AppHosts() => Refused("the lifetime 'Persistent'", postgres => postgres.WithLifetime(ContainerLifetime.Persistent));

    [Fact]
    public void Data_and_files_for_the_first_start_are_fine()
    {
        var postgres = _builder.AddPostgres("postgres").WithDataVolume().WithInitFiles("/tmp").RunAsProcess(_machine);
        var redis = _builder.AddRedis("redis").WithDataVolume().RunAsProcess(_machine);
        Assert.Null(ContainerOnly.Missing(postgres.Resource));
        Assert.Null(ContainerOnly.Missing(redis.Resource));
    }

    private void Refused(string name, Action<IResourceBuilder<PostgresServerResource>> says)
    {
        var before = _builder.AddPostgres("before");
        says(before);
        before.RunAsProcess(_machine);
        var after = _builder.AddPostgres("after").RunAsProcess(_machine);
        says(after);
        foreach (var server in new[] { before, after })
            Assert.Contains(name, ContainerOnly.Missing(server.Resource)?.Problem);
    }
}
