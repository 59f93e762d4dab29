using Classroom.Contracts.Admission;
using Classroom.Contracts.Hub;

namespace Classroom.Client.Reconnecting;

/// <summary>How a connection, or the attempt to get one, came to its end.</summary>
internal abstract record ConnectionEnd
{
    private ConnectionEnd()
    {
        // Closed: every end is in this file.
    }

    /// <summary>It broke, or fell silent, without a word from the server.</summary>
    /// <param name="SpreadMs">What the server last said about spreading.</param>
    public sealed record Lost(int SpreadMs) : ConnectionEnd;

    /// <summary>What came did not fit what is held: resume, or start over.</summary>
    public sealed record Inconsistent : ConnectionEnd;

    /// <summary>The server closed it and said why.</summary>
    public sealed record Closed(ConnectionClosing Closing) : ConnectionEnd;

    /// <summary>It did not come about: nothing answered, or something that may go away by itself.</summary>
    /// <param name="RetryAfter">What the server asked to wait, if it did.</param>
    public sealed record Failed(TimeSpan? RetryAfter = null) : ConnectionEnd;

    /// <summary>Not admitted yet: it is not this client's turn.</summary>
    public sealed record Waiting(JoinWaiting Answer) : ConnectionEnd;

    /// <summary>It will never come about.</summary>
    public sealed record Refused(ClassroomException Why) : ConnectionEnd;
}
