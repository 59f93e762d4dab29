using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Lessons.Connections;
using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Who is connected to one lesson on this gateway. Guarded by the lock of its follower.</summary>
internal sealed class LessonMembers(LessonDependencies with)
{
    private readonly Dictionary<ParticipantId, LessonMember> _members = [];
    private readonly HashSet<ParticipantId> _changed = [];

    /// <summary>All connections, also those that do not follow yet.</summary>
    public ImmutableArray<LessonConnection> Connections { get; private set; } = [];

    /// <summary>When the last connection left, or something else last needed the lesson.</summary>
    public long NeededAt { get; private set; } = with.Time.GetTimestamp();

    /// <summary>Whether somebody's presence changed since it was last reported.</summary>
    public bool HasChanges => _changed.Count > 0;

    public LessonMember? Find(ParticipantId participant) => _members.GetValueOrDefault(participant);

    /// <summary>Says that the lesson is needed a while longer.</summary>
    public void Need() => NeededAt = with.Time.GetTimestamp();

    /// <summary>Adds a connection.</summary>
    /// <returns>Connections that give way to it: the same device's, and the oldest beyond the limit.</returns>
    public IReadOnlyList<LessonConnection> Add(LessonConnection connection)
    {
        var participant = connection.Viewer.Participant;
        if (!_members.TryGetValue(participant, out var member))
        {
            _members[participant] = member = new(participant, new(with.Options.CommandsPerSecond, with.Options.CommandsBurst, with.Time));
        }

        var open = member.Connections.Where(other => other.ClosingAt is null).ToList();
        var same = open.Where(other => other.Device == connection.Device).ToList();
        var beyond = open.Except(same).Take(open.Count - same.Count - with.Options.DevicesMax + 1);
        var replaced = same.Concat(beyond).ToList();
        member.Add(connection);
        Connections = Connections.Add(connection);
        Need();
        return replaced;
    }

    /// <summary>Removes a connection that is gone.</summary>
    public void Remove(LessonConnection connection)
    {
        Connections = Connections.Remove(connection);
        Need();
        if (_members.GetValueOrDefault(connection.Viewer.Participant) is { } member && member.Remove(connection) && connection.IsFollowing)
        {
            // A connection that ends was there until now, unless that was found out by its silence.
            member.LastSignAt = Math.Max(member.LastSignAt, IsSilent(connection) ? connection.SignAt : with.Time.GetTimestamp());
            _changed.Add(connection.Viewer.Participant);
        }
    }

    /// <summary>Counts a connection as following from now on.</summary>
    public void Follow(LessonConnection connection)
    {
        connection.IsFollowing = true;
        _changed.Add(connection.Viewer.Participant);
    }

    /// <summary>Counts who has given no sign of life for a while as away, and who gives one again as here.</summary>
    /// <returns>Whether that changed somebody's presence.</returns>
    public bool Listen()
    {
        var changed = false;
        foreach (var connection in Connections.Where(connection => connection.IsFollowing && connection.IsSilent != IsSilent(connection)))
        {
            connection.IsSilent = !connection.IsSilent;
            if (_members.TryGetValue(connection.Viewer.Participant, out var member))
            {
                member.LastSignAt = connection.IsSilent ? Math.Max(member.LastSignAt, connection.SignAt) : member.LastSignAt;
                changed |= _changed.Add(member.Participant);
            }
        }

        return changed;
    }

    /// <summary>Says that somebody's presence changed for another reason.</summary>
    public void Touch(ParticipantId participant) => _changed.Add(participant);

    /// <summary>How many others follow here whom the lesson does not count yet.</summary>
    public int CountBeyond(LessonView content, ParticipantId newcomer) =>
        _members.Values.Count(member => member.Participant != newcomer && member.Devices > 0 && !content.People.ContainsKey(member.Participant));

    /// <summary>Everybody who is here, and who left since the last report; nothing is left to report after.</summary>
    public ImmutableArray<PresenceProof> Whole()
    {
        Listen(); // Nobody is proved for longer than they gave a sign.
        var people = _members.Values.Where(member => member.Devices > 0 || _changed.Contains(member.Participant)).Select(ProofOf).ToImmutableArray();
        _changed.Clear();
        return people;
    }

    /// <summary>Those whose presence changed; nothing is left to report after.</summary>
    public ImmutableArray<PresenceProof> Changes()
    {
        var changes = _changed.Select(participant => _members[participant]).Select(ProofOf).ToImmutableArray();
        _changed.Clear();
        return changes;
    }

    /// <summary>Forgets people who are gone and whose limits are as good as new.</summary>
    public void Forget()
    {
        foreach (var member in _members.Where(member => member.Value.Connections.Count == 0 && member.Value.Commands.IsFull && !_changed.Contains(member.Key)).ToList())
        {
            _members.Remove(member.Key);
        }
    }

    private bool IsSilent(LessonConnection connection) => with.Time.GetElapsedTime(connection.SignAt) >= with.Options.SilentAfter;

    private PresenceProof ProofOf(LessonMember member) =>
        new(member.Participant, member.Role, member.Devices, member is { Devices: 0, LastSignAt: > 0 } ? with.Time.GetElapsedTime(member.LastSignAt) : default);
}
