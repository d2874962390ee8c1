using System.Text.Json;
using Gaia.Contracts;
using Gaia.Runs.States;

namespace Gaia.Api.States;

internal static class StateMapping
{
    /// <param name="state">With content, or held.</param>
    public static StateResponse From(KeptState state) => state.Current is { } current
        ? new(
            state.Key.Value, state.Identity, state.Stack, state.Component, current.Version, current.Serial, current.Lineage, current.Digest,
            current.Size, current.Resources, current.CreatedAt, current.Author, current.RunId?.Value, state.Lock is { } held ? From(held) : null)
        : Empty(state, state.Lock!);

    private static StateResponse Empty(KeptState state, StateLock held) => new(
        state.Key.Value, state.Identity, state.Stack, state.Component, 0, 0, "", "", 0, 0, held.Since, held.Holder, held.Run?.Value, From(held));

    public static StateVersionResponse From(StateVersion version, bool isCurrent) => new(
        version.State.Value, version.Version, isCurrent, JsonNamingPolicy.CamelCase.ConvertName($"{version.Origin}"), version.Serial,
        version.Lineage, version.Digest, version.Size, version.Resources, version.CreatedAt, version.Author, version.RunId?.Value,
        version.RolledBackTo);

    private static StateLockResponse From(StateLock held) => new(held.Id, held.Who, held.Operation, held.Holder, held.Run?.Value, held.Since);
}
