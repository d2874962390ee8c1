namespace Gaia.Containers.Tests;

[Collection(ImagesCollection.Name)]
public sealed class WorkerImageTests(BuiltImages images)
{
    private const string Worker = "gaia-worker";

    [Theory]
    [InlineData("terraform", "version", "v1.")]
    [InlineData("git", "--version", "git version")]
    [InlineData("pg_dump", "--version", "pg_dump (PostgreSQL)")]
    [InlineData("pg_basebackup", "--version", "pg_basebackup (PostgreSQL)")]
    [InlineData("pg_receivewal", "--version", "pg_receivewal (PostgreSQL)")]
    [InlineData("psql", "--version", "psql (PostgreSQL)")]
    [InlineData("restic", "version", "restic ")]
    [InlineData("bwrap", "--version", "bubblewrap ")]
    public async Task The_worker_has_the_programs_that_its_jobs_run(string program, string question, string answer)
    {
        Needs.Containers();
        Assert.Contains(answer, await images.RunAsync(Worker, program, question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_can_check_certificates()
    {
        Needs.Containers();
        Assert.NotEqual("0", (await images.RunAsync(Worker, "grep", "-c", "BEGIN CERTIFICATE", "/etc/ssl/certs/ca-certificates.crt")).Trim());
    }

    [Fact]
    public async Task Its_user_owns_the_data_folder_and_not_the_application()
    {
        Needs.Containers();
        Assert.Equal("1654", (await images.RunAsync(Worker, "id", "-u")).Trim());
        Assert.Equal("1654", (await images.RunAsync(Worker, "stat", "-c", "%u", "/var/lib/gaia")).Trim());
        Assert.Equal("0", (await images.RunAsync(Worker, "stat", "-c", "%u", "/app/Gaia.Worker.dll")).Trim());
    }
}
