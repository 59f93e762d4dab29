namespace Classroom.Client.Lessons;

/// <summary>As many commands wait as this client holds; the new one was not taken. Wait for one to be answered, or for the connection.</summary>
public sealed class OutboxFullException : Exception
{
    internal OutboxFullException(int commandsMax)
        : base($"{commandsMax} commands are waiting already.")
    {
    }
}
