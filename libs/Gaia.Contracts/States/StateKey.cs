using Gaia.Contracts.States;

namespace Gaia.Contracts;

/// <summary>Names a state in <see cref="Routes.StateBackend"/>.</summary>
public static class StateKey
{
    /// <param name="stateIdentity">As runs show it: <c>local:components/terraform/app/terraform.tfstate#default</c>.</param>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    public static string Of(string stateIdentity) => StateHash.Of(stateIdentity);
}
