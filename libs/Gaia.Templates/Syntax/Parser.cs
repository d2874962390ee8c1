using System.Runtime.CompilerServices;

namespace Gaia.Templates.Syntax;

/// <summary>Statements: text, actions and control structures. Expressions are in <see cref="PipelineParser"/>.</summary>
internal sealed class Parser
{
    private readonly TokenStream tokens;
    private readonly PipelineParser pipelines;
    private readonly Dictionary<string, Block> definitions = [];
    private List<string> scope = ["$"];
    private int loops;

    private Parser(string source, Delimiters delimiters)
    {
        tokens = new TokenStream(Lexer.Read(source, delimiters));
        pipelines = new PipelineParser(tokens, () => scope);
    }

    /// <exception cref="TemplateSyntaxException"></exception>
    public static ParsedTemplate Parse(string source, Delimiters delimiters)
    {
        var parser = new Parser(source, delimiters);
        var statements = new List<Statement>();
        while (parser.tokens.Peek().Kind != TokenKind.End)
        {
            if (parser.tokens.Keyword() == TokenKind.KeyDefine) parser.Definition();
            else statements.Add(parser.NextStatement());
        }
        return new ParsedTemplate(source, new Block([.. statements], 0, source.Length), parser.definitions, parser.pipelines.Functions);
    }

    private Statement NextStatement()
    {
        var token = tokens.Next();
        return token.Kind == TokenKind.Text ? new TextStatement(token.Text, token.Start) : Action(token);
    }

    private Statement Action(Token open)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Unexpected("nested too deeply", open);
        var keyword = tokens.PeekNonSpace();
        switch (keyword.Kind)
        {
            case TokenKind.KeyIf: tokens.Next(); return Condition("if", keyword);
            case TokenKind.KeyWith: tokens.Next(); return Condition("with", keyword);
            case TokenKind.KeyRange: tokens.Next(); return Range(keyword);
            case TokenKind.KeyTemplate: tokens.Next(); return Template(keyword);
            case TokenKind.KeyBlock: tokens.Next(); return NamedBlock(keyword);
            case TokenKind.KeyBreak: tokens.Next(); return Jump(Flow.Break, keyword);
            case TokenKind.KeyContinue: tokens.Next(); return Jump(Flow.Continue, keyword);
            case TokenKind.KeyDefine or TokenKind.KeyElse or TokenKind.KeyEnd:
                throw Unexpected($"unexpected {{{{{keyword.Text}}}}}", keyword);
            default: return new ActionStatement(pipelines.Pipeline("command", TokenKind.RightDelimiter));
        }
    }

    private Block StatementsUntilKeyword(string context, Token opened)
    {
        var statements = new List<Statement>();
        var start = tokens.Peek().Start;
        while (tokens.Keyword() is not (TokenKind.KeyEnd or TokenKind.KeyElse))
        {
            if (tokens.Peek().Kind == TokenKind.End) throw Unexpected($"unexpected EOF: {{{{{context}}}}} has no {{{{end}}}}", opened);
            statements.Add(NextStatement());
        }
        return new Block([.. statements], start, Math.Max(start, tokens.Peek().Start));
    }

    // The opening delimiter and the keyword itself.
    private Token TakeKeyword()
    {
        tokens.Next();
        return tokens.NextNonSpace();
    }

    private void CloseEnd(string context)
    {
        var keyword = TakeKeyword();
        if (keyword.Kind != TokenKind.KeyEnd) throw Unexpected($"unexpected {{{{{keyword.Text}}}}} in {context}", keyword);
        CloseDelimiter("end");
    }

    private void CloseDelimiter(string context)
    {
        var token = tokens.NextNonSpace();
        if (token.Kind != TokenKind.RightDelimiter) throw Unexpected($"unexpected {token.Describe()} in {context}", token);
    }

    private ConditionStatement Condition(string context, Token keyword)
    {
        var declared = scope.Count;
        var pipeline = pipelines.Pipeline(context, TokenKind.RightDelimiter);
        var body = StatementsUntilKeyword(context, keyword);
        Block? otherwise = null;
        if (tokens.Keyword() == TokenKind.KeyElse) otherwise = Else(context, keyword);
        else CloseEnd(context);
        Forget(declared);
        return new ConditionStatement(context == "with", pipeline, body, otherwise, keyword.Start, pipeline.Stop);
    }

    // "{{else if x}} ... {{end}}" is "{{else}}{{if x}} ... {{end}}{{end}}" with one end for both.
    private Block Else(string context, Token opened)
    {
        var keyword = TakeKeyword();
        var chained = tokens.PeekNonSpace();
        if (context == "if" && chained.Kind == TokenKind.KeyIf || context == "with" && chained.Kind == TokenKind.KeyWith)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Unexpected("nested too deeply", chained);
            tokens.Next();
            var inner = Condition(context, chained);
            return new Block([inner], inner.Start, inner.Stop);
        }
        CloseDelimiter("else");
        var block = StatementsUntilKeyword(context, opened);
        if (tokens.Keyword() == TokenKind.KeyElse) throw Unexpected("expected end; found {{else}}", keyword);
        CloseEnd(context);
        return block;
    }

    private RangeStatement Range(Token keyword)
    {
        var declared = scope.Count;
        var pipeline = pipelines.Pipeline("range", TokenKind.RightDelimiter);
        loops++;
        var body = StatementsUntilKeyword("range", keyword);
        loops--;
        Block? otherwise = null;
        if (tokens.Keyword() == TokenKind.KeyElse) otherwise = Else("range", keyword);
        else CloseEnd("range");
        Forget(declared);
        return new RangeStatement(pipeline, body, otherwise, keyword.Start, pipeline.Stop);
    }

    private JumpStatement Jump(Flow flow, Token keyword)
    {
        if (loops == 0) throw Unexpected($"{{{{{keyword.Text}}}}} outside {{{{range}}}}", keyword);
        CloseDelimiter(keyword.Text);
        return new JumpStatement(flow, keyword.Start, keyword.Stop);
    }

    private TemplateStatement Template(Token keyword)
    {
        var name = Name("template clause");
        if (tokens.PeekNonSpace().Kind == TokenKind.RightDelimiter)
        {
            tokens.Next();
            return new TemplateStatement(name, null, keyword.Start, tokens.Last.Start);
        }
        var pipeline = pipelines.Pipeline("template clause", TokenKind.RightDelimiter);
        return new TemplateStatement(name, pipeline, keyword.Start, pipeline.Stop);
    }

    private TemplateStatement NamedBlock(Token keyword)
    {
        var name = Name("block clause");
        var pipeline = pipelines.Pipeline("block clause", TokenKind.RightDelimiter);
        Define(name, keyword);
        return new TemplateStatement(name, pipeline, keyword.Start, pipeline.Stop);
    }

    private void Definition()
    {
        var keyword = TakeKeyword();
        var name = Name("define clause");
        CloseDelimiter("define clause");
        Define(name, keyword);
    }

    private void Define(string name, Token keyword)
    {
        var (outer, outerLoops) = (scope, loops);
        (scope, loops) = (["$"], 0);
        var body = StatementsUntilKeyword(keyword.Text, keyword);
        CloseEnd($"{keyword.Text} clause");
        (scope, loops) = (outer, outerLoops);
        if (definitions.TryGetValue(name, out var earlier) && !earlier.IsEmpty)
        {
            if (!body.IsEmpty) throw Unexpected($"multiple definition of template \"{name}\"", keyword);
            return;
        }
        definitions[name] = body;
    }

    private string Name(string context)
    {
        var token = tokens.NextNonSpace();
        return token.Kind switch
        {
            TokenKind.RawString => token.Text[1..^1],
            TokenKind.String when StringLiteral.Unquote(token.Text) is { } name => name,
            _ => throw Unexpected($"unexpected {token.Describe()} in {context}", token),
        };
    }

    private void Forget(int declared) => scope.RemoveRange(declared, scope.Count - declared);

    private static TemplateSyntaxException Unexpected(string reason, Token at) => new(reason, at.Start, at.Stop);
}
