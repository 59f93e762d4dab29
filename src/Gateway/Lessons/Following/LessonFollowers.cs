using System.Collections.Concurrent;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Lessons.Connections;
using Classroom.Gateway.Tickets;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>The lessons that this gateway follows: each as long as somebody needs it, and a while longer.</summary>
internal sealed class LessonFollowers : IAsyncDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<LessonId, LessonFollower> _followers = new();
    private readonly Lock _lock = new();
    private readonly LessonDependencies _with;
    private readonly ITimer _sweep;

    public LessonFollowers(LessonDependencies with)
    {
        _with = with;
        with.Sinks.Serve(lesson => _followers.GetValueOrDefault(lesson));
        _sweep = with.Time.CreateTimer(_ => Sweep(), null, SweepPeriod, SweepPeriod);
    }

    /// <summary>Whether a further connection can be taken.</summary>
    public bool HasRoom => !_with.Gateway.IsDraining && _with.Metrics.Connections < _with.Options.ConnectionsMax;

    /// <summary>The lesson, followed from now on for a while; null if as many are followed as can be.</summary>
    public LessonFollower? Need(LessonId lesson)
    {
        lock (_lock)
        {
            if (!_followers.TryGetValue(lesson, out var follower))
            {
                if (_followers.Count >= _with.Options.LessonsMax)
                {
                    return null;
                }

                _followers[lesson] = follower = new(lesson, _with);
                _with.Metrics.LessonsAre(_followers.Count);
                follower.Lease.Start();
                follower.Watch.Start();
            }

            follower.Change((_, members) => members.Need());
            return follower;
        }
    }

    /// <summary>The whole content of a lesson as of now, or a moment ago.</summary>
    /// <exception cref="TimeoutException">The lesson cannot be reached.</exception>
    /// <exception cref="LessonDamagedException">What is stored of it is damaged.</exception>
    public async Task<LessonView> ReadAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        var follower = Need(lesson) ?? throw new TimeoutException("As many lessons are followed as can be.");
        await follower.Lease.ReadyAsync(cancellationToken);
        return follower.Read((replica, _) => replica.Content);
    }

    /// <summary>Adds a connection to the lesson its ticket names; null if there is no room.</summary>
    public LessonConnection? Connect(HubConnectionContext context, LessonTicket ticket)
    {
        if (!HasRoom || Need(ticket.Lesson) is not { } follower)
        {
            return null;
        }

        var connection = new LessonConnection(context, ticket, follower, _with.Options, _with.Time);
        _with.Metrics.Opened();
        foreach (var replaced in follower.Read((_, members) => members.Add(connection)))
        {
            follower.CloseNow(replaced, CloseCode.Replaced);
        }

        return connection;
    }

    /// <summary>Removes a connection that is gone.</summary>
    public void Disconnect(LessonConnection connection)
    {
        _with.Metrics.Gone();
        connection.Follower.Change((_, members) => members.Remove(connection));
        connection.Follower.Lease.Poke();
    }

    /// <summary>Takes no more commands, answers those under way, closes all connections with advice to come back, and leaves all lessons.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _with.Gateway.Drain();
        var followers = _followers.Values.ToList();
        var connections = followers.SelectMany(follower => follower.Read((_, members) => members.Connections)).ToList();
        await Task.WhenAll(connections.Select(connection => connection.Commands.IdleAsync())).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var connection in connections)
        {
            connection.Follower.Close(connection, CloseCode.Draining, last: true);
            connection.Pump();
        }

        await Task.WhenAll(connections.Select(connection => GoneAsync(connection, cancellationToken)));
        await Task.WhenAll(followers.Select(LeaveAsync)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await Task.WhenAll(_followers.Values.Select(LeaveAsync));
    }

    private static async Task GoneAsync(LessonConnection connection, CancellationToken cancellationToken)
    {
        var gone = new TaskCompletionSource();
        await using var whenGone = connection.Gone.Register(gone.SetResult);
        await gone.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Sweep()
    {
        foreach (var follower in _followers.Values)
        {
            lock (_lock)
            {
                if (!follower.Read((_, members) => members.Connections.IsEmpty && _with.Time.GetElapsedTime(members.NeededAt) >= _with.Options.Linger))
                {
                    continue;
                }

                _followers.TryRemove(follower.Lesson, out _);
                _with.Metrics.LessonsAre(_followers.Count);
            }

            _ = LeaveAsync(follower);
        }
    }

    private async Task LeaveAsync(LessonFollower follower)
    {
        _followers.TryRemove(KeyValuePair.Create(follower.Lesson, follower));
        follower.Watch.Stop();
        follower.Signals.Stop();
        await follower.Lease.StopAsync();
    }
}
