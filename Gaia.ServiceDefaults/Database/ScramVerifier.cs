using System.Security.Cryptography;
using System.Text;

namespace Gaia.ServiceDefaults.Database;

/// <summary>
/// What PostgreSQL keeps of a password (RFC 5803): <c>SCRAM-SHA-256$4096:salt$StoredKey:ServerKey</c>. It is made here, so
/// that the password itself is in no statement, and so in no log of the server.
/// </summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;

    /// <param name="password">Visible ASCII: others would have to be normalised as the client does it (SASLprep).</param>
    public static string Of(string password, ReadOnlySpan<byte> salt)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }

    public static string Of(string password) => Of(password, RandomNumberGenerator.GetBytes(16));

    public static bool Takes(string password) => password.All(c => c is > ' ' and <= '~');
}
