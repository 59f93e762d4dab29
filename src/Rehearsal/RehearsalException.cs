namespace Classroom.Rehearsal;

/// <summary>The rehearsal could not be played: no verdict.</summary>
internal sealed class RehearsalException(string message, Exception? innerException = null) : Exception(message, innerException);
