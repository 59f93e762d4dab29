using System.Diagnostics.Metrics;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Tests.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Gateways;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Gateway.Lessons;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Tests.Identity;
using Classroom.Gateway.Tickets;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.InMemory.Timetables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>One gateway and one lesson, without network; the clock moves as the test says.</summary>
internal sealed class FollowingWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private int _devices;

    public FollowingWorld(History history, Action<LessonGatewayOptions>? configure = null)
    {
        var options = new LessonGatewayOptions { SessionCheckInterval = TimeSpan.FromDays(1), HeartbeatTimeout = TimeSpan.FromDays(1) };
        configure?.Invoke(options);
        Options = options;
        Lesson = new(history);
        Metrics = ActivatorUtilities.CreateInstance<LessonMetrics>(_services);
        var grains = new OneLesson(Lesson);
        var sessions = new SessionChecks(
            new InMemoryAccountStore(new InMemoryAuditTrail()), new TestRoster(), Microsoft.Extensions.Options.Options.Create(new Gateway.Identity.IdentityOptions()), Time, NullLogger<SessionChecks>.Instance);
        Dependencies = new(grains, Lesson, Gateway, new(grains), sessions, new(new InMemoryTimetableStore(), grains, Time), Metrics, Microsoft.Extensions.Options.Options.Create(options), Time, NullLoggerFactory.Instance);
        Followers = new(Dependencies);
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public ThisGateway Gateway { get; } = new();

    public LessonGatewayOptions Options { get; }

    public PlayedBackLesson Lesson { get; }

    public LessonMetrics Metrics { get; }

    /// <summary>Whose metrics are this world's alone.</summary>
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public LessonDependencies Dependencies { get; }

    public LessonFollowers Followers { get; }

    /// <summary>Opens a connection that has not followed yet.</summary>
    /// <param name="viewer">Whose.</param>
    /// <param name="device">From which device; each call another, if none is given.</param>
    /// <param name="pipeBytes">How much the client's line holds before writes have to wait.</param>
    public MemoryClient Connect(Viewer viewer, string? device = null, int pipeBytes = 1 << 20)
    {
        var client = new MemoryClient(viewer, pipeBytes);
        var session = new SessionRef(AccountId.Parse($"demo~{viewer.Participant}"), "session", "stamp", Time.GetUtcNow().AddDays(1));
        var ticket = new LessonTicket(
            "id", Gateway.Id, PlayedBackLesson.Id, viewer.Participant, viewer.Role, DeviceId.Parse(device ?? $"device-{++_devices}"), session, Time.GetUtcNow().AddMinutes(1));
        client.Take(Followers.Connect(client.Context, ticket)!);
        client.Context.ConnectionAborted.Register(() => Followers.Disconnect(client.Connection));
        return client;
    }

    /// <summary>Opens a connection and follows.</summary>
    public async Task<MemoryClient> FollowAsync(Viewer viewer, long? epoch = null, long? after = null, string? device = null)
    {
        var client = Connect(viewer, device);
        await client.Connection.Follower.Welcomes.FollowAsync(client.Connection, new(1, epoch, after));
        return client;
    }

    /// <summary>
    /// Moves the clock past the time for which a range without anything to see is held back; but by no more than a closing
    /// connection has to take its reason, since a slow thread must not make it lose that.
    /// </summary>
    public void PassHold() => Time.Advance(TimeSpan.FromSeconds(2));

    /// <summary>Lets a client read so far, what is held back for it too.</summary>
    public async Task ReadToAsync(MemoryClient client, long sequence)
    {
        var reading = client.ReadToAsync(sequence);
        if (!reading.IsCompleted)
        {
            PassHold();
        }

        await reading;
    }

    public async ValueTask DisposeAsync()
    {
        await Followers.DisposeAsync();
        await _services.DisposeAsync();
    }
}
