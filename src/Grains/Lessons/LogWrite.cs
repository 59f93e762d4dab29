using Classroom.Ports.Lessons;

namespace Classroom.Grains.Lessons;

/// <summary>One lesson's batch on its way into the log.</summary>
internal sealed class LogWrite(LessonLogBatch batch)
{
    // Asynchronously: a lesson goes on in its own turn, never inside the writer's.
    private readonly TaskCompletionSource<AppendOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LessonLogBatch Batch { get; } = batch;

    /// <summary>Size of all that is to be written.</summary>
    public long Bytes { get; } = batch.Entries.Sum(entry => (long)entry.Payload.Length)
        + batch.Redactions.Sum(redaction => (long)redaction.Payload.Length)
        + (batch.Snapshot?.Payload.Length ?? 0)
        + (batch.Box?.Length ?? 0);

    public Task<AppendOutcome> Outcome => _outcome.Task;

    public void Complete(AppendOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Fail(Exception exception) => _outcome.TrySetException(exception);
}
