using System.Net;
using System.Text;

namespace Gaia.Runs.Tests.Kit;

/// <summary>A server for terraform's http backend: one state, one lock, and as many failing writes as a test wants.</summary>
internal sealed class StateServer : IDisposable
{
    private readonly LocalWeb web;
    private readonly Lock calls = new();
    private byte[]? state;
    private byte[]? lockHolder;
    private int refusals;

    public StateServer(int refuseWrites)
    {
        refusals = refuseWrites;
        web = new(AnswerAsync);
    }

    public string Address => web.Address.ToString();

    /// <summary>Takes writes from now on.</summary>
    public void Recover() => Volatile.Write(ref refusals, 0);

    public byte[]? State => Volatile.Read(ref state);

    public bool IsLocked => Volatile.Read(ref lockHolder) is not null;

    /// <param name="info">Who holds it, as terraform writes it: JSON with ID, Who, Operation, Created.</param>
    public void Lock(string info) => Volatile.Write(ref lockHolder, Encoding.UTF8.GetBytes(info));

    public void Dispose() => web.Dispose();

    private async Task AnswerAsync(HttpListenerContext call)
    {
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        var (status, answer) = Decide(call.Request.HttpMethod, body.ToArray());
        call.Response.StatusCode = status;
        if (answer is not null) await call.Response.OutputStream.WriteAsync(answer);
    }

    private (int Status, byte[]? Answer) Decide(string method, byte[] body)
    {
        using var one = calls.EnterScope();
        switch (method)
        {
            case "GET":
                return state is null ? (204, null) : (200, state);
            case "POST" when refusals-- > 0:
                return (500, null);
            case "POST":
                Volatile.Write(ref state, body);
                return (200, null);
            case "LOCK" when lockHolder is not null:
                return (423, lockHolder);
            case "LOCK":
                Volatile.Write(ref lockHolder, body);
                return (200, null);
            case "UNLOCK":
                Volatile.Write(ref lockHolder, null);
                return (200, null);
            default:
                return (405, null);
        }
    }
}
