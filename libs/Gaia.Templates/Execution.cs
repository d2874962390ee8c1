using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Templates.Printing;
using Gaia.Templates.Syntax;
using Gaia.Templates.Values;

namespace Gaia.Templates;

/// <summary>One rendering: the output, the variables in scope and the bounds.</summary>
internal sealed class Execution(ParsedTemplate template, TemplateOptions options, CancellationToken cancellation)
{
    private const int Counting = 128;

    private readonly List<(string Name, Node Value)> variables = [];
    private Dictionary<Node, DictNode>? thawed;
    private readonly WorkBudget? budget = WorkBudget.Current;
    private long steps;
    private long counted;
    private int depth;

    public TemplateOptions Options => options;

    public CancellationToken Cancellation => cancellation;

    public ParsedTemplate Template { get; private set; } = template;

    public BoundedWriter Output { get; private set; } = new(options.Limits.OutputLength);

    /// <summary>Datasources that the template has defined itself.</summary>
    public Dictionary<string, TemplateDatasource> Defined { get; } = [];

    public void Step(Fragment at)
    {
        if (++steps > options.Limits.Steps) throw Fail(at, $"more than {options.Limits.Steps} steps: the template loops too long");
        if (steps - counted < Counting) return;
        cancellation.ThrowIfCancellationRequested();
        budget?.Spend(steps - counted, options.Origin);
        counted = steps;
    }

    /// <summary>Text that a function or the whole template has made.</summary>
    public void Made(int characters) => budget?.Make(characters, options.Origin);

    // Functions that build big values in one step pay for them here.
    public void Spend(Fragment at, long count)
    {
        steps = count > long.MaxValue / 2 - steps ? long.MaxValue / 2 : steps + count;
        Step(at);
    }

    public int Mark => variables.Count;

    public void Pop(int mark) => variables.RemoveRange(mark, variables.Count - mark);

    public void Declare(string name, Node value) => variables.Add((name, value));

    public void Assign(Fragment at, string name, Node value)
    {
        for (var i = variables.Count - 1; i >= 0; i--)
        {
            if (variables[i].Name != name) continue;
            variables[i] = (name, value);
            return;
        }
        throw Fail(at, $"undefined variable: {name}");
    }

    public Node Variable(Fragment at, string name)
    {
        for (var i = variables.Count - 1; i >= 0; i--)
            if (variables[i].Name == name)
                return variables[i].Value;
        throw Fail(at, $"undefined variable: {name}");
    }

    /// <summary>Runs another template's body with its own variables; its output goes where ours goes.</summary>
    public void Enter(Fragment at, ParsedTemplate owner, Block body, Node data)
    {
        if (++depth > options.Limits.Depth) throw Fail(at, $"exceeded maximum template depth ({options.Limits.Depth})");
        var (caller, mark) = (Template, Mark);
        Template = owner;
        Declare("$", data);
        body.Run(this, data);
        Pop(mark);
        Template = caller;
        depth--;
    }

    /// <summary>As <see cref="Enter"/>, but what is printed comes back as text.</summary>
    public string Capture(Fragment at, ParsedTemplate owner, Block body, Node data)
    {
        var outer = Output;
        Output = new BoundedWriter(options.Limits.OutputLength);
        Enter(at, owner, body, data);
        var text = Output.ToString();
        Output = outer;
        return text;
    }

    /// <summary>The value as set and unset have left it: a plain map of the data cannot be changed in place.</summary>
    public Node Current(Node value) =>
        thawed is not null && value is MapNode && thawed.TryGetValue(value, out var changed) ? changed : value;

    public DictNode Thaw(Node map)
    {
        if (map is DictNode dict) return dict;
        thawed ??= new Dictionary<Node, DictNode>(ReferenceEqualityComparer.Instance);
        if (!thawed.TryGetValue(map, out var changed)) thawed[map] = changed = DictNode.CopyOf(map);
        return changed;
    }

    public TemplateException Fail(Fragment at, string reason, Exception? inner = null) =>
        Template.Error(reason, at.Start, at.Stop, options, inner);
}
