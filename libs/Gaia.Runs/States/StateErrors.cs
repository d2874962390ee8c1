using Gaia.Configurations;

namespace Gaia.Runs.States;

/// <summary>Refused because somebody else holds the state.</summary>
public sealed class StateLockedException(StateLock holder, string message) : RunRefusedException(RefusalKind.Conflict, "state.locked", message)
{
    public StateLock Holder => holder;
}

/// <summary>A fault: a version's bytes are gone, damaged, or encrypted with a key that is not here.</summary>
public sealed class StateUnreadableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Every refusal about states.</summary>
public static class StateErrors
{
    public static RunRefusedException NotFound(string component, string stack) => new(RefusalKind.NotFound, "state.not-found",
        $"No state of {component} in stack {stack} is kept; there is one after the first apply. One that another stack shares with {stack} is asked for by its id (--id, ?id=).");

    public static RunRefusedException VersionNotFound(StateKey state, long version) => new(RefusalKind.NotFound, "state.version-not-found",
        $"State {state} has no version {version}. Its versions say which there are.");

    public static RunRefusedException Ambiguous(string component, string stack, IEnumerable<StateKey> states) => new(
        RefusalKind.Conflict, "state.ambiguous",
        $"{component} in stack {stack} has several states: {string.Join(", ", states)}. Say which with ?id=.");

    public static RunRefusedException BadKey(string given) => new(RefusalKind.Invalid, "state.bad-id",
        $"'{given}' is not the id of a state: 32 lower-case hexadecimal digits, the beginning of the SHA-256 of its identity.");

    public static RunRefusedException WrongIdentity(StateKey state, string identity) => new(RefusalKind.Invalid, "state.wrong-identity",
        $"'{identity}' does not belong to {state}; the id of that identity is {StateKey.Of(identity)}.");

    public static RunRefusedException DigestMismatch(string expected, string found) => new(RefusalKind.Invalid, "state.digest",
        $"Content-MD5 is {expected}, but the body's is {found}: it changed on its way. Send it again.");

    public static RunRefusedException NotAState(string reason) => new(RefusalKind.Unprocessable, "state.not-a-state",
        $"The body is not a Terraform state of format version 4: {reason}. Nothing was replaced.");

    public static RunRefusedException TooLarge(long limit) => new(RefusalKind.Invalid, "state.too-large",
        $"The state is larger than {limit} bytes, the limit. Split the component, or raise Gaia__MaxStateBytes.");

    public static RunRefusedException OtherLineage(StateVersion current, string lineage) => new(RefusalKind.Conflict, "state.lineage",
        $"The state has lineage {current.Lineage}, not {lineage}: it is the state of other infrastructure. Nothing was replaced. "
        + "To go back to an older version of this state, roll back.");

    public static RunRefusedException OldSerial(StateVersion current, long serial) => new(RefusalKind.Conflict, "state.serial",
        $"The state is at serial {current.Serial} (version {current.Version}, by {current.Author}); serial {serial} is "
        + $"{(serial == current.Serial ? "that one with other content" : "older")}. Nothing was replaced. Read it again, or roll back to go back.");

    public static RunRefusedException BadLock(string reason) => new(RefusalKind.Invalid, "state.bad-lock",
        $"The body is not terraform's lock information: {reason}.");

    public static StateLockedException Locked(StateLock holder) => new(holder, holder.Run is { } run
        ? $"The state is held by {holder.Who} since {holder.Since.UtcDateTime:u}. Wait for run {run}, or cancel it."
        : $"The state is locked by {holder.Who} ({holder.Holder}), lock {holder.Id}, since {holder.Since.UtcDateTime:u}. "
            + "Wait for it; if nobody works there any more: `gaia terraform force-unlock` with that ID.");

    public static RunRefusedException Exists(StateKey state, StateVersion current) => new(RefusalKind.Conflict, "state.exists",
        $"State {state} has content: version {current.Version}, serial {current.Serial}, by {current.Author}. Only a state without content can be adopted into.");

    public static RunRefusedException Elsewhere(string identity) => new(RefusalKind.Conflict, "state.elsewhere",
        $"This state lives in {identity}; Gaia has only copies of it. Push the version's content there with terraform state push.");

    public static RunRefusedException OfAnotherStack(StateKey state, string identity) => new(RefusalKind.Forbidden, "state.of-another-stack",
        $"The state {identity} ({state}) is also used by a stack out of the reach of who asks. Check the component's workspace and backend; "
        + "if both stacks are to have it, somebody who reaches both says so with gaia state share.");

    public static RunRefusedException NotShared(StateKey state, string identity, string owner, string stack, string component) => new(RefusalKind.Forbidden, "state.of-another-stack",
        $"The state {identity} belongs to stack {owner}, not to {stack}. Check the component's workspace and backend. "
        + $"If both stacks are to have it: gaia state share {component} -s {owner} --with {stack} --id {state}.");

    public static RunRefusedException LastOwner(StatePlace place) => new(RefusalKind.Conflict, "state.last-owner",
        $"State {place.Key} is reached by {place.Stack}, which stays its owner. To take it from {place.Stack}, name another owner's stack in the path (-s).");

    public static RunRefusedException NotSharedWith(StatePlace place, string stack, IReadOnlyList<string> owners) => new(RefusalKind.NotFound, "state.not-shared",
        $"The state of {place.Component} in stack {place.Stack} is not shared with {stack}, so that nothing was taken from it. It belongs to {string.Join(", ", owners)}.");

    public static RunRefusedException RunOver(RunId run) => new(RefusalKind.Conflict, "state.run-over",
        $"Run {run} does not hold its state any more, or its token was replaced by a newer one.");

    public static RunRefusedException NotOfThisRun(Run run, StateKey state) => new(RefusalKind.Forbidden, "state.not-of-this-run",
        $"The token of run {run.Id} reaches {StateKey.Of(run.State)}, not {state}.");

    public static RunRefusedException RunMayNotWrite(Run run) => new(RefusalKind.Forbidden, "state.run-may-not-write",
        $"Run {run.Id} is {run.Status.ToString().ToLowerInvariant()}: only an applying run writes its state.");
}
