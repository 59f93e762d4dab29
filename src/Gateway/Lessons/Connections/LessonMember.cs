using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Gateway.Lessons.Connections;

/// <summary>One person's connections to one lesson on this gateway. Guarded by the lock of the follower.</summary>
internal sealed class LessonMember(ParticipantId participant, TokenBucket commands)
{
    private readonly List<LessonConnection> _connections = [];

    public ParticipantId Participant { get; } = participant;

    /// <summary>As what the newest connection came in.</summary>
    public LessonRole Role { get; private set; }

    /// <summary>Limits the commands of all their connections together.</summary>
    public TokenBucket Commands { get; } = commands;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<LessonConnection> Connections => _connections;

    /// <summary>How many of them prove presence.</summary>
    public int Devices => _connections.Count(connection => connection is { IsFollowing: true, IsSilent: false, EjectedAt: null });

    /// <summary>When the last of them to go or to fall silent last gave a sign of life; a timestamp.</summary>
    public long LastSignAt { get; set; }

    public void Add(LessonConnection connection)
    {
        Role = connection.Viewer.Role;
        _connections.Add(connection);
    }

    public bool Remove(LessonConnection connection) => _connections.Remove(connection);
}
