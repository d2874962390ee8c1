using System.Security.Cryptography;
using System.Text;

namespace Gaia.Contracts.States;

/// <summary>
/// The id of a state from its identity. Compiled into Gaia.Contracts (the client makes the address) and into Gaia.Runs (the
/// server knows the state by it), so that both can only agree.
/// </summary>
internal static class StateHash
{
    public const int Length = 32;

    /// <param name="identity">Backend, key and workspace: <c>local:components/terraform/app/terraform.tfstate#default</c>.</param>
    /// <returns>The first 32 lower-case hexadecimal digits of its SHA-256.</returns>
    public static string Of(string identity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..Length];
}
