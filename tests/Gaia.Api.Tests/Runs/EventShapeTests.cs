using System.Text.Json;
using System.Text.Json.Serialization;
using Gaia.Contracts;
using NewEvent = Gaia.Runs.Events.NewEvent;

namespace Gaia.Api.Tests.Runs;

/// <summary>What Gaia.Runs stores is what Gaia.Contracts reads, though neither knows the other.</summary>
public sealed class EventShapeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    // A property that only one side has is an error here, and so is a null that the wire does not allow.
    private static readonly JsonSerializerOptions Strict = new(ContractsJson.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
    };

    [Fact]
    public void Status()
    {
        foreach (var status in Enum.GetValues<Gaia.Runs.RunStatus>())
        {
            var read = Read<StatusChanged>(NewEvent.Status(Now, status, "token:ci", "why"), RunEventTypes.Status);
            Assert.Equal(($"{status}", "token:ci", "why"), ($"{read.Status}", read.By, read.Reason));
        }
        Assert.Null(Read<StatusChanged>(NewEvent.Status(Now, Gaia.Runs.RunStatus.Queued, null), RunEventTypes.Status).By);
    }

    [Fact]
    public void Phase() => Assert.Equal(new("init"), Read<PhaseStarted>(NewEvent.Phase(Now, "init"), RunEventTypes.Phase));

    [Fact]
    public void Resource()
    {
        foreach (var action in Enum.GetValues<Gaia.Runs.Plans.ChangeAction>())
        {
            var read = Read<ResourceProgress>(
                NewEvent.Resource(Now, new("aws_vpc.main", "aws_vpc", "completed", action, 1.5, "vpc-1")), RunEventTypes.Resource);
            Assert.Equal(new("aws_vpc.main", "aws_vpc", "completed", Enum.Parse<ChangeAction>($"{action}"), 1.5, "vpc-1"), read);
        }
    }

    [Fact]
    public void Diagnostic() => Assert.Equal(
        new("error", "summary", "detail", "aws_vpc.main", "main.tf", 3, 5, "cidr = 1"),
        Read<DiagnosticReported>(
            NewEvent.Diagnostic(Now, new("error", "summary", "detail", "aws_vpc.main", "main.tf", 3, 5, "cidr = 1")), RunEventTypes.Diagnostic));

    [Fact]
    public void Log() => Assert.Equal(new("stderr", "text"), Read<LogLine>(NewEvent.Log(Now, "stderr", "text"), RunEventTypes.Log));

    [Fact]
    public void Plan() => Assert.Equal(
        new("sha256:1", new(1, 2, 3, 4, 5)),
        Read<PlanSummarized>(NewEvent.Plan(Now, new("sha256:1", new(1, 2, 3, 4, 5))), RunEventTypes.Plan));

    [Fact]
    public void Outputs()
    {
        var value = JsonSerializer.SerializeToElement(new[] { 1, 2 });

        var read = Read<OutputsChanged>(
            NewEvent.Outputs(Now, new([new("ids", value, false), new("password", null, true)])), RunEventTypes.Outputs);

        Assert.Equal([("ids", "[1,2]", false), ("password", null, true)], read.Outputs.Select(output => (output.Name, output.Value?.GetRawText(), output.Sensitive)));
    }

    private static T Read<T>(NewEvent happened, string type)
    {
        Assert.Equal(type, happened.Type);
        return JsonSerializer.Deserialize<T>(happened.Data, Strict)!;
    }
}
