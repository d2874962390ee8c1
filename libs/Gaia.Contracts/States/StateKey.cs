using System.Security.Cryptography;
using System.Text;

namespace Gaia.Contracts;

/// <summary>Names a state in <see cref="Routes.StateBackend"/>.</summary>
public static class StateKey
{
    public const int Length = 32;

    /// <param name="stateIdentity">As runs show it: <c>local:components/terraform/app/terraform.tfstate#default</c>.</param>
    /// <returns>The first 32 lower-case hexadecimal digits of its SHA-256.</returns>
    public static string Of(string stateIdentity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stateIdentity)))[..Length];
}
