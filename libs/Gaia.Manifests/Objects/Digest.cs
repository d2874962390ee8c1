using System.Security.Cryptography;
using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Manifests.Objects;

internal static class Digest
{
    /// <param name="digits">Of 64 hexadecimal ones.</param>
    public static string Of(Node node, int digits) => Of(NodeJson.Write(node, 0), digits);

    public static string Of(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
