using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gaia.Contracts;

namespace Gaia.Api.Tests.States;

/// <summary>A state's address, used as terraform does.</summary>
internal sealed class Backend(HttpClient http, string stack = "dev", string component = "eks/cluster", string? identity = null) : IDisposable
{
    public const string Lineage = "72341401-e730-5c4e-5f66-21b02a221ef8";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string Identity { get; } = identity ?? $"local:components/terraform/{Guid.NewGuid():N}/terraform.tfstate#default";

    public string Id => StateKey.Of(Identity);

    public string Address => Routes.StateBackend(stack, component, Id);

    public string Place => Routes.State(stack, component);

    public string Password => http.DefaultRequestHeaders.Authorization!.Scheme is "Basic"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(http.DefaultRequestHeaders.Authorization.Parameter!)).Split(':')[1]
        : http.DefaultRequestHeaders.Authorization.Parameter!;

    /// <summary>A caller with a new token as a Basic password.</summary>
    public static async Task<Backend> AsAsync(
        GaiaApi api, Role role, string? identity = null, string stack = "dev", string component = "eks/cluster", params string[] stacks)
    {
        var http = await api.ClientAsync(role, stacks);
        var backend = new Backend(http, stack, component, identity);
        http.DefaultRequestHeaders.Authorization = Basic(backend.Password);
        return backend;
    }

    public static AuthenticationHeaderValue Basic(string password, string user = "gaia") =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public static byte[] State(long serial, string value = "v", string lineage = Lineage) => Encoding.UTF8.GetBytes(
        $$$"""{"version":4,"terraform_version":"1.11.4","serial":{{{serial}}},"lineage":"{{{lineage}}}","outputs":{"o":{"value":"{{{value}}}","type":"string"},"s":{"value":"hush","type":"string","sensitive":true}},"resources":[{"mode":"managed","type":"terraform_data","name":"a","instances":[{}]}]}""");

    public static string LockInfo(string id, string who) =>
        $$"""{"ID":"{{id}}","Operation":"OperationTypeApply","Info":"","Who":"{{who}}","Version":"1.11.4","Created":"2026-11-27T13:24:46Z","Path":""}""";

    public Task<HttpResponseMessage> GetAsync() => http.GetAsync(Address, Stop);

    public Task<HttpResponseMessage> GetAsync(string below) => http.GetAsync(Place + below, Stop);

    public Task<HttpResponseMessage> DeleteAsync() => http.DeleteAsync(Address, Stop);

    public Task<HttpResponseMessage> PostAsync(byte[] state, string? lockId = null, string? md5 = null)
    {
        var content = new ByteArrayContent(state) { Headers = { ContentType = new("application/json") } };
        content.Headers.ContentMD5 = md5 is null ? MD5.HashData(state) : Convert.FromBase64String(md5);
        return http.PostAsync(Address + (lockId is null ? "" : $"?ID={lockId}"), content, Stop);
    }

    public Task<HttpResponseMessage> LockAsync(string id, string who = "ana@laptop") => SendAsync("LOCK", LockInfo(id, who));

    public Task<HttpResponseMessage> UnlockAsync(string? id) => SendAsync("UNLOCK", id is null ? "" : LockInfo(id, "ana@laptop"));

    public Task<HttpResponseMessage> SendAsync(string method, string body, string? address = null) =>
        http.SendAsync(new HttpRequestMessage(new(method), address ?? Address) { Content = Answers.Json(body) }, Stop);

    public void Dispose() => http.Dispose();
}
