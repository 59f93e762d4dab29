using System.Net;

namespace Classroom.Client;

/// <summary>The server said no to a request, and how.</summary>
public sealed class ClassroomException : Exception
{
    internal ClassroomException(HttpStatusCode status, string? code, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Status = status;
        Code = code;
        RetryAfter = retryAfter;
    }

    /// <summary>Status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The <c>code</c> of its problem document: part of the protocol, unlike the message. None if it had none.</summary>
    public string? Code { get; }

    /// <summary>When to try again, if the server said so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the same request may succeed later without anybody doing anything else.</summary>
    public bool MaySucceedLater =>
        Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)Status >= 500;
}
