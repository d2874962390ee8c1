using System.Net;
using System.Net.Sockets;
using System.Text;
using Gaia.Configurations.Blobs;
using Gaia.Runs.States;
using Microsoft.Extensions.DependencyInjection;

namespace Gaia.Runs.Tests.Kit;

/// <summary>
/// The five calls of terraform's http backend in front of the real store, for runs alone: what the API does for them, without
/// its web server. Its own tests hold the API to the same.
/// </summary>
internal sealed class StateFront : IDisposable
{
    private readonly LocalWeb web;
    private readonly IServiceProvider services;

    public StateFront(IServiceProvider services, Uri address)
    {
        this.services = services;
        web = new(AnswerAsync, address);
    }

    /// <param name="host">An address of this machine.</param>
    public static Uri FreeAddress(string host = "127.0.0.1")
    {
        using var socket = new TcpListener(IPAddress.Parse(host), 0);
        socket.Start();
        return new($"http://{host}:{((IPEndPoint)socket.LocalEndpoint).Port}/");
    }

    public void Dispose() => web.Dispose();

    private async Task AnswerAsync(HttpListenerContext call)
    {
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        var (status, answer) = await DecideAsync(call.Request, body.ToArray());
        call.Response.StatusCode = status;
        if (answer is not null) await call.Response.OutputStream.WriteAsync(answer);
    }

    private async Task<(int Status, byte[]? Answer)> DecideAsync(HttpListenerRequest request, byte[] body)
    {
        // The command line asks for what it knows of states; nothing is known.
        if (!request.Url!.AbsolutePath.Contains("/backend/", StringComparison.Ordinal)) return (404, """{"status":404,"code":"state.not-found","detail":"no state"}"""u8.ToArray());
        // Basic Z2FpYTpnYWlhcnVuXy4uLg==
        var password = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers["Authorization"]!["Basic ".Length..])).Split(':', 2)[1];
        Assert.True(StateKey.TryParse(request.Url.Segments[^1], out var key));
        try
        {
            if (await services.GetRequiredService<RunTokens>().FindAsync(new(password), CancellationToken.None) is not { } run) return (401, null);
            var (place, user) = (new StatePlace(key, run.Stack, run.Component, request.QueryString["identity"]), StateUser.Of(run));
            switch (request.HttpMethod)
            {
                case "GET":
                    return await services.GetRequiredService<ReadState>().ExecuteAsync(place, user, CancellationToken.None) is { } bytes ? (200, bytes) : (404, null);
                case "POST":
                    await services.GetRequiredService<WriteState>().ExecuteAsync(place, body, request.QueryString["ID"], request.Headers["Content-MD5"], user, CancellationToken.None);
                    return (200, null);
                case "LOCK":
                    await services.GetRequiredService<LockState>().ExecuteAsync(place, body, user, CancellationToken.None);
                    return (200, null);
                case "UNLOCK":
                    await services.GetRequiredService<UnlockState>().ExecuteAsync(place, body, null, user, _ => { }, CancellationToken.None);
                    return (200, null);
                default:
                    return (405, null);
            }
        }
        catch (StateLockedException locked)
        {
            return (423, locked.Holder.Answer());
        }
        catch (RunRefusedException refused)
        {
            return (409, Encoding.UTF8.GetBytes(refused.Message));
        }
        catch (IOException fault)
        {
            return (FullDisk.Of(fault) is null ? 500 : 507, null);
        }
        catch (Npgsql.NpgsqlException)
        {
            return (503, null);
        }
    }
}
