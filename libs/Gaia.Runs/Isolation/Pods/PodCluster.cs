using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>The cluster, as far as runs need it: their namespace. What does not answer is a <see cref="PodConnectionException"/>.</summary>
internal sealed class PodCluster(IKubernetes client, string @namespace) : IDisposable
{
    public string Namespace => @namespace;

    public PodExec Exec { get; } = new(client, @namespace);

    public void Dispose() => client.Dispose();

    /// <returns>The one that is there where it was made before: its answer was lost.</returns>
    public async Task<V1Job> CreateAsync(V1Job job, bool tryOnly, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(() => client.BatchV1.CreateNamespacedJobAsync(job, @namespace, dryRun: tryOnly ? "All" : null, cancellationToken: cancellationToken), cancellationToken);
        }
        catch (ClusterRefusedException refused) when (refused.Status is HttpStatusCode.Conflict && !tryOnly)
        {
            return await FindJobAsync(job.Metadata.Name, cancellationToken) ?? throw new PodConnectionException(refused.Message, refused);
        }
    }

    public Task<V1Job?> FindJobAsync(string name, CancellationToken cancellationToken) => FindAsync(() => client.BatchV1.ReadNamespacedJobAsync(name, @namespace, cancellationToken: cancellationToken), cancellationToken);

    public Task<V1Pod?> FindPodAsync(string name, CancellationToken cancellationToken) => FindAsync(() => client.CoreV1.ReadNamespacedPodAsync(name, @namespace, cancellationToken: cancellationToken), cancellationToken);

    public async Task<IList<V1Job>> JobsAsync(string selector, CancellationToken cancellationToken) =>
        (await AskAsync(() => client.BatchV1.ListNamespacedJobAsync(@namespace, labelSelector: selector, cancellationToken: cancellationToken), cancellationToken)).Items;

    public async Task<IList<V1Pod>> PodsAsync(string job, CancellationToken cancellationToken) =>
        (await AskAsync(() => client.CoreV1.ListNamespacedPodAsync(@namespace, labelSelector: $"job-name={job}", cancellationToken: cancellationToken), cancellationToken)).Items;

    /// <summary>Of one object, the latest last.</summary>
    public async Task<IEnumerable<Corev1Event>> EventsAsync(string uid, CancellationToken cancellationToken) =>
        (await AskAsync(() => client.CoreV1.ListNamespacedEventAsync(@namespace, fieldSelector: $"involvedObject.uid={uid}", cancellationToken: cancellationToken), cancellationToken))
            .Items.OrderBy(happened => happened.LastTimestamp ?? happened.EventTime ?? DateTime.MinValue);

    /// <summary>The Job and then its pods, each only if it is still that one. The pods end in their own time.</summary>
    /// <param name="grace">Seconds that a pod has to end; null: as many as it was made with.</param>
    public async Task DeleteAsync(V1Job job, long? grace, CancellationToken cancellationToken)
    {
        var name = job.Metadata.Name;
        // First the Job, or its controller makes another pod. It stays until its pods have gone, so that the next worker finds both if this one dies.
        await GoneAsync(() => client.BatchV1.DeleteNamespacedJobAsync(name, @namespace,
            new V1DeleteOptions { PropagationPolicy = "Foreground", Preconditions = new() { Uid = job.Metadata.Uid } }, cancellationToken: cancellationToken), cancellationToken);
        foreach (var pod in await PodsOfAsync(job, cancellationToken))
            await GoneAsync(() => client.CoreV1.DeleteNamespacedPodAsync(pod.Metadata.Name, @namespace,
                new V1DeleteOptions { GracePeriodSeconds = grace, Preconditions = new() { Uid = pod.Metadata.Uid } }, cancellationToken: cancellationToken), cancellationToken);
    }

    /// <summary>Those that this Job made, and no namesake.</summary>
    public async Task<IReadOnlyList<V1Pod>> PodsOfAsync(V1Job job, CancellationToken cancellationToken) =>
        [.. (await PodsAsync(job.Metadata.Name, cancellationToken)).Where(pod => pod.Metadata.OwnerReferences?.Any(owner => owner.Uid == job.Metadata.Uid) == true)];

    public async Task<bool> MayAsync(string verb, string group, string resource, string? part, CancellationToken cancellationToken)
    {
        var review = new V1SelfSubjectAccessReview
        {
            ApiVersion = "authorization.k8s.io/v1", Kind = "SelfSubjectAccessReview",
            Spec = new() { ResourceAttributes = new() { Verb = verb, Group = group, Resource = resource, Subresource = part, NamespaceProperty = @namespace } },
        };
        return (await AskAsync(() => client.AuthorizationV1.CreateSelfSubjectAccessReviewAsync(review, cancellationToken: cancellationToken), cancellationToken)).Status.Allowed;
    }

    public async Task<bool> HasNetworkPolicyAsync(CancellationToken cancellationToken) =>
        (await AskAsync(() => client.NetworkingV1.ListNamespacedNetworkPolicyAsync(@namespace, cancellationToken: cancellationToken), cancellationToken)).Items.Count > 0;

    /// <summary>What an API server says of a refusal: <c>{"kind":"Status","message":"jobs.batch is forbidden: exceeded quota ..."}</c>.</summary>
    public static string Words(HttpOperationException refused)
    {
        try
        {
            using var json = JsonDocument.Parse(refused.Response.Content ?? "");
            if (json.RootElement.TryGetProperty("message", out var message)) return message.GetString()!;
        }
        catch (JsonException)
        {
            // A proxy's words, or none.
        }
        return $"{(int?)refused.Response?.StatusCode} {refused.Response?.ReasonPhrase}";
    }

    private async Task<T?> FindAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await AskAsync(ask, cancellationToken);
        }
        catch (ClusterRefusedException refused) when (refused.Status is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    // 409: another one has its name.
    private async Task GoneAsync<T>(Func<Task<T>> delete, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(delete, cancellationToken);
        }
        catch (ClusterRefusedException refused) when (refused.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
        }
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (HttpOperationException refused) when (refused.Response.StatusCode is not (HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError))
        {
            throw new ClusterRefusedException(refused.Response.StatusCode, Words(refused), refused);
        }
        catch (HttpOperationException passing)
        {
            throw new PodConnectionException(Words(passing), passing);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new PodConnectionException(fault.Message, fault);
        }
    }
}
