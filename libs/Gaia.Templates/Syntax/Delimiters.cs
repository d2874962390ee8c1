namespace Gaia.Templates.Syntax;

internal readonly record struct Delimiters(string Left, string Right)
{
    public static Delimiters Of(TemplateOptions options) => new(
        options.LeftDelimiter.Length == 0 ? "{{" : options.LeftDelimiter,
        options.RightDelimiter.Length == 0 ? "}}" : options.RightDelimiter);

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
