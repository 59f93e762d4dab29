using System.Collections.Concurrent;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Ports.Rosters;

namespace Classroom.Gateway.Rosters;

/// <summary>Imports a roster, plans the lessons that came with it, and tells its classes.</summary>
internal sealed partial class RosterImports(IRosterImporter importer, IGrainFactory grains, ILogger<RosterImports> logger)
{
    private const int PlannedAtOnceMax = 16;
    private const int UnplannedListedMax = 100;

    /// <summary>Largest archive that is taken, in bytes; a larger one is a fault in the report.</summary>
    public long ArchiveBytesMax => importer.ArchiveBytesMax;

    /// <param name="archive">A OneRoster zip.</param>
    /// <param name="scope">What it may touch.</param>
    /// <param name="actor">Who imports; null: the node itself.</param>
    /// <param name="progress">Told of every phase, and every thousand rows.</param>
    /// <param name="cancellationToken">Gives up until the roster is in force.</param>
    public async Task<RosterReport> ImportAsync(
        Stream archive, RosterScope scope, AccountId? actor, IProgress<RosterProgress>? progress, CancellationToken cancellationToken)
    {
        var import = await importer.ImportAsync(archive, scope.By(actor), progress, cancellationToken);
        if (import.Report.Outcome == RosterOutcome.Refused)
        {
            return import.Report;
        }

        var versions = import.Report.Schools.ToDictionary(school => school.Id, school => school.RosterVersion);
        var unplanned = new ConcurrentBag<UnplannedLesson>();
        await Parallel.ForEachAsync(
            import.Lessons,
            new ParallelOptions { MaxDegreeOfParallelism = PlannedAtOnceMax, CancellationToken = CancellationToken.None },
            async (lesson, _) =>
            {
                if (await PlanAsync(lesson, versions) is { } missing)
                {
                    unplanned.Add(missing);
                }
            });
        return import.Report with { Unplanned = [.. unplanned.OrderBy(lesson => lesson.Line).Take(UnplannedListedMax)], UnplannedCount = unplanned.Count };
    }

    /// <summary>Idempotent: a lesson that is planned already, or was changed since, stays as it is.</summary>
    /// <returns>What is to be told of it, if it is not planned now: the roster is in force all the same.</returns>
    private async Task<UnplannedLesson?> PlanAsync(PlannedLesson lesson, Dictionary<SchoolId, long> versions)
    {
        try
        {
            return await AskAsync(lesson, versions) is { } refusal ? new(lesson.Lesson, refusal, lesson.File, lesson.Line) : null;
        }
        catch (Exception exception)
        {
            LogNotPlanned(exception, lesson.Lesson);
            return new(lesson.Lesson, Reason: null, lesson.File, lesson.Line);
        }
    }

    private async Task<PlanRefusal?> AskAsync(PlannedLesson lesson, Dictionary<SchoolId, long> versions)
    {
        var grain = grains.GetGrain<IClassGrain>(lesson.Class.ToString());
        if (versions.TryGetValue(lesson.Class.School, out var version))
        {
            await grain.RosterChanged(version);
        }

        return (await grain.Plan(new(lesson.Lesson, lesson.Title, lesson.StartsAt, lesson.EndsAt))).Refusal;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lesson {LessonId} of an import could not be planned: its class cannot be reached")]
    private partial void LogNotPlanned(Exception exception, LessonId lessonId);
}
