namespace Gaia.Api.Validation;

/// <summary>A request that does not validate.</summary>
/// <param name="errors">Field to what is wrong with it.</param>
internal sealed class RequestException(string code, string message, IReadOnlyDictionary<string, string[]>? errors = null)
    : Exception(message)
{
    public string Code => code;

    public IReadOnlyDictionary<string, string[]>? Errors => errors;
}
