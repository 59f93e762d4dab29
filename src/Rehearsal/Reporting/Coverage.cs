using System.Collections.Immutable;
using Classroom.Contracts.Lessons;
using Classroom.Rehearsal.Checking;

namespace Classroom.Rehearsal.Reporting;

/// <summary>What a rehearsal has touched: a verdict on a lesson in which little happened says little.</summary>
/// <param name="CommandsMissing">Commands that nobody sent, by their names on the wire.</param>
/// <param name="EventsMissing">Events that the log does not hold.</param>
internal sealed record Coverage(ImmutableArray<string> CommandsMissing, ImmutableArray<string> EventsMissing)
{
    /// <summary>What a lesson with the usual time of grace is too short for.</summary>
    private static readonly Type[] OnlyInOwnNode = [typeof(PlacesReleased)];

    public bool IsWhole => CommandsMissing.IsEmpty && EventsMissing.IsEmpty;

    public static Coverage Of(History history)
    {
        var sent = history.Clients.SelectMany(client => client.Steps).OfType<Sent>().Select(step => step.Command.Command.GetType()).ToHashSet();
        var seen = history.Log.Entries.Select(entry => entry.Event.GetType()).ToHashSet();
        seen.UnionWith(history.Log.IsWhole ? [] : OnlyInOwnNode);
        return new Coverage(
            [.. CommandKinds.Commands.Where(kind => !sent.Contains(kind.Value)).Select(kind => kind.Key)],
            [.. CommandKinds.Events.Where(kind => !seen.Contains(kind.Value)).Select(kind => kind.Key)]);
    }
}
