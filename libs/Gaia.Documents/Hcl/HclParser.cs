using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Hcl;

/// <summary>
/// Bodies and attributes. A block such as
/// <code>resource "aws_vpc" "main" { cidr = "10.0.0.0/16" }</code>
/// becomes the map resource -> aws_vpc -> main; where the same block comes again, its place holds a list.
/// </summary>
internal sealed class HclParser
{
    private readonly HclCursor cursor;
    private readonly HclValues values;

    public HclParser(string source, string? file, bool keepExpressions)
    {
        cursor = new HclCursor(source, file);
        values = new HclValues(cursor, keepExpressions);
    }

    public MapNode File()
    {
        return Body(cursor.Mark, closes: false);
    }

    private MapNode Body(SourceMark start, bool closes)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw cursor.Fail("nested too deeply");
        var entries = new HclEntries();
        while (true)
        {
            cursor.SkipLines();
            if (closes ? cursor.Peek.Is("}") : cursor.Peek.Kind == HclKind.End)
            {
                cursor.Next();
                return entries.ToMap(start);
            }
            if (cursor.Peek.Kind is not (HclKind.Name or HclKind.String)) throw cursor.Fail($"expected a name, found {cursor.Peek.Describe()}");
            Member(entries);
        }
    }

    private void Member(HclEntries entries)
    {
        var mark = cursor.Mark;
        var token = cursor.Next();
        var name = token.Kind == HclKind.String ? cursor.Unquote(token) : token.Text;
        // Atmos takes "name : value" too, as in an object.
        if (cursor.Peek.Is("=") || cursor.Peek.Is(":"))
        {
            cursor.Next();
            entries.AddAttribute(name, values.Expression(), () => cursor.FailAt(mark, $"attribute \"{name}\" is set twice"));
            EndOfLine(name);
            return;
        }
        if (token.Kind == HclKind.String) throw cursor.FailAt(mark, $"expected = after \"{name}\"");
        Block(entries, name, mark);
    }

    private void EndOfLine(string name)
    {
        if (cursor.Peek.Kind is HclKind.NewLine or HclKind.End || cursor.Peek.Is("}")) return;
        throw cursor.Fail($"expected the end of the line after \"{name}\", found {cursor.Peek.Describe()}");
    }

    // Terraform has none of more than two.
    private const int MostLabels = 64;

    private void Block(HclEntries entries, string type, SourceMark mark)
    {
        var labels = new List<string> { type };
        while (!cursor.Peek.Is("{"))
        {
            var label = cursor.Peek;
            if (label.Kind is not (HclKind.Name or HclKind.String)) throw cursor.Fail($"expected = or {{ after \"{type}\", found {label.Describe()}");
            if (labels.Count == MostLabels) throw cursor.Fail($"a block has at most {MostLabels} labels");
            labels.Add(label.Kind == HclKind.String ? cursor.Unquote(cursor.Next()) : cursor.Next().Text);
        }
        cursor.Next();
        entries.AddBlock(labels, Body(mark, closes: true));
    }
}
