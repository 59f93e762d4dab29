using Classroom.Contracts.Ids;
using Classroom.Domain.Lessons;
using Classroom.Domain.Settings;
using Classroom.Grains.Lessons;
using Classroom.Ports.Settings;
using Microsoft.Extensions.Logging;

namespace Classroom.Grains.Settings;

/// <summary>A lesson's limits: the node's, and within them what its school decided, read again while it goes on. Lives in its lesson's turns.</summary>
/// <param name="school">Whose.</param>
/// <param name="store">Where the school's settings are.</param>
/// <param name="node">The node's own limits.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">Where it is counted that they cannot be read.</param>
/// <param name="logger">Where to say that they cannot be read.</param>
internal sealed partial class SettingsMirror(SchoolId school, ISchoolSettingsStore store, LessonLimits node, TimeProvider time, LessonMetrics metrics, ILogger logger)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(5);

    private LessonLimits? _limits;
    private Task _reading = Task.CompletedTask;
    private long _readAt;

    /// <summary>What counts now.</summary>
    public LessonLimits Limits => _limits ?? node;

    public async Task ReadAsync(CancellationToken cancellationToken = default)
    {
        _readAt = time.GetTimestamp();
        _limits = SettingsRules.LimitsOf(node, (await store.ReadAsync(school, cancellationToken)).Settings);
    }

    /// <summary>Starts reading again if it is time to. Nobody waits.</summary>
    public void Follow()
    {
        if (_reading.IsCompleted && time.GetElapsedTime(_readAt) >= ReadEvery)
        {
            _reading = TryReadAsync();
        }
    }

    private async Task TryReadAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception exception)
        {
            metrics.SettingsUnread();
            LogUnread(exception, school);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The settings of school {SchoolId} cannot be read; its lesson goes on with those it has")]
    private partial void LogUnread(Exception exception, SchoolId schoolId);
}
