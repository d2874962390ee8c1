using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Syntax;

internal sealed class PipelineParser(TokenStream tokens, Func<List<string>> scope)
{
    private readonly List<FunctionUse> functions = [];

    public IReadOnlyList<FunctionUse> Functions => functions;

    public Pipeline Pipeline(string context, TokenKind closes)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Fail("nested too deeply", tokens.Peek());
        var start = tokens.PeekNonSpace().Start;
        var variables = Declarations(context, out var assigns);
        var commands = new List<Command>();
        while (true)
        {
            var token = tokens.PeekNonSpace();
            if (token.Kind == closes)
            {
                tokens.Next();
                Check(commands, context, token);
                return new Pipeline(variables, assigns, [.. commands], start, Math.Max(start, commands[^1].Stop));
            }
            if (!StartsOperand(token.Kind)) throw Fail($"unexpected {token.Describe()} in {context}", token);
            commands.Add(Command(context));
        }
    }

    private string[] Declarations(string context, out bool assigns)
    {
        assigns = false;
        var names = new List<string>();
        while (tokens.PeekNonSpace() is { Kind: TokenKind.Variable } variable)
        {
            var space = tokens.Peek(1).Kind == TokenKind.Space ? 2 : 1;
            var after = tokens.Peek(space);
            if (after.Kind is TokenKind.Assign or TokenKind.Declare)
            {
                Take(space + 1);
                assigns = after.Kind == TokenKind.Assign;
                names.Add(variable.Text);
                break;
            }
            if (after.Kind != TokenKind.Comma) break;
            if (context != "range" || names.Count == 1) throw Fail($"too many declarations in {context}", variable);
            Take(space + 1);
            names.Add(variable.Text);
            if (tokens.PeekNonSpace().Kind != TokenKind.Variable) throw Fail("range can only initialize variables", tokens.Peek());
        }
        if (assigns)
        {
            foreach (var name in names)
                if (!scope().Contains(name))
                    throw Fail($"undefined variable \"{name}\"", tokens.Last);
        }
        else scope().AddRange(names);
        return [.. names];
    }

    private Command Command(string context)
    {
        var head = Operand() ?? throw Fail("empty command", tokens.Peek());
        var arguments = new List<Expression>();
        while (true)
        {
            var token = tokens.Peek();
            switch (token.Kind)
            {
                case TokenKind.Space:
                    tokens.Next();
                    if (Operand() is { } argument) arguments.Add(argument);
                    continue;
                case TokenKind.RightDelimiter or TokenKind.RightParenthesis:
                    return new Command(head, [.. arguments]);
                case TokenKind.Pipe:
                    tokens.Next();
                    if (!StartsOperand(tokens.PeekNonSpace().Kind)) throw Fail($"missing value for {context} after |", token);
                    return new Command(head, [.. arguments]);
                default: throw Fail($"unexpected {token.Describe()} in operand", token);
            }
        }
    }

    private Expression? Operand()
    {
        tokens.PeekNonSpace();
        var start = tokens.Peek();
        var term = Term();
        if (term is null || tokens.Peek().Kind != TokenKind.Field && start.Kind != TokenKind.Identifier) return term;
        var names = new List<string>();
        while (tokens.Peek().Kind == TokenKind.Field) names.Add(tokens.Next().Text[1..]);
        var stop = tokens.Last.Stop;
        switch (start.Kind)
        {
            case TokenKind.Field:
                names.Insert(0, start.Text[1..]);
                return new FieldExpression([.. names], start.Start, stop);
            case TokenKind.Variable: return new VariableExpression(start.Text, [.. names], start.Start, stop);
            case TokenKind.Identifier:
                functions.Add(new FunctionUse(names.Count == 0 ? start.Text : $"{start.Text}.{names[0]}", start.Start));
                return new CallExpression(start.Text, [.. names], start.Start, stop);
            case TokenKind.LeftParenthesis: return new ChainExpression(term, [.. names], start.Start, stop);
            default: throw Fail($"unexpected . after term {start.Describe()}", start);
        }
    }

    private Expression? Term()
    {
        var token = tokens.Peek();
        if (!StartsOperand(token.Kind)) return null;
        tokens.Next();
        switch (token.Kind)
        {
            case TokenKind.Identifier: return new CallExpression(token.Text, [], token.Start, token.Stop);
            case TokenKind.Dot: return new DotExpression(token.Start, token.Stop);
            case TokenKind.Nil: return new NilExpression(token.Start, token.Stop);
            case TokenKind.Field: return new FieldExpression([token.Text[1..]], token.Start, token.Stop);
            case TokenKind.Variable:
                if (!scope().Contains(token.Text)) throw Fail($"undefined variable \"{token.Text}\"", token);
                return new VariableExpression(token.Text, [], token.Start, token.Stop);
            case TokenKind.LeftParenthesis:
                var pipeline = Pipeline("parenthesized pipeline", TokenKind.RightParenthesis);
                return new ParenthesizedExpression(pipeline, token.Start, tokens.Last.Stop);
            default: return new LiteralExpression(Literal(token), token.Start, token.Stop);
        }
    }

    private static Node Literal(Token token) => token.Kind switch
    {
        TokenKind.Bool => new BoolNode(token.Text == "true"),
        TokenKind.RawString => new StringNode(token.Text[1..^1].Replace("\r", "")),
        TokenKind.String => new StringNode(StringLiteral.Unquote(token.Text) ?? throw Fail($"invalid escape in string {token.Text}", token)),
        TokenKind.Character => new IntNode(StringLiteral.Character(token.Text) ?? throw Fail($"malformed character constant: {token.Text}", token)),
        _ => NumberLiteral.Parse(token.Text) ?? throw Fail($"illegal number syntax: \"{token.Text}\" (or it overflows int)", token),
    };

    private static void Check(List<Command> commands, string context, Token token)
    {
        if (commands.Count == 0) throw Fail($"missing value for {context}", token);
        for (var i = 1; i < commands.Count; i++)
            if (commands[i].Head is LiteralExpression or DotExpression or NilExpression)
                throw new TemplateSyntaxException($"non executable command in pipeline stage {i + 1}", commands[i].Start, commands[i].Stop);
    }

    private void Take(int count)
    {
        for (var i = 0; i < count; i++) tokens.Next();
    }

    private static bool StartsOperand(TokenKind kind) => kind is >= TokenKind.Bool and <= TokenKind.Variable or TokenKind.LeftParenthesis;

    private static TemplateSyntaxException Fail(string reason, Token at) => new(reason, at.Start, at.Stop);
}
