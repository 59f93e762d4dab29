using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.Ports.Rosters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Classroom.OneRoster.Imports;

/// <summary>Imports an archive in two passes: the first checks everything and writes nothing, the second stages what changes.</summary>
internal sealed partial class RosterImporter(IRosterStore store, IOptions<OneRosterOptions> options, TimeProvider time, ILogger<RosterImporter> logger) : IRosterImporter
{
    private readonly OneRosterOptions _options = options.Value;

    public long ArchiveBytesMax => _options.ArchiveBytesMax;

    public async Task<RosterImport> ImportAsync(
        Stream archive, RosterScope scope, IProgress<RosterProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var faults = new FaultLog(_options.FaultsMax);
        RosterImport? done = null;
        try
        {
            progress?.Report(new(RosterPhase.Receiving, null, 0));
            await using var spool = await ArchiveSpool.ReceiveAsync(archive, _options, cancellationToken);
            using var opened = RosterArchive.Open(spool, _options, faults);
            done = opened.Manifest is { } manifest ? await ImportAsync(opened, manifest, scope, faults, progress, cancellationToken) : null;
        }
        catch (ArchiveFaultException exception)
        {
            faults.Add(exception.Code, exception.File, exception.Line, value: exception.Value);
        }

        progress?.Report(new(RosterPhase.Done, null, 0));
        var result = done ?? Refused(faults);
        LogEnd(scope.School, result.Report);
        return result;
    }

    private static RosterImport Refused(FaultLog faults) => new(new(RosterOutcome.Refused, [], 0, [], faults.Listed, faults.Count, [], 0), []);

    private async Task<RosterImport?> ImportAsync(
        RosterArchive archive, Manifest manifest, RosterScope scope, FaultLog faults, IProgress<RosterProgress>? progress, CancellationToken cancellationToken)
    {
        await using var staging = await store.BeginAsync(scope.School, cancellationToken);
        if (staging is null)
        {
            faults.Add(RosterFaultCode.ImportRunning);
            return null;
        }

        var context = new ImportContext(await RosterBook.LoadAsync(staging, cancellationToken), scope, manifest);
        if (scope.School is not null && context.Office is null)
        {
            faults.Add(RosterFaultCode.SchoolOther);
            return null;
        }

        var passes = new RosterPasses(archive, context, faults, _options, progress, cancellationToken);
        passes.Check();
        if (faults.Count > 0)
        {
            return null;
        }

        var changes = RosterChanges.Of(context.Book);
        ImmutableArray<School> schools = [];
        if (changes.Any)
        {
            await passes.StageAsync(staging);
            if (faults.Count > 0)
            {
                throw new InvalidOperationException("The archive read otherwise the second time.");
            }

            progress?.Report(new(RosterPhase.Applying, null, 0));
            schools = [.. await staging.ApplyAsync(changes.Owners, new(time.GetUtcNow(), scope.Actor), CancellationToken.None)];
        }

        var outcome = changes.Any ? RosterOutcome.Applied : RosterOutcome.Unchanged;
        return new(new(outcome, changes.Counts, context.Skipped, schools, [], 0, [], 0), [.. passes.Lessons]);
    }

    private void LogEnd(SchoolId? school, RosterReport report)
    {
        var whose = school is { } id ? $"School {id}" : "Node";
        if (report.Outcome == RosterOutcome.Refused)
        {
            LogRefused(whose, report.FaultCount);
        }
        else if (report.Outcome == RosterOutcome.Unchanged)
        {
            LogUnchanged(whose);
        }
        else
        {
            LogApplied(whose, report.Schools.Length);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Whose}: a roster came into force, schools changed: {Schools}")]
    private partial void LogApplied(string whose, int schools);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Whose}: a roster was imported that was in force already")]
    private partial void LogUnchanged(string whose);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Whose}: a roster was refused, faults: {Faults}")]
    private partial void LogRefused(string whose, long faults);
}
