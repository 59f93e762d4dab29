namespace Classroom.Gateway.Problems;

/// <summary>Too much is asked at once: the request is answered with 503, the code <c>busy</c> and <c>Retry-After</c>.</summary>
/// <param name="message">One sentence for a developer.</param>
/// <param name="retryAfter">When to ask again.</param>
internal sealed class BusyException(string message, TimeSpan retryAfter) : Exception(message)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
