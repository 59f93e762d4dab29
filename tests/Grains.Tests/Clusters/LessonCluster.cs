using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Ports.Lessons;
using Classroom.Ports.Timetables;
using Classroom.Storage.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>A cluster of silos in this process, with a lesson planned, on storage that outlives it and a clock that the test moves.</summary>
internal sealed class LessonCluster : IAsyncDisposable
{
    public static readonly DateTimeOffset EightOClock = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    public static readonly LessonId Lesson = LessonId.Parse("demo~maths");
    public static readonly Viewer Teacher = new(ParticipantId.Parse("teacher"), LessonRole.Teacher);
    public static readonly Viewer Ada = new(ParticipantId.Parse("ada"));
    public static readonly Viewer Bob = new(ParticipantId.Parse("bob"));

    private static readonly DeviceId Device = DeviceId.Parse("device");

    private readonly Dictionary<ParticipantId, long> _counters = [];
    private InProcessTestCluster _cluster = null!;

    public required ObservedLessonLog Log { get; init; }

    public required MemoryTimetable Timetable { get; init; }

    public required FakeTimeProvider Time { get; init; }

    public InProcessTestCluster Orleans => _cluster;

    public ILessonGrain Grain => _cluster.Client.GetGrain<ILessonGrain>(Lesson.ToString());

    /// <summary>Starts silos with a lesson planned from 8 to 9 o'clock; it is 8.</summary>
    public static async Task<LessonCluster> StartAsync(
        short silos = 1, ILessonLog? log = null, MemoryTimetable? timetable = null, FakeTimeProvider? time = null, Dictionary<string, string?>? settings = null)
    {
        var cluster = new LessonCluster
        {
            Log = log as ObservedLessonLog ?? new ObservedLessonLog(log ?? new InMemoryLessonLog()),
            Timetable = timetable ?? new MemoryTimetable(),
            Time = time ?? new FakeTimeProvider(EightOClock),
        };
        await cluster.Timetable.SaveAsync(new LessonPlan(Lesson, ClassId.Parse("demo~3b"), "Fractions", EightOClock, EightOClock.AddHours(1), LessonStatus.Planned, 1));
        await cluster.DeployAsync(silos, settings ?? []);
        return cluster;
    }

    /// <summary>Sends a new command, or one again if a counter is given.</summary>
    public Task<CommandResult> SendAsync(Viewer by, LessonCommand command, long? counter = null) =>
        Grain.Execute(new ExecuteCommand(new CommandId(by.Participant, Device, counter ?? NextCounter(by)), by, command));

    public long NextCounter(Viewer by) => _counters[by.Participant] = _counters.GetValueOrDefault(by.Participant) + 1;

    /// <summary>Starts the lesson.</summary>
    public async Task GoLiveAsync() => Assert.Null((await SendAsync(Teacher, new StartLesson())).Refusal);

    public Task<LessonEntry[]> EntriesAsync() => Log.EntriesAsync(Lesson);

    /// <summary>Ends the activation gracefully; the next call makes a new one.</summary>
    public Task DeactivateAsync() => _cluster.DeactivateAsync(Grain);

    public ILessonSink Reference(RecordingSink sink) => _cluster.Client.CreateObjectReference<ILessonSink>(sink);

    public async ValueTask DisposeAsync()
    {
        Log.Release();
        await _cluster.DisposeAsync();
    }

    private async Task DeployAsync(short silos, Dictionary<string, string?> settings)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSiloHost((_, host) => host.Configuration.AddInMemoryCollection(settings));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<ILessonLog>(Log);
            silo.Services.AddSingleton<ITimetableStore>(Timetable);
            silo.Services.AddSingleton<TimeProvider>(Time);
            UseSystemClockForOrleans(silo.Services);
            silo.Services.AddClassroomGrains();
        });
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5)));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    /// <summary>The test moves the clock of grains and their timers; what Orleans does by itself goes on.</summary>
    private static void UseSystemClockForOrleans(IServiceCollection services)
    {
        string[] areas =
        [
            TimeProviderNames.Messaging, TimeProviderNames.SystemTimers, TimeProviderNames.Membership,
            TimeProviderNames.ActivationManagement, TimeProviderNames.GrainDirectory,
        ];
        foreach (var area in areas)
        {
            services.AddKeyedSingleton(area, TimeProvider.System);
        }
    }
}
