using Gaia.Documents.Writing;

namespace Gaia.Api.Validation;

/// <summary>Collects what is wrong with a request, field by field, and refuses it at the end with all of it.</summary>
internal sealed class RequestErrors
{
    private readonly SortedDictionary<string, string[]> errors = new(StringComparer.Ordinal);

    public RequestErrors Text(string field, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value)) return Add(field, "must not be empty");
        return OptionalText(field, value, longest);
    }

    public RequestErrors OptionalText(string field, string? value, int longest)
    {
        if (value?.Length > longest) return Add(field, $"has {value.Length} characters; at most {longest} are allowed");
        return value is not null && !VisibleText.IsPlain(value) ? Add(field, "must not hold control characters, nor such as are not seen or turn the direction of text") : this;
    }

    public RequestErrors Require(string field, bool holds, string otherwise) => holds ? this : Add(field, otherwise);

    /// <exception cref="RequestException">When anything was wrong.</exception>
    public void Throw(string code = "request.invalid")
    {
        if (errors.Count is 0) return;
        throw new RequestException(code, string.Join(" ", errors.Select(error => $"{error.Key} {error.Value[0]}.")), errors);
    }

    private RequestErrors Add(string field, string message)
    {
        errors.TryAdd(field, [message]);
        return this;
    }
}
