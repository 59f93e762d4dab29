namespace Classroom.Contracts.Hub;

/// <summary>What a client sends over its connection. Every method is a send: answers come as messages of their own.</summary>
/// <remarks>Method names and record fields are the wire; docs/protocol.md describes them. One record a method: fields can be added, parameters cannot.</remarks>
public interface IClassroomHub
{
    /// <summary>Starts following the ticket's lesson. First, once, within 5 seconds of connecting.</summary>
    Task Follow(FollowLesson request);

    /// <summary>Sends a command. Answered by <see cref="IClassroomClient.Answered"/> with its counter.</summary>
    Task Send(SendCommand request);

    /// <summary>Passes on something fleeting that is never logged. Not answered; may be dropped.</summary>
    Task Signal(SendSignal request);

    /// <summary>Says how far this client has folded. Every 10 seconds.</summary>
    Task Heartbeat(ClientHeartbeat request);
}

/// <summary>What a server sends over a client's connection.</summary>
public interface IClassroomClient
{
    /// <summary>The first message: where the lesson stands for this viewer, or from where entries go on. Also sent when the viewer's rights change.</summary>
    Task Welcome(LessonWelcome welcome);

    /// <summary>Entries, in order.</summary>
    Task Entries(LessonEntries entries);

    /// <summary>What became of a command.</summary>
    Task Answered(CommandAnswer answer);

    /// <summary>Fleeting things of others, the latest of each.</summary>
    Task Signals(LessonSignals signals);

    /// <summary>Every 10 seconds.</summary>
    Task Heartbeat(ServerHeartbeat heartbeat);

    /// <summary>The last message before the server closes: why, and what to do.</summary>
    Task Closing(ConnectionClosing closing);
}
