using System.Net;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>The API server says no, and would say so again.</summary>
internal sealed class ClusterRefusedException(HttpStatusCode status, string message, Exception inner) : Exception(message, inner)
{
    public HttpStatusCode Status => status;
}
