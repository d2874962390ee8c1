namespace Gaia.Templates.Syntax;

/// <summary>Raised inside lexer and parser, where the file is not known yet; the engine turns it into a TemplateException.</summary>
internal sealed class TemplateSyntaxException(string reason, int start, int stop) : Exception(reason)
{
    public int Start => start;

    public int Stop => stop;
}
