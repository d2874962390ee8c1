using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gaia.Templates.Tests;

/// <summary>What comes out differs every time, so what it must satisfy is tested; derived passwords are those of Sprig's own tests.</summary>
public sealed class SprigSecretsTests
{
    [Theory]
    [InlineData(1, "long", "ZedaFaxcZaso9*")]
    [InlineData(2, "long", "Fovi2@JifpTupx")]
    [InlineData(1, "maximum", "pf4zS1LjCg&LjhsZ7T2~")]
    [InlineData(1, "pin", "6685")]
    [InlineData(1, "huge", "cannot find password template huge")]
    public void Passwords_are_derived_as_Master_Password_does(int counter, string kind, string expected) =>
        Assert.Equal(expected, Data.Render($"{{{{ derivePassword {counter} \"{kind}\" \"password\" \"user\" \"example.com\" }}}}"));

    [Fact]
    public void Bcrypt_verifies_and_htpasswd_puts_the_user_before_it()
    {
        Assert.True(BCrypt.Net.BCrypt.Verify("secret", Data.Render("{{ bcrypt \"secret\" }}")));
        var line = Data.Render("{{ htpasswd \"ada\" \"secret\" }}").Split(':', 2);
        Assert.Equal("ada", line[0]);
        Assert.StartsWith("$2a$10$", line[1], StringComparison.Ordinal);
        Assert.True(BCrypt.Net.BCrypt.Verify("secret", line[1]));
        Assert.Equal("invalid username: a:b", Data.Render("{{ htpasswd \"a:b\" \"secret\" }}"));
    }

    [Fact]
    public void An_authority_signs()
    {
        var parts = Data.Render("{{ $ca := genCA \"root\" 30 }}{{ $c := genSignedCert \"web\" (list \"10.0.0.1\") (list \"web.local\" \"w\") 10 $ca }}{{ $ca.Cert }}|{{ $c.Cert }}|{{ $c.Key }}").Split('|');
        using var authority = X509Certificate2.CreateFromPem(parts[0]);
        using var leaf = X509Certificate2.CreateFromPem(parts[1], parts[2]);
        Assert.Equal(("CN=root", "CN=web", "CN=root"), (authority.Subject, leaf.Subject, leaf.Issuer));
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(["web.local", "w"], names.EnumerateDnsNames());
        Assert.Equal("10.0.0.1", names.EnumerateIPAddresses().Single().ToString());
        Assert.True(authority.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.InRange((leaf.NotAfter - leaf.NotBefore).TotalDays, 9.9, 10.1);
        Assert.True(leaf.HasPrivateKey);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(leaf), string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Fact]
    public void Keys_and_certificates_may_be_given()
    {
        using var key = RSA.Create(2048);
        var pem = Convert.ToBase64String(Encoding.UTF8.GetBytes(key.ExportRSAPrivateKeyPem()));
        var parts = Data.Render("{{ $k := \"" + pem + "\" | b64dec }}{{ $s := genSelfSignedCertWithKey \"me\" nil nil 5 $k }}{{ $k }}|{{ $s.Key }}|{{ $s.Cert }}|{{ (buildCustomCert ($s.Cert | b64enc) ($k | b64enc)).Cert }}").Split('|');
        Assert.Equal(parts[0], parts[1]);
        Assert.Equal(parts[2], parts[3]);
        using var own = X509Certificate2.CreateFromPem(parts[2], parts[0]);
        Assert.Equal(own.Subject, own.Issuer);
    }

    [Theory]
    [InlineData("{{ genSignedCert \"web\" nil nil 10 \"x\" }}", "genCA or buildCustomCert")]
    [InlineData("{{ genCA \"a\" 0 }}", "days")]
    [InlineData("{{ genSelfSignedCert \"a\" (list \"nope\") nil 1 }}", "nope is not an IP address")]
    [InlineData("{{ genCAWithKey \"a\" 1 \"junk\" }}", "not an RSA key")]
    [InlineData("{{ buildCustomCert \"%\" \"%\" }}", "base64")]
    public void What_cannot_be_made_is_an_error(string template, string message) =>
        Assert.Contains(message, Assert.Throws<TemplateException>(() => Data.Render(template)).Message);
}
