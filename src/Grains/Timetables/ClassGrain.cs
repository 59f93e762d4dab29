using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Timetables;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Grains.Rosters;
using Classroom.Grains.Substitutes;
using Classroom.Ports.Rosters;
using Classroom.Ports.Timetables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Timetables;

/// <summary>Keeps a class's roster in memory and its timetable by the rules. Plans are written through, never cached.</summary>
[GrainType("class")]
internal sealed partial class ClassGrain : Grain, IClassGrain
{
    private const int TriesMax = 3;

    private readonly ClassId _id;
    private readonly RosterCache<ClassRoster> _roster;
    private readonly RunningSubstitutes _substitutes;
    private readonly ITimetableStore _timetable;
    private readonly TimetableOptions _options;
    private readonly ILogger<ClassGrain> _logger;

    public ClassGrain(
        IRosterReader rosters, SchoolVersions versions, RunningSubstitutes substitutes, ITimetableStore timetable, IOptions<TimetableOptions> options, ILogger<ClassGrain> logger)
    {
        (_substitutes, _timetable, _options, _logger) = (substitutes, timetable, options.Value, logger);
        _id = ClassId.Parse(this.GetPrimaryKeyString());
        _roster = new RosterCache<ClassRoster>(_id.School, versions, () => rosters.ReadClassAsync(_id));
    }

    public async Task<ClassRoster?> Roster() => await _roster.GetAsync() is { } roster ? await _substitutes.JoinAsync(roster) : null;

    public async Task<ImmutableArray<LessonPlan>> Lessons(DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to - from, PlanLimits.WindowMax);
        return [.. await _timetable.ReadOfClassAsync(_id, from, to, _options.LessonsPerAnswerMax)];
    }

    public async Task<PlanResult> Plan(PlanLesson request)
    {
        if (await Roster() is null)
        {
            return PlanRefusal.NotFound;
        }

        var wanted = new LessonPlan(request.Lesson, _id, request.Title, request.StartsAt, request.EndsAt, LessonStatus.Planned, 1);
        var open = await _timetable.CountOpenAsync(_id);
        return (await KeepAsync(request.Lesson, stored => PlanRules.Plan(stored, wanted, open, _options.Limits()))).Result;
    }

    public async Task<PlanResult> Change(ChangeLesson request)
    {
        var wanted = new LessonPlan(request.Lesson, _id, request.Title, request.StartsAt, request.EndsAt, LessonStatus.Planned, request.Version);
        return await TellAsync(await KeepAsync(request.Lesson, stored => PlanRules.Change(stored, wanted, _options.Limits())));
    }

    public async Task<PlanResult> Cancel(LessonId lesson, long version) =>
        await TellAsync(await KeepAsync(lesson, stored => PlanRules.Cancel(stored, _id, version)));

    public Task RosterChanged(long version)
    {
        _roster.Forget(version);
        return Task.CompletedTask;
    }

    /// <summary>Decides on what is stored; if that changed before the decision was written, decides again.</summary>
    private async Task<(PlanResult Result, bool IsNew)> KeepAsync(LessonId lesson, Func<LessonPlan?, PlanDecision> decide)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var decision = decide(await _timetable.ReadAsync(lesson));
            if (decision.Plan is not { } plan)
            {
                return (decision.Refusal!.Value, false);
            }

            if (!decision.IsNew || await _timetable.SaveAsync(plan))
            {
                return (plan, decision.IsNew);
            }
        }

        return (PlanRefusal.VersionConflict, false);
    }

    /// <summary>Tells the lesson of its new plan. Should that fail, it finds out when it is next swept.</summary>
    private async Task<PlanResult> TellAsync((PlanResult Result, bool IsNew) kept)
    {
        if (kept.IsNew)
        {
            var lesson = kept.Result.Plan!.Lesson;
            try
            {
                await GrainFactory.GetGrain<ILessonGrain>(lesson.ToString()).PlanChanged();
            }
            catch (Exception exception)
            {
                LogLessonNotTold(exception, lesson);
            }
        }

        return kept.Result;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lesson {LessonId} could not be told of its new plan; it will read it at the next sweep")]
    private partial void LogLessonNotTold(Exception exception, LessonId lessonId);
}
