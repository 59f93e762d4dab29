namespace Classroom.Testing.Lessons;

/// <summary>A kind of call to the lesson log.</summary>
public enum LogOperation
{
    Open,
    Append,
    Read,
    ReadSnapshot,
}

/// <summary>Where a call is held.</summary>
public enum LogPhase
{
    /// <summary>Nothing was done yet.</summary>
    Before,

    /// <summary>It was done and is durable; its caller does not know yet.</summary>
    After,
}
