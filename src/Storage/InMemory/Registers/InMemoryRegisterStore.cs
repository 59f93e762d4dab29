using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Classroom.Ports.Registers;
using Classroom.Storage.InMemory.Identity;

namespace Classroom.Storage.InMemory.Registers;

/// <summary>Corrections that live as long as the object: for tests.</summary>
internal sealed class InMemoryRegisterStore(InMemoryAuditTrail trail) : IRegisterStore
{
    private readonly Lock _lock = new();
    private readonly List<StoredCorrection> _corrections = [];

    public Task<bool> AppendAsync(StoredCorrection correction, AuditAct act, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_corrections.Count(known => known.Lesson == correction.Lesson && known.Person == correction.Person) >= IRegisterStore.CorrectionsMax)
            {
                return Task.FromResult(false);
            }

            _corrections.Add(correction with { At = DateTimeOffset.FromUnixTimeMilliseconds(correction.At.ToUnixTimeMilliseconds()) });
            trail.Append(act);
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<StoredCorrection>> ReadAsync(LessonId lesson, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_corrections
                .Where(correction => correction.Lesson == lesson)
                .OrderBy(correction => correction.Person.ToString(), StringComparer.Ordinal)
                .ToImmutableArray());
        }
    }
}
