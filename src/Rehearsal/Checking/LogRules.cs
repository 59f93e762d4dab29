using Classroom.Contracts.Lessons;

namespace Classroom.Rehearsal.Checking;

/// <summary>Rules about the log itself: one sequence without gaps, epochs and times that never fall.</summary>
internal static class LogRules
{
    public static IEnumerable<Fault> Find(LogHistory log)
    {
        var before = (LessonEntry?)null;
        foreach (var entry in log.Entries)
        {
            var last = before?.Sequence ?? 0;
            if (entry.Sequence <= last || (log.IsWhole && entry.Sequence != last + 1) || entry.Sequence > log.Head)
            {
                yield return new Fault(FaultKind.LogBroken, "log", $"{entry.Sequence} follows {last}; its head is {log.Head}");
            }

            if (before is not null && entry.Epoch < before.Epoch)
            {
                yield return new Fault(FaultKind.EpochFell, "log", $"epoch {entry.Epoch} at {entry.Sequence} follows epoch {before.Epoch}");
            }

            if (before is not null && entry.At < before.At)
            {
                yield return new Fault(FaultKind.EpochFell, "log", $"time {entry.At:O} at {entry.Sequence} follows {before.At:O}");
            }

            before = entry;
        }

        if (log.IsWhole && (before?.Sequence ?? 0) != log.Head)
        {
            yield return new Fault(FaultKind.LogBroken, "log", $"it ends at {before?.Sequence ?? 0}; its head is {log.Head}");
        }
    }
}
