using System.Security.Cryptography;
using System.Text;
using Gaia.ServiceDefaults.Database;

namespace Gaia.ServiceDefaults.Tests;

public sealed class ScramVerifierTests
{
    /// <summary>The exchange of RFC 7677, section 3: the server's signature is made with the key that the verifier holds.</summary>
    [Fact]
    public void It_is_that_of_the_rfc()
    {
        const string Nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        const string Message = $"n=user,r=rOprNGfwEbeRWgbNEkqO,r={Nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r={Nonce}";

        var verifier = ScramVerifier.Of("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="));

        Assert.StartsWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$", verifier, StringComparison.Ordinal);
        var keys = verifier.Split('$')[2].Split(':').Select(Convert.FromBase64String).ToArray();
        var message = Encoding.ASCII.GetBytes(Message);
        Assert.Equal("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Convert.ToBase64String(HMACSHA256.HashData(keys[1], message)));
        // The client's proof, unmasked with the stored key, is the key that this is the hash of.
        var proof = Convert.FromBase64String("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        var client = proof.Zip(HMACSHA256.HashData(keys[0], message), (a, b) => (byte)(a ^ b)).ToArray();
        Assert.Equal(keys[0], SHA256.HashData(client));
    }
}
