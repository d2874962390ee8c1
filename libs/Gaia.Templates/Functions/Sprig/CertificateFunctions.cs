using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>Certificates as Sprig makes them: {Cert, Key}, both PEM, RSA 2048 unless a key is given.</summary>
internal static class CertificateFunctions
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    public static void AddTo(FunctionTable table)
    {
        table.Add("buildCustomCert", 2, call => Pair(Decoded(call, 0), Decoded(call, 1)));
        table.Add("genCA", 2, call => Authority(call, null));
        table.Add("genCAWithKey", 3, call => Authority(call, call.String(2)));
        table.Add("genSelfSignedCert", 4, call => SelfSigned(call, null));
        table.Add("genSelfSignedCertWithKey", 5, call => SelfSigned(call, call.String(4)));
        table.Add("genSignedCert", 5, call => Signed(call, null));
        table.Add("genSignedCertWithKey", 6, call => Signed(call, call.String(5)));
    }

    private static MapNode Authority(TemplateCall call, string? key)
    {
        using var own = Key(call, key);
        var request = Request(call, own, isAuthority: true);
        using var made = request.CreateSelfSigned(Start(), End(call, 1));
        return Pair(made.ExportCertificatePem() + "\n", key ?? Pem(own));
    }

    private static MapNode SelfSigned(TemplateCall call, string? key)
    {
        using var own = Key(call, key);
        var request = WithNames(call, Request(call, own, isAuthority: false));
        using var made = request.CreateSelfSigned(Start(), End(call, 3));
        return Pair(made.ExportCertificatePem() + "\n", key ?? Pem(own));
    }

    private static MapNode Signed(TemplateCall call, string? key)
    {
        using var own = Key(call, key);
        using var issuer = Issuer(call);
        var request = WithNames(call, Request(call, own, isAuthority: false));
        var end = End(call, 3);
        var last = new DateTimeOffset(issuer.NotAfter.ToUniversalTime());
        try
        {
            using var made = request.Create(issuer, Start(), end < last ? end : last, RandomNumberGenerator.GetBytes(16));
            return Pair(made.ExportCertificatePem() + "\n", key ?? Pem(own));
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            throw call.Fail($"cannot sign: {fault.Message}");
        }
    }

    private static X509Certificate2 Issuer(TemplateCall call)
    {
        if (call[4] is not MapNode { } map || map.Text("Cert") is not { } certificate || map.Text("Key") is not { } key)
            throw call.Fail("the fifth argument must be a certificate of genCA or buildCustomCert");
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            throw call.Fail($"cannot read the authority: {fault.Message}");
        }
    }

    private static CertificateRequest Request(TemplateCall call, RSA key, bool isAuthority)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(call.String(0));
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature | (isAuthority ? X509KeyUsageFlags.KeyCertSign : 0), critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuth), new Oid(ClientAuth)], critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static CertificateRequest WithNames(TemplateCall call, CertificateRequest request)
    {
        var names = new SubjectAlternativeNameBuilder();
        var any = false;
        foreach (var text in Texts(call, 1))
        {
            names.AddIpAddress(IPAddress.TryParse(text, out var address) ? address : throw call.Fail($"{text} is not an IP address"));
            any = true;
        }

        foreach (var text in Texts(call, 2))
        {
            names.AddDnsName(text);
            any = true;
        }

        if (any) request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static IEnumerable<string> Texts(TemplateCall call, int position) => Shape.IsNull(call[position])
        ? []
        : call.List(position).Select(item => item is StringNode text ? text.Value : throw call.Fail("names and addresses must be text"));

    private static RSA Key(TemplateCall call, string? pem)
    {
        call.Charge(Cost.Key);
        if (pem is null) return RSA.Create(2048);
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return rsa;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            throw call.Fail($"the key is not an RSA key in PEM: {fault.Message}");
        }
    }

    private static string Pem(RSA key) => key.ExportRSAPrivateKeyPem() + "\n";

    private static DateTimeOffset Start() => TimeProvider.System.GetUtcNow();

    private static DateTimeOffset End(TemplateCall call, int position) => call.Int(position) is > 0 and < 100_000 and var days
        ? Start().AddDays(days)
        : throw call.Fail("the number of days must be above zero");

    private static string Decoded(TemplateCall call, int position)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(call.String(position)));
        }
        catch (FormatException)
        {
            throw call.Fail("certificate and key must be base64 of PEM");
        }
    }

    private static MapNode Pair(string certificate, string key) => new([new("Cert", Make.Text(certificate)), new("Key", Make.Text(key))]);
}
