using Gaia.ServiceDefaults.Database;
using Gaia.ServiceDefaults.Settings;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gaia.ServiceDefaults.Tests;

public sealed class PasswordFileTests(Postgres postgres) : IDisposable
{
    private const string Setting = "Gaia__Database__PasswordFile";
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-password-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder, "password");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_password_that_was_changed_counts_for_the_next_connection()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var role = $"rotating_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'first'", Stop);
        try
        {
            Write("first\n");
            var source = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = null, Pooling = false }.ConnectionString);
            GaiaDatabase.UsePasswordFile(source, File);
            await using var service = source.Build();
            await (await service.OpenConnectionAsync(Stop)).DisposeAsync();

            await database.ExecuteAsync($"ALTER ROLE {role} PASSWORD 'second'", Stop);
            var refused = await Assert.ThrowsAsync<PostgresException>(async () => await service.OpenConnectionAsync(Stop));
            Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
            Write("second");
            await (await service.OpenConnectionAsync(Stop)).DisposeAsync();

            System.IO.File.Delete(File);
            var missing = await Assert.ThrowsAsync<NpgsqlException>(async () => await service.OpenConnectionAsync(Stop));
            Assert.Equal($"{Setting}: the password file {File} does not exist. Mount or write it, or correct the setting.", missing.GetBaseException().Message);
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE {role}", Stop);
        }
    }

    [Fact]
    public void An_empty_one_is_named() => Assert.Contains($"{Setting}: the password file {Write("\n")} is empty", Refused());

    [Fact]
    public void One_that_everybody_can_read_is_refused()
    {
        System.IO.File.SetUnixFileMode(Write("secret"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("chmod 0600", Refused());
        Assert.DoesNotContain("secret", Refused());
    }

    [Fact]
    public void A_folder_is_no_file() => Assert.Contains($"the password file {folder} cannot be read", Refused(folder));

    [Fact]
    public void Two_passwords_are_one_too_many()
    {
        var source = new NpgsqlDataSourceBuilder("Host=db;Password=secret");
        var refused = Assert.Throws<WrongSettingException>(() => GaiaDatabase.UsePasswordFile(source, Write("another")));
        Assert.Contains($"{Setting} names a file", refused.Message);
    }

    private string Refused(string? file = null) =>
        Assert.Throws<PasswordFileException>(() => PasswordFile.Read(file ?? File, Setting)).Message;

    private string Write(string text)
    {
        System.IO.File.WriteAllText(File, text);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return File;
    }
}
