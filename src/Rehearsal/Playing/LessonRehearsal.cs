using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Json;
using Classroom.Client;
using Classroom.Client.Lessons;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Rehearsal.Casting;
using Classroom.Rehearsal.Checking;
using Classroom.Rehearsal.Nodes;
using Classroom.Rehearsal.Reporting;

namespace Classroom.Rehearsal.Playing;

/// <summary>One lesson from its start to its end, with everything that goes wrong in between.</summary>
internal sealed class LessonRehearsal(Cast cast, RehearsalSettings settings, NodeProcess? node, Progress progress) : IAsyncDisposable
{
    private const int EventsPerPage = 1_000;
    private const int PlanTriesMax = 5;
    private const int ReadersBack = 5;
    private static readonly TimeSpan StudentPace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TeacherPace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(60);

    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly Stage _stage = new();
    private readonly List<(CastMember Member, CastDevice Device, Player Player)> _players = [];
    private readonly List<TimeSpan> _outages = [];

    public Stage Stage => _stage;

    /// <summary>Kills so far.</summary>
    public int Kills => _outages.Count;

    /// <summary>How long the end of the lesson took to reach everybody.</summary>
    public TimeSpan Converged { get; private set; }

    public int Cuts => _players.Sum(player => player.Player.Cuts);

    private Player Teacher => _players[0].Player;

    private ClassroomClient TeacherClient => cast.Teacher.Devices[0].Client;

    /// <summary>Plays the lesson and returns what everybody saw; the log is read by <see cref="ReadBackAsync"/>.</summary>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        Enroll();
        await Task.WhenAll(_players.Select(player => player.Player.EnterAsync(cancellationToken)));
        await Teacher.SendAsync(Teacher.Lesson!, new StartLesson());
        await UploadDecksAsync(cancellationToken);

        using var curtain = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var playing = _players.Select(player => player.Player.PlayAsync(curtain.Token)).ToList();
        await DirectAsync(cancellationToken);
        await curtain.CancelAsync();
        await GatherAsync(playing);

        progress.Say("everybody waits for their answers");
        using (var limit = new CancellationTokenSource(SettleTimeout))
        {
            await Task.WhenAll(_players.Select(player => player.Player.SettleAsync(limit.Token)));
        }

        await EndAsync(cancellationToken);
    }

    /// <summary>Reads the log as some of the people, over HTTP: it must show each the same as following did.</summary>
    public async Task<LessonEntries> ReadBackAsync(CancellationToken cancellationToken)
    {
        var whole = (LessonEntries?)null;
        foreach (var (_, device, player) in _players.Take(ReadersBack))
        {
            var read = await ReadEventsAsync(device.Client, cancellationToken);
            player.Recorder.ReadBack(read);
            whole ??= read;
        }

        return whole!;
    }

    public History ToHistory(LogHistory log) => new(
        cast.Plan.Lesson,
        [.. _players.Select(player => player.Player.Recorder.ToHistory(IsExpectedAtEnd(player.Player))).OfType<ClientHistory>()],
        log);

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, _, player) in _players)
        {
            await player.DisposeAsync();
        }
    }

    // Who was sent out, or had left when the curtain fell, need not hold the end. Everybody else must, however they are connected.
    private static bool IsExpectedAtEnd(Player player) =>
        player.Lesson is { } lesson && !lesson.View.Ejected && lesson.State is not (LiveLessonState.Closed { Code: CloseCode.Ejected } or LiveLessonState.Closed { Problem: "ejected" });

    private void Enroll()
    {
        var dice = new Random(settings.Seed);
        foreach (var member in cast.Everybody)
        {
            foreach (var (index, device) in member.Devices.Index())
            {
                var name = member.Devices.Length == 1 ? member.Name : $"{member.Name}/{(char)('a' + index)}";
                var pace = member == cast.Teacher && index == 0 ? TeacherPace : StudentPace;
                var recorder = new Recorder(name, device.Device, _startedAt, _stage);
                var absence = member == cast.Students[^1] ? TimeSpan.FromSeconds(settings.Seconds * 0.8) : TimeSpan.Zero;
                _players.Add((member, device, new Player(name, device, cast.Plan.Lesson, _stage, recorder, new Random(dice.Next()), pace) { Absence = absence }));
            }
        }

        _stage.Expendable = [.. cast.Students.Where((_, index) => index % 4 == 1).Select(student => student.Participant)];
    }

    private async Task UploadDecksAsync(CancellationToken cancellationToken)
    {
        foreach (var deck in Decks.All)
        {
            _stage.Decks = _stage.Decks.Add(await UploadAsync(deck, cancellationToken));
        }

        var mistaken = await UploadAsync(Decks.Mistaken, cancellationToken);
        using var removal = await TeacherClient.Http.DeleteAsync($"/api/v1/lessons/{cast.Plan.Lesson}/decks/{mistaken}", cancellationToken);
        removal.EnsureSuccessStatusCode();
    }

    private async Task<DeckId> UploadAsync((byte[] File, string Type, string Title, int Pages) deck, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(deck.File);
        body.Headers.ContentType = new(deck.Type);
        using var response = await TeacherClient.Http.PostAsync($"/api/v1/lessons/{cast.Plan.Lesson}/decks?title={deck.Title}&pages={deck.Pages}", body, cancellationToken);
        return (await TeacherClient.ReadAsync<UploadedDeck>(response, cancellationToken)).Deck;
    }

    /// <summary>A client that hangs is a finding, not something to wait for.</summary>
    private async Task GatherAsync(List<Task> playing)
    {
        try
        {
            await Task.WhenAll(playing).WaitAsync(SettleTimeout, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            var hanging = _players.Zip(playing).Where(pair => !pair.Second.IsCompleted).Select(pair => $"{pair.First.Player.Name} ({pair.First.Player.Doing}, {pair.First.Player.Lesson?.State})");
            throw new RehearsalException($"These do not come to an end: {string.Join("; ", hanging)}.");
        }
    }

    /// <summary>What happens beside the players: the plan moves, the node dies, the time passes.</summary>
    private async Task DirectAsync(CancellationToken cancellationToken)
    {
        var length = TimeSpan.FromSeconds(settings.Seconds);
        var begun = Stopwatch.GetTimestamp();
        var scenes = Enumerable.Range(1, settings.Kills).Select(kill => (At: length * kill / (settings.Kills + 1), Play: (Func<CancellationToken, Task>)KillAsync))
            .Append((At: length * 0.1, Play: MovePlanAsync))
            .OrderBy(scene => scene.At).ToList();
        foreach (var (at, play) in scenes.Append((At: length, Play: _ => Task.CompletedTask)))
        {
            while (Stopwatch.GetElapsedTime(begun) < at)
            {
                progress.Tick($"{Stopwatch.GetElapsedTime(begun).TotalSeconds:0} of {settings.Seconds} s, {_stage.Count} commands, {_stage.InFlight} in flight, {Kills} kills");
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
            }

            await play(cancellationToken);
        }

        // Kills take time from the players: what they have not come to yet, they get that time for again, and as much as the lesson is long.
        var longest = _outages.Aggregate(2 * length, (sum, outage) => sum + (2 * outage));
        while (_stage.Missing.Count > 0 && Stopwatch.GetElapsedTime(begun) < longest)
        {
            progress.Tick($"{Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s, until this has been done once: {string.Join(", ", _stage.Missing)}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
        }
    }

    private async Task KillAsync(CancellationToken cancellationToken)
    {
        while (_stage.InFlight == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken); // A kill proves something only while work is in flight.
        }

        progress.Say($"kill {Kills + 1}, with {_stage.InFlight} commands in flight");
        var killed = Stopwatch.GetTimestamp();
        await node!.KillAsync();
        await node.RunAsync(cancellationToken);
        _outages.Add(Stopwatch.GetElapsedTime(killed));
    }

    /// <summary>The plan changes by itself when the lesson goes live: whoever changes it then has to read it again.</summary>
    private async Task MovePlanAsync(CancellationToken cancellationToken)
    {
        var path = $"/api/v1/lessons/{cast.Plan.Lesson}";
        for (var tries = 0; ; tries++)
        {
            var plan = await Director.GetAsync<LessonPlan>(TeacherClient, path, cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Put, path)
            {
                Content = JsonContent.Create(new LessonChange(plan.Title, plan.StartsAt, plan.EndsAt.AddMinutes(5)), options: ClassroomClient.Json),
            };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{plan.Version}\"");
            using var response = await TeacherClient.Http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode || tries == PlanTriesMax)
            {
                await TeacherClient.ReadAsync<LessonPlan>(response, cancellationToken);
                return;
            }
        }
    }

    /// <summary>The teacher ends the lesson; nothing follows that, so everybody must come to hold exactly it.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        _players.ForEach(player => Look(player.Player));
        if (Teacher.IsOut)
        {
            await Teacher.EnterAsync(cancellationToken);
        }

        progress.Say("the lesson ends");
        await Teacher.SendAsync(Teacher.Lesson!, new EndLesson());
        var ended = Stopwatch.GetTimestamp();
        while (_players.Any(player => IsExpectedAtEnd(player.Player) && player.Player.Lesson!.View.Phase != LessonPhase.Ended) && Stopwatch.GetElapsedTime(ended) < SettleTimeout)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        Converged = Stopwatch.GetElapsedTime(ended);
        _players.ForEach(player => Look(player.Player));
    }

    private static void Look(Player player)
    {
        if (player.Lesson is { } lesson)
        {
            player.Recorder.Look(lesson);
        }
    }

    private async Task<LessonEntries> ReadEventsAsync(ClassroomClient client, CancellationToken cancellationToken)
    {
        var entries = ImmutableArray.CreateBuilder<LessonEntry>();
        var (epoch, after) = (0L, 0L);
        while (true)
        {
            var page = await Director.GetAsync<LessonEntries>(client, $"/api/v1/lessons/{cast.Plan.Lesson}/events?after={after}&limit={EventsPerPage}", cancellationToken);
            if (page.To <= after)
            {
                return new LessonEntries(epoch, 1, after, entries.ToImmutable());
            }

            entries.AddRange(page.Entries);
            (epoch, after) = (page.Epoch, page.To);
        }
    }
}
