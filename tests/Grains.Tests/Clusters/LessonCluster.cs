using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Lessons;
using Classroom.Ports.Lessons;
using Classroom.Ports.Rosters;
using Classroom.Ports.Settings;
using Classroom.Ports.Substitutes;
using Classroom.Ports.Timetables;
using Classroom.Testing.Lessons;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>A cluster of silos in this process with a lesson planned, on storage that outlives it and a clock that the test moves.</summary>
internal sealed class LessonCluster : IAsyncDisposable
{
    public static readonly DateTimeOffset EightOClock = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    public static readonly LessonId Lesson = LessonId.Parse("demo~maths");
    public static readonly Viewer Teacher = new(ParticipantId.Parse("teacher"), LessonRole.Teacher);
    public static readonly Viewer Ada = new(ParticipantId.Parse("ada"));
    public static readonly Viewer Bob = new(ParticipantId.Parse("bob"));

    public static readonly DeviceId Device = DeviceId.Parse("device");

    private readonly Dictionary<ParticipantId, long> _counters = [];
    private readonly List<RecordingSink> _sinks = [];
    private InProcessTestCluster _cluster = null!;

    public required World World { get; init; }

    public ObservedLessonLog Log => World.Log;

    public FaultyLessonLog Faults => World.Faults;

    public SteppingTime Time => World.Time;

    public InProcessTestCluster Orleans => _cluster;

    public IGrainFactory Grains => _cluster.Client;

    public ILessonGrain Grain => Grains.GetGrain<ILessonGrain>(Lesson.ToString());

    /// <summary>Starts silos with a lesson planned from 8 to 9 o'clock; it is 8.</summary>
    /// <param name="world">What is outside; a new one if none is given.</param>
    /// <param name="silos">How many.</param>
    /// <param name="settings">Of the grains.</param>
    /// <param name="collectionAge">Time, by the system's clock and the test's, after which lessons that nobody calls are collected; as the options say, if none is given.</param>
    public static async Task<LessonCluster> StartAsync(World? world = null, short silos = 1, Dictionary<string, string?>? settings = null, TimeSpan? collectionAge = null)
    {
        var cluster = new LessonCluster { World = world ?? new World() };
        await cluster.World.Timetable.SaveAsync(
            new LessonPlan(Lesson, ClassId.Parse("demo~3b"), "Fractions", EightOClock, EightOClock.AddHours(1), LessonStatus.Planned, 1));
        await cluster.DeployAsync(silos, settings ?? [], collectionAge);
        return cluster;
    }

    /// <summary>Sends a new command, or one again if its counter is given.</summary>
    public Task<CommandResult> SendAsync(Viewer by, LessonCommand command, long? counter = null) =>
        Grain.Execute(new ExecuteCommand(new CommandId(by.Participant, Device, counter ?? NextCounter(by)), by, command));

    /// <summary>Sends a command as a client does: again under the same counter, until it is known what became of it.</summary>
    public async Task<CommandResult> SendUntilKnownAsync(Viewer by, LessonCommand command)
    {
        var counter = NextCounter(by);
        while (true)
        {
            try
            {
                var result = await SendAsync(by, command, counter);
                if (result.Refusal is not LessonRefusal.Unavailable)
                {
                    return result;
                }
            }
            catch (Exception exception) when (exception is TimeoutException or OrleansException or IOException)
            {
                // Unknown: again.
            }

            await Task.Yield();
        }
    }

    public long NextCounter(Viewer by)
    {
        lock (_counters)
        {
            return _counters[by.Participant] = _counters.GetValueOrDefault(by.Participant) + 1;
        }
    }

    /// <summary>Starts the lesson.</summary>
    public async Task GoLiveAsync() => Assert.Null((await SendAsync(Teacher, new StartLesson())).Refusal);

    public Task<LessonEntry[]> EntriesAsync() => Log.EntriesAsync(Lesson);

    /// <summary>Ends the activation gracefully; the next call makes a new one.</summary>
    public Task DeactivateAsync() => _cluster.DeactivateAsync(Grain);

    /// <summary>Whether the lesson has an activation.</summary>
    public async Task<bool> IsAwakeAsync(LessonId? lesson = null) =>
        await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(Grains.GetGrain<ILessonGrain>((lesson ?? Lesson).ToString())) is not null;

    /// <summary>Another activation somewhere takes the lesson over: this cluster's is fenced from now on.</summary>
    public Task TakeOverAsync() => World.Log.OpenAsync(Lesson);

    /// <summary>Comes back when what was sent to the lesson before has been taken in.</summary>
    public async Task RoundTripAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await Grain.Counters([]);
        }
    }

    /// <summary>Follows the lesson as a gateway does, with people connected to it.</summary>
    public async Task<RecordingSink> FollowAsync(string gateway, params Viewer[] people)
    {
        var sink = new RecordingSink();
        await AttachAsync(gateway, sink, 0, 0, people);
        return sink;
    }

    /// <summary>Attaches a sink after what it holds.</summary>
    public async Task<AttachAnswer> AttachAsync(string gateway, RecordingSink sink, long epoch, long after, params Viewer[] people)
    {
        sink.Held = Math.Max(after, 0);
        var answer = await Grain.Attach(new AttachGateway(GatewayId.Parse(gateway), Reference(sink), 1, epoch, after, Proofs(people)));
        return answer;
    }

    /// <summary>Renews a gateway's lease, proving that these people are connected.</summary>
    public Task<RenewAnswer> RenewAsync(string gateway, params Viewer[] people) =>
        Grain.Renew(new RenewLease(GatewayId.Parse(gateway), 0, Whole: true, Proofs(people)));

    private static ImmutableArray<PresenceProof> Proofs(Viewer[] people) =>
        [.. people.Select(viewer => new PresenceProof(viewer.Participant, viewer.Role, 1))];

    public ILessonSink Reference(RecordingSink sink)
    {
        _sinks.Add(sink); // Orleans itself holds it weakly.
        return Grains.CreateObjectReference<ILessonSink>(sink);
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    private async Task DeployAsync(short silos, Dictionary<string, string?> settings, TimeSpan? collectionAge)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        // Moving the clock far must not make a commit in flight count as lost.
        settings.TryAdd("LogWriter:CommitTimeout", "00:05:00");
        builder.ConfigureSiloHost((_, host) => host.Configuration.AddInMemoryCollection(settings));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<ILessonLog>(Log);
            silo.Services.AddSingleton<ITimetableStore>(World.Timetable);
            silo.Services.AddSingleton<IRosterReader>(World.Rosters);
            silo.Services.AddSingleton<ISubstituteStore>(World.Substitutes);
            silo.Services.AddSingleton<ISchoolSettingsStore>(World.Settings);
            silo.Services.AddSingleton<TimeProvider>(Time);
            UseSystemClockForOrleans(silo.Services, collects: collectionAge is not null);
            silo.Services.AddClassroomGrains();
            silo.Configure<GrainCollectionOptions>(collection =>
            {
                if (collectionAge is { } age)
                {
                    collection.CollectionQuantum = age / 2;
                    collection.ClassSpecificCollectionAge[typeof(LessonGrain).FullName!] = age;
                }
            });
        });
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5)));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    /// <summary>The test moves the clock of grains and their timers; what Orleans does by itself goes on. Collecting must go by the clock by which grains ask to be kept.</summary>
    private static void UseSystemClockForOrleans(IServiceCollection services, bool collects)
    {
        string[] areas =
        [
            TimeProviderNames.Messaging, TimeProviderNames.SystemTimers, TimeProviderNames.Membership,
            TimeProviderNames.ActivationManagement, TimeProviderNames.GrainDirectory,
        ];
        foreach (var area in areas.Where(area => !collects || area != TimeProviderNames.ActivationManagement))
        {
            services.AddKeyedSingleton(area, TimeProvider.System);
        }
    }
}
