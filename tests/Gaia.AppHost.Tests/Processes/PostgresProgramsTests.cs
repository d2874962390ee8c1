using Gaia.AppHost.Local;
using Gaia.AppHost.Processes;

namespace Gaia.AppHost.Tests.Processes;

public sealed class PostgresProgramsTests : IDisposable
{
    private readonly TestFolder _folder = TestFolder.Create("programs");

    [Fact]
    public void New_data_is_for_the_newest()
    {
        Install("9.6", "9.6.24");
        Install("15", "15.8");
        Install("17", "17.2");
        Assert.EndsWith("/17/bin", PostgresPrograms.For(_folder.Path, Programs));
        Assert.Null(PostgresPrograms.Missing("postgres", _folder.Path, Programs));
    }

    [Fact]
    public void Data_is_for_the_version_that_wrote_it()
    {
        Install("15", "15.8");
        Install("17", "17.2");
        WriteVersion(15);
        Assert.EndsWith("/15/bin", PostgresPrograms.For(_folder.Path, Programs));
        WriteVersion(16);
        var missing = PostgresPrograms.Missing("postgres", _folder.Path, Programs)!;
        Assert.Contains("PostgreSQL 16", missing.Problem);
        Assert.Equal("postgresql-16", missing.Package);
    }

    [Fact]
    public void None_is_a_package_to_install()
    {
        var missing = PostgresPrograms.Missing("postgres", _folder.Path, Programs)!;
        Assert.Contains("which is not on this machine", missing.Problem);
        Assert.Equal("postgresql", missing.Package);
    }

    [Fact]
    public void One_that_is_too_old_is_named()
    {
        Install("11", "11.22");
        Assert.Contains("PostgreSQL 13 or later (initdb, postgres); this machine has 11", PostgresPrograms.Missing("postgres", _folder.Path, Programs)!.Problem);
    }

    [Fact]
    public void The_path_comes_first()
    {
        Install("17", "17.2");
        Install("15", "15.8");
        var path = new ProgramFolders([Path.Combine(_folder.Path, "debian", "15", "bin")], Programs.DebianPostgres);
        Assert.EndsWith("/15/bin", PostgresPrograms.For(_folder.Path, path));
    }

    public void Dispose() => _folder.Dispose();

    private ProgramFolders Programs => new([], Path.Combine(_folder.Path, "debian"));

    private void WriteVersion(int major)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "data"));
        File.WriteAllText(Path.Combine(_folder.Path, "data", "PG_VERSION"), $"{major}\n");
    }

    private void Install(string name, string version)
    {
        var bin = Directory.CreateDirectory(Path.Combine(_folder.Path, "debian", name, "bin")).FullName;
        foreach (var program in new[] { "initdb", "postgres" })
        {
            File.WriteAllText(Path.Combine(bin, program), $"#!/bin/sh\necho '{program} (PostgreSQL) {version} (Debian {version}-1)'\n");
            File.SetUnixFileMode(Path.Combine(bin, program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
